package io.pitwall.lab.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void choosesByTheMomentOfTheEnd() {
    var latencies = new Latencies();
    for (int i = 0; i < 5_000; i++) {
      latencies.add(i, i * 10L);
    }
    assertThat(latencies.between(4_998, 6_000)).containsExactly(49_980, 49_990);
    assertThat(latencies.between(3, 5)).containsExactly(30, 40);
    assertThat(latencies.between(5_000, 9_000)).isEmpty();
  }

  @Test
  void momentsMayOverflow() {
    var latencies = new Latencies();
    latencies.add(Long.MIN_VALUE + 1, 7);
    assertThat(latencies.between(Long.MAX_VALUE, Long.MIN_VALUE + 2)).containsExactly(7);
  }
}
