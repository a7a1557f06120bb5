package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.advice.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs of some model calls every half a minute, the last thirty of which may be dearer. */
class CostAnomalyTest {

  @Test
  void runsThatBecameDearerAreToldWithWhatMadeThemSo() {
    Finding finding = runs(600, 2, 4, 1_000, 1_000).getFirst();

    assertThat(finding.texts().getFirst())
        .contains("(+100 %,")
        .contains("most of it is model calls a run, × 2.00, n=30");
    assertThat(runs(600, 2, 2, 1_000, 2_000).getFirst().texts().getFirst())
        .contains("most of it is tokens a call");
  }

  @Test
  void lessThanAFifthIsLeftAlone() {
    assertThat(runs(600, 2, 2, 1_000, 1_150)).isEmpty();
    assertThat(runs(600, 2, 2, 1_000, 1_000)).isEmpty();
  }

  @Test
  void aShortPastSaysNothing() {
    assertThat(runs(300, 2, 4, 1_000, 1_000)).isEmpty();
  }

  private static List<Finding> runs(int past, int calls, int callsNow, int tokens, int tokensNow) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < past + 30; i++) {
      boolean now = i >= past;
      TestRuns.Making run = runs.run(i * 40_000.0, 5_000);
      for (int call = 0; call < (now ? callsNow : calls); call++) {
        run.add(run.model(10 + call, 1, call * 500, 400, now ? tokensNow : tokens, 0, 50));
      }
      run.done();
    }
    return new CostAnomaly().inspect(runs.evidence());
  }
}
