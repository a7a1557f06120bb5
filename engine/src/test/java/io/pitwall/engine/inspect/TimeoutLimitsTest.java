package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.trace.SpanStatus;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs of one call of 100 to 199 ms each; some hang until a limit ends them. */
class TimeoutLimitsTest {

  @Test
  void aLimitFarBeyondWhatSuccessTakesIsCut() {
    Finding finding = runs(800, 40, 30_000, 0).getFirst();

    assertThat(finding.scope().operation()).isEqualTo("geocode");
    assertThat(Objects.requireNonNull(finding.action()).current()).isEqualTo(30_000.0);
    // Of 780 successes four take 199 ms; p99.5 is 198.1 ms, and a quarter more 247.6 ms.
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(248.0);
    assertThat(finding.evidence()).containsEntry("saved_ms_per_timeout", 29_752.0);
    assertThat(finding.texts().getFirst())
        .startsWith("geocode: timeout 30.0 s → 248 ms; 20 calls hang for the whole limit");
  }

  @Test
  void aLimitWithinThreeTimesOrRarelyReachedIsLeftAlone() {
    assertThat(runs(800, 40, 590, 0)).isEmpty();
    assertThat(runs(800, 110, 30_000, 0)).isEmpty();
  }

  @Test
  void timeoutsOfManyLengthsShowNoLimit() {
    assertThat(runs(800, 40, 30_000, 20_000)).isEmpty();
  }

  @Test
  void fewCallsSayNothing() {
    assertThat(runs(500, 40, 30_000, 0)).isEmpty();
  }

  private static List<Finding> runs(int count, int every, double limit, double spread) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < count; i++) {
      boolean hangs = i % every == every - 1;
      double millis = hangs ? limit + spread * (i / every % 5) : 100 + i % 100;
      TestRuns.Making run = runs.run(i * 60_000, millis + 10);
      var call = run.tool("geocode", 2, 1, 5, millis, i + 1, 10);
      run.add(hangs ? call.status(SpanStatus.ERROR).error("ReadTimeout", null) : call).done();
    }
    return new TimeoutLimits().inspect(runs.evidence());
  }
}
