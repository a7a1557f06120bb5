package io.pitwall.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.Property;
import org.junit.jupiter.api.Test;

class CounterRateTest {
  private static final double GAP = Double.NaN;

  @Test
  void aGrowingTotalIsARatePerSecond() {
    assertThat(rates(100, 150, 350)).containsExactly(GAP, 5, 20);
  }

  @Test
  void aTotalThatStandsStillIsARateOfZero() {
    assertThat(rates(7, 7, 7)).containsExactly(GAP, 0, 0);
  }

  @Test
  void aLowerTotalMeansThatTheSourceBeganAgainFromZero() {
    assertThat(rates(1_000, 30, 50)).containsExactly(GAP, 3, 2);
  }

  @Test
  void acrossAGapTheRateIsSpreadOverItsWholeLength() {
    assertThat(rates(100, GAP, GAP, 400, 410)).containsExactly(GAP, GAP, GAP, 10, 1);
  }

  @Test
  void aRestartWithinAGapCountsFromZero() {
    assertThat(rates(100, GAP, 40)).containsExactly(GAP, GAP, 2);
  }

  @Test
  void withoutTwoTotalsThereIsNoRate() {
    assertThat(rates()).isEmpty();
    assertThat(rates(5)).containsExactly(GAP);
    assertThat(rates(GAP, 5, GAP)).containsExactly(GAP, GAP, GAP);
  }

  @Test
  void theRatesOfACounterWithoutRestartAddUpToItsGrowth() {
    Property.holds(
        100,
        random -> {
          int n = random.nextInt(2, 50);
          long[] times = new long[n];
          double[] totals = new double[n];
          long time = random.nextLong(1_000_000);
          double total = random.nextInt(1_000);
          double first = GAP;
          double last = GAP;
          for (int i = 0; i < n; i++) {
            time += 1 + random.nextLong(10_000_000);
            total += random.nextInt(100);
            times[i] = time;
            totals[i] = random.nextInt(5) == 0 ? GAP : total;
            first = Double.isNaN(first) ? totals[i] : first;
            last = Double.isNaN(totals[i]) ? last : totals[i];
          }
          double[] rates = CounterRate.perSecond(times, totals);

          double sum = 0;
          long before = 0;
          for (int i = 0; i < n; i++) {
            assertThat(rates[i])
                .satisfiesAnyOf(r -> assertThat(r).isNaN(), r -> assertThat(r).isNotNegative());
            sum += Double.isNaN(rates[i]) ? 0 : rates[i] * (times[i] - before) / 1e6;
            before = Double.isNaN(totals[i]) ? before : times[i];
          }
          assertThat(sum).isCloseTo(Double.isNaN(first) ? 0 : last - first, within(1e-6));
        });
  }

  /** Rates of totals that are ten seconds apart. */
  private static double[] rates(double... totals) {
    long[] times = new long[totals.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = 1_700_000_000_000_000L + i * 10_000_000L;
    }
    return CounterRate.perSecond(times, totals);
  }
}
