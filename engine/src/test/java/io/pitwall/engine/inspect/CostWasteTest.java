package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.trace.SpanStatus;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs of four model calls; some fail a check after the first and go on all the same. */
class CostWasteTest {

  @Test
  void theFailureAfterWhichNothingHelpsIsWhereARunShouldEnd() {
    Finding finding = runs(100, 5, true).getFirst();

    assertThat(Objects.requireNonNull(finding.action()).target()).isEqualTo("check_licence");
    assertThat(Objects.requireNonNull(finding.action()).setting()).isEqualTo("max_failures");
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(1L);
    // A fifth of the runs fail, and three of their four equal calls come after the check.
    Effect cost =
        Objects.requireNonNull(finding.prediction()).effect(Measure.COST_USD_PER_DAY).orElseThrow();
    assertThat(cost.gain()).isCloseTo(0.2 * 0.75, offset(1e-9));
    assertThat((double) Objects.requireNonNull(finding.evidence().get("share_of_spend")))
        .isCloseTo(0.2, offset(1e-9));
    assertThat(finding.texts().getFirst())
        .startsWith("invoice: end the run at failure 1 of check_licence; $");
  }

  @Test
  void moneyLostIsToldAlsoWhereNoFailureForeshadowsIt() {
    Finding finding = runs(100, 5, false).getFirst();

    assertThat(finding.action()).isNull();
    assertThat(finding.texts().getFirst())
        .contains("(20 % of the spend) goes into runs of invoice");
  }

  @Test
  void lessThanATenthOfTheSpendIsLeftAlone() {
    assertThat(runs(100, 11, true)).isEmpty();
    assertThat(runs(100, 200, true)).isEmpty();
  }

  @Test
  void fewRunsSayNothing() {
    assertThat(runs(29, 5, true)).isEmpty();
  }

  private static List<Finding> runs(int count, int every, boolean check) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < count; i++) {
      boolean fails = i % every == every - 1;
      TestRuns.Making run = fails ? runs.failedRun(i * 5_000, 4_000) : runs.run(i * 5_000, 4_000);
      for (int call = 0; call < 4; call++) {
        run.add(run.model(10 + call, 1, call * 1_000, 900, 1_000, 0, 100));
      }
      if (fails && check) {
        run.add(
            run.tool("check_licence", 20, 1, 910, 20, 5, 5)
                .status(SpanStatus.ERROR)
                .error("LicenceError", null));
      }
      run.done();
    }
    return new CostWaste().inspect(runs.evidence());
  }
}
