package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.trace.SpanStatus;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs of one model call each, two a second; some calls are refused and made again. */
class RateLimitedTest {

  @Test
  void theRateThatIsLetThroughIsWhatToSendAt() {
    Finding finding = refused(600, 10).getFirst();

    assertThat(finding.scope().operation()).isEqualTo(TestRuns.MODEL);
    assertThat(Objects.requireNonNull(finding.action()).setting())
        .isEqualTo("rate_limit_per_second");
    // Two answers a second are let through; 0.9 of that is to be sent.
    assertThat((double) Objects.requireNonNull(finding.action()).proposed())
        .isCloseTo(1.8, offset(0.02));
    assertThat(
            Objects.requireNonNull(finding.prediction())
                .effect(Measure.P95_MS)
                .orElseThrow()
                .baseline())
        .isEqualTo(1_700);
    assertThat(finding.texts().getFirst())
        .startsWith(TestRuns.MODEL + ": send at most 1.79 calls a second");
  }

  @Test
  void fewerThanOneInAHundredAreLeftAlone() {
    assertThat(refused(600, 120)).isEmpty();
    assertThat(refused(1_200, 10_000)).isEmpty();
  }

  @Test
  void fewCallsSayNothing() {
    assertThat(refused(20, 4)).isEmpty();
  }

  @Test
  void aQuotaThatIsUsedUpIsToldWithItsTimes() {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < 60; i++) {
      runs.run(i * 10_000, 500).done();
    }
    for (int minute = 0; minute < 60; minute++) {
      boolean out = minute >= 20 && minute < 40;
      TestRuns.Making run =
          out ? runs.failedRun(minute * 60_000, 500) : runs.run(minute * 60_000, 500);
      var call = run.model(2, 1, 0, 0, 100, 0, 10);
      run.add(out ? call.status(SpanStatus.ERROR).error("RateLimitError", "quota") : call).done();
    }

    List<Finding> findings = new RateLimited().inspect(runs.evidence());

    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().texts().getFirst())
        .startsWith(
            TestRuns.MODEL
                + ": no call succeeded 09:19:00–09:40:00 UTC, 20 were refused as over the quota");
  }

  /** Every n-th call is refused after 100 ms and made again 600 ms later. */
  private static List<Finding> refused(int count, int every) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < count; i++) {
      boolean refused = i % every == every - 1;
      TestRuns.Making run = runs.run(i * 500, refused ? 1_700 : 1_000);
      if (refused) {
        run.add(
            run.model(2, 1, 0, 100, 0, 0, 0)
                .status(SpanStatus.ERROR)
                .error("RateLimitError", null));
      }
      run.add(run.model(3, 1, refused ? 700 : 0, 1_000, 500, 0, 50)).done();
    }
    return new RateLimited().inspect(runs.evidence());
  }
}
