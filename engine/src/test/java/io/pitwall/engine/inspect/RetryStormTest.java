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

/** Runs of one call each, of which some are made four times. */
class RetryStormTest {

  @Test
  void fourAttemptsOfCallsThatFailInFourOfTenMakeTheLoadGrowByTwoThirds() {
    double amplification = RetryStorm.amplification(0.4, 4);

    assertThat(amplification).isCloseTo(1.62, offset(0.005));
    assertThat(0.65 * amplification).isCloseTo(1.06, offset(0.01));
    assertThat(0.65 * (1 + RetryStorm.BUDGET)).isCloseTo(0.78, offset(0.001));
  }

  @Test
  void aStormIsToldItsBudgetAndWhatThatSaves() {
    Finding finding = runs(120, 5, "ConnectionError").getFirst();

    assertThat(finding.scope().operation()).isEqualTo("fetch_page");
    assertThat(Objects.requireNonNull(finding.action()).current()).isEqualTo(4L);
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(2L);
    assertThat((double) Objects.requireNonNull(finding.evidence().get("retry_ratio")))
        .isCloseTo(0.6, offset(0.001));
    Effect p95 = Objects.requireNonNull(finding.prediction()).effect(Measure.P95_MS).orElseThrow();
    assertThat(p95.baseline() - p95.predicted()).isCloseTo(400, offset(0.1));
    assertThat(finding.texts().getFirst())
        .startsWith("fetch_page: 4 → 2 attempts and a retry budget of 20 %; 1.60 → 1.20 calls");
  }

  @Test
  void aFifthIsWithinTheBudget() {
    assertThat(runs(120, 15, "ConnectionError")).isEmpty();
  }

  @Test
  void refusedCallsAreAnotherMatter() {
    assertThat(runs(120, 5, "RateLimitError")).isEmpty();
  }

  @Test
  void fewCallsSayNothing() {
    assertThat(runs(29, 5, "ConnectionError")).isEmpty();
  }

  private static List<Finding> runs(int count, int every, String error) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < count; i++) {
      int attempts = i % every == 0 ? 4 : 1;
      TestRuns.Making run = runs.run(i * 3_000, 100 + attempts * 200);
      for (int attempt = 1; attempt <= attempts; attempt++) {
        var call = run.tool("fetch_page", 10 + attempt, 1, (attempt - 1) * 200, 200, 7, 10);
        run.add(
            attempt < 4 && attempts == 4 ? call.status(SpanStatus.ERROR).error(error, null) : call);
      }
      run.done();
    }
    return new RetryStorm().inspect(runs.evidence());
  }
}
