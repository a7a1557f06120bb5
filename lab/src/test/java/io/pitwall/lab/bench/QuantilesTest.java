package io.pitwall.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {

  @Test
  void takesTheNearestRank() {
    Quantiles hundred =
        Quantiles.of(IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray());
    assertThat(hundred.at(0)).isEqualTo(1);
    assertThat(hundred.at(0.5)).isEqualTo(50);
    assertThat(hundred.at(0.95)).isEqualTo(95);
    assertThat(hundred.at(0.99)).isEqualTo(99);
    assertThat(hundred.at(1)).isEqualTo(100);
    assertThat(hundred.median()).isEqualTo(50.5);
    assertThat(Quantiles.of(3, 1, 2).median()).isEqualTo(2);
  }

  @Test
  void nothingMeasuredIsNoNumber() {
    assertThat(Quantiles.of().at(0.99)).isNaN();
    assertThat(Quantiles.of().median()).isNaN();
  }

  @Test
  void convertsToMilliseconds() {
    assertThat(Quantiles.millis(new long[] {1_500_000}).at(0.5)).isEqualTo(1.5);
  }
}
