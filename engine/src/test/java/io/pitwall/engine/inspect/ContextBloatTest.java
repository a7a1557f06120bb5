package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.trace.SpanKind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs of an agent that calls its model twenty times. */
class ContextBloatTest {

  @Test
  void aContextOf3000ThatGrowsBy1200IsKeptTo8000AndHalved() {
    Finding finding = runs(60, 20, 3_000, 1_200).getFirst();

    assertThat(Objects.requireNonNull(finding.action()).setting())
        .isEqualTo("context_budget_tokens");
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(8_000L);
    assertThat(finding.evidence())
        .containsEntry("tokens_per_run", 288_000L)
        .containsEntry("tokens_per_run_after", 147_000L);
    // 288,000 tokens in at $3 and 20 x 100 out at $15 a million; the latter stay.
    assertThat(
            Objects.requireNonNull(finding.prediction())
                .effect(Measure.COST_USD_PER_DAY)
                .orElseThrow()
                .gain())
        .isCloseTo(141_000 * 3 / (288_000 * 3 + 2_000 * 15.0), offset(0.001));
    assertThat(finding.texts().getFirst())
        .startsWith(
            "solver: no limit → context budget 8,000 tokens; 288,000 → 147,000 input tokens a run");
  }

  @Test
  void slowGrowthShortOfThreeTimesTheFirstIsLeftAlone() {
    assertThat(runs(60, 20, 6_000, 499)).isEmpty();
    assertThat(runs(60, 20, 6_000, 500)).hasSize(1);
  }

  @Test
  void fewCallsOrFewRunsSayNothing() {
    assertThat(runs(60, 4, 3_000, 1_200)).isEmpty();
    assertThat(runs(29, 20, 3_000, 1_200)).isEmpty();
  }

  private static List<Finding> runs(int count, int calls, int first, int growth) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < count; i++) {
      TestRuns.Making run = runs.run(i * 5_000, calls * 200);
      run.add(run.span(SpanKind.AGENT, "solver", 2, 1, 0, calls * 200).agent("solver-1", "solver"));
      for (int call = 0; call < calls; call++) {
        run.add(run.model(10 + call, 2, call * 200, 150, first + call * growth, 0, 100));
      }
      run.done();
    }
    return new ContextBloat().inspect(runs.evidence());
  }
}
