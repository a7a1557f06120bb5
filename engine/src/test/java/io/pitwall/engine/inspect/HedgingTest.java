package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.trace.SpanKind;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Three look-ups a run of about 100 ms, some of them slow. */
class HedgingTest {

  @Test
  void callsThatAreSeldomSlowAreToBeSentTwice() {
    Finding finding = Found.only(new Hedging(), lookups(0.04, 1_000, 300).evidence());

    assertThat(Found.number(finding, "p99_ms")).isCloseTo(1_000, within(150.0));
    // from about d + the median on, 4 % times less than a quarter are left
    assertThat(Found.number(finding, "p99_ms_after")).isLessThan(1_000);
    assertThat((double) Objects.requireNonNull(finding.action()).proposed())
        .isBetween(105.0, 140.0);
    assertThat(Found.effect(finding, Measure.P95_MS).gain()).isBetween(0.3, 0.7);
    assertThat(finding.texts().getFirst()).startsWith("lookup: ask once more after 1");
  }

  @Test
  void callsWithoutTailOrFewOfThemAreAllRight() {
    assertThat(new Hedging().inspect(lookups(0, 1_000, 300).evidence())).isEmpty();
    assertThat(new Hedging().inspect(lookups(0.04, 350, 300).evidence())).isEmpty();
    assertThat(new Hedging().inspect(lookups(0.04, 1_000, 166).evidence())).isEmpty();
  }

  @Test
  void theTailAfterHedgingIsTheProductOfBoth() {
    // 90 of 1 ms, 10 of 101..110 ms; asked again after 1 ms only one in ten of a tenth is left
    double[] sorted = new double[100];
    for (int i = 0; i < 100; i++) {
      sorted[i] = i < 90 ? 1 : i + 11;
    }
    assertThat(Hedging.hedged(sorted, 1)).isEqualTo(101);
  }

  private static TestRuns lookups(double share, double slow, int runs) {
    Random random = new Random(8);
    TestRuns made = new TestRuns();
    for (int i = 0; i < runs; i++) {
      double[] times = new double[3];
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        times[k] =
            (random.nextDouble() < share ? slow : 100) * Math.exp(0.05 * random.nextGaussian());
        sum += times[k];
      }
      TestRuns.Making run = made.run(5_000.0 * i, sum);
      double at = 0;
      for (int k = 0; k < 3; k++) {
        run.add(run.span(SpanKind.RETRIEVAL, "lookup", 2 + k, 1, at, times[k]));
        at += times[k];
      }
      run.done();
    }
    return made;
  }
}
