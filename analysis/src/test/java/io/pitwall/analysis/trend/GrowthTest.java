package io.pitwall.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Six hours in points of five minutes. */
class GrowthTest {
  private static final double[] HOURS = IntStream.range(0, 72).mapToDouble(i -> i / 12.0).toArray();

  @Test
  void steadyGrowthIsMeasured() {
    Growth growth = Growth.of(HOURS, bytes(i -> 400e6 + 100e6 * i / 12), Double.NaN).orElseThrow();
    assertThat(growth.perHour()).isCloseTo(100e6, within(1e3));
    assertThat(growth.first()).isCloseTo(400e6, within(1e3));
    assertThat(growth.points()).isEqualTo(72);
  }

  @Test
  void growthAfterARestartCountsFromThere() {
    Growth growth =
        Growth.of(HOURS, bytes(i -> i < 20 ? 900e6 : 200e6 + 10e6 * i), Double.NaN).orElseThrow();
    assertThat(growth.points()).isEqualTo(52);
  }

  @Test
  void whatComesToRestGrowsTooLittleOrIsThinIsNoGrowth() {
    assertThat(Growth.of(HOURS, bytes(i -> Math.min(i, 30) * 10e6 + 1e6), Double.NaN)).isEmpty();
    assertThat(Growth.of(HOURS, bytes(i -> 400e6 + 49e6 * i / 12), Double.NaN)).isEmpty();
    assertThat(Growth.of(HOURS, bytes(i -> 400e6 + 60e6 * i / 12), 1_500e6)).isEmpty();
    assertThat(Growth.of(HOURS, bytes(i -> i % 4 == 0 ? Double.NaN : 1e9 * i), Double.NaN))
        .isEmpty();
    assertThat(Growth.of(new double[] {1}, new double[] {1}, 1)).isEmpty();
    assertThat(Growth.of(HOURS, filled(Double.NaN), Double.NaN)).isEmpty();
  }

  private static double[] bytes(IntToDoubleFunction value) {
    return IntStream.range(0, 72).mapToDouble(value).toArray();
  }

  private static double[] filled(double value) {
    double[] all = new double[72];
    Arrays.fill(all, value);
    return all;
  }
}
