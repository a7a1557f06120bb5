package io.pitwall.analysis.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TailsTest {

  @Test
  void retriesCanKeepAPoolOverloadedByThemselves() {
    double amplification = Tails.retryAmplification(0.4, 4);
    assertThat(amplification).isCloseTo(1.62, within(0.005));
    assertThat(0.65 * amplification).isCloseTo(1.06, within(0.005));
    assertThat(Tails.budgetedUtilisation(0.65, 0.2)).isLessThanOrEqualTo(0.78 + 1e-12);
    assertThat(Tails.retryAmplification(1, 4)).isEqualTo(4);
  }

  @Test
  void aSecondRequestCutsTheTail() {
    assertThat(Tails.hedged(0.03, 0.2)).isCloseTo(0.006, within(1e-12));
  }

  @Test
  void aWideFanOutMeetsTheSlowestOften() {
    assertThat(Tails.anyOf(20, 0.01)).isCloseTo(0.18, within(0.005));
  }
}
