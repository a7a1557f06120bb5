package io.pitwall.analysis.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RunsAfterTest {

  @Test
  void percentilesMoveAsTheRunsDo() {
    double[] start = new double[400];
    double[] observed = new double[400];
    double[] changed = new double[400];
    for (int i = 0; i < 400; i++) {
      start[i] = 3.0 * i;
      observed[i] = 1_000 + i * 37 % 400;
      changed[i] = observed[i] - 200;
    }
    RunsAfter after = RunsAfter.of(start, observed, changed);

    assertThat(after.p50().baseline() - after.p50().predicted()).isCloseTo(200, within(1e-6));
    assertThat(after.p95().baseline()).isBetween(1_375.0, 1_385.0);
    assertThat(after.p95().predicted()).isBetween(1_175.0, 1_185.0);
    assertThat(after.p95().low()).isLessThan(after.p95().predicted());
    assertThat(after.p95().high()).isGreaterThan(after.p95().predicted());
  }
}
