package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs of a tool call between three model calls, which carry its result on. */
class ToolOutputsTest {

  @Test
  void resultsThatTheModelPaysForAgainAndAgainAreCut() {
    Finding finding = runs(120, 48_000, true).getFirst();

    assertThat(Objects.requireNonNull(finding.action()).current()).isEqualTo(12_000L);
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(8_000L);
    // 4,000 tokens less in two of the three calls of 1,000, 13,000 and 13,000 tokens in.
    assertThat(
            Objects.requireNonNull(finding.prediction())
                .effect(Measure.COST_USD_PER_DAY)
                .orElseThrow()
                .gain())
        .isCloseTo(8_000 * 3 / (27_000 * 3 + 600 * 15.0), offset(0.001));
    assertThat(finding.texts().getFirst())
        .startsWith("read_page: results of up to 12,000 tokens (p95) → 8,000 at most");
  }

  @Test
  void shortResultsAreLeftAlone() {
    assertThat(runs(120, 31_000, true)).isEmpty();
  }

  @Test
  void whatTheModelDoesNotGetCostsNothing() {
    assertThat(runs(120, 48_000, false)).isEmpty();
  }

  @Test
  void fewCallsSayNothing() {
    assertThat(runs(99, 48_000, true)).isEmpty();
  }

  private static List<Finding> runs(int count, int chars, boolean sentOn) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < count; i++) {
      int in = 1_000 + (sentOn ? chars / 4 : 0);
      TestRuns.Making run = runs.run(i * 6_000, 4_000);
      run.add(run.model(2, 1, 0, 900, 1_000, 0, 100))
          .add(run.tool("read_page", 3, 1, 1_000, 100, i + 1, chars))
          .add(run.model(4, 1, 1_200, 900, in, 0, 200))
          .add(run.model(5, 1, 2_200, 900, in, 0, 300))
          .done();
    }
    return new ToolOutputs().inspect(runs.evidence());
  }
}
