package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.trace.SpanKind;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

  @Test
  void theLimitIsThePeakOfTheLaw() {
    Finding finding = Found.only(new ConcurrencyLimit(), batches(0.04));

    // The peak of 1 / (1 + 0.04 N (N - 1)) lies at N = 5.
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isIn(4L, 5L);
    assertThat(Found.number(finding, "crosstalk")).isBetween(0.035, 0.045);
    assertThat(Found.number(finding, "usual_at_once")).isBetween(8.0, 10.0);
    assertThat(finding.texts().getFirst()).startsWith("writer: at most ");
  }

  @Test
  void agentsThatDoNotHinderEachOtherMayBeMany() {
    assertThat(new ConcurrencyLimit().inspect(batches(0))).isEmpty();
  }

  @Test
  void aCrowdIsNotMadeLarger() {
    assertThat(new QueueSaturation().inspect(batches(0.04))).isEmpty();
  }

  /** Batches of one to ten tasks that begin one after the other and overlap. */
  private static Evidence batches(double crosstalk) {
    TestRuns runs = new TestRuns();
    double at = 0;
    for (int i = 0; i < 150; i++) {
      int size = 1 + i % 10;
      for (int n = 1; n <= size; n++) {
        double millis = 1_000 * (1 + crosstalk * n * (n - 1));
        TestRuns.Making run = runs.run(at + n, millis);
        run.add(run.span(SpanKind.AGENT, "writer", 2, 1, 0, millis).agent("writer-" + n, "writer"))
            .done();
      }
      at += 20_000;
    }
    return runs.evidence();
  }
}
