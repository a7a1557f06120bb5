package io.pitwall.analysis.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QueueLoadTest {
  private static final QueueLoad SEVEN = new QueueLoad(3, 2, 1, 1, 7);

  @Test
  void oneMoreSlotSavesMostOfTheWait() {
    assertThat(SEVEN.utilisation()).isCloseTo(0.857, within(0.0005));
    assertThat(SEVEN.waitProbability()).isCloseTo(0.614, within(0.0005));
    assertThat(SEVEN.meanWaitSeconds()).isCloseTo(1.23, within(0.005));
    QueueLoad eight = SEVEN.withSlots(8);
    assertThat(eight.utilisation()).isEqualTo(0.75);
    assertThat(eight.waitProbability()).isCloseTo(0.357, within(0.0005));
    assertThat(eight.meanWaitSeconds()).isCloseTo(0.357, within(0.0005));
    assertThat(SEVEN.meanWaitSeconds() - eight.meanWaitSeconds()).isCloseTo(0.87, within(0.005));
  }

  @Test
  void isExactForOneServerWithAnyService() {
    // Pollaczek-Khinchine: rho * S * (1 + cs2) / (2 * (1 - rho))
    QueueLoad one = new QueueLoad(0.5, 1.6, 0.25, 1, 1);
    assertThat(one.meanWaitSeconds()).isCloseTo(0.8 * 1.6 * 1.25 / (2 * 0.2), within(1e-12));
  }

  @Test
  void quantilesAndTailsAgree() {
    double p95 = SEVEN.waitQuantileSeconds(0.95);
    assertThat(SEVEN.waitBeyond(p95)).isCloseTo(0.05, within(1e-12));
    assertThat(SEVEN.waitQuantileSeconds(0.3)).isZero();
  }

  @Test
  void whatIsAskedTooMuchOfWaitsForEver() {
    QueueLoad over = SEVEN.withSlots(6);
    assertThat(over.isStable()).isFalse();
    assertThat(over.waitProbability()).isEqualTo(1);
    assertThat(over.meanWaitSeconds()).isInfinite();
    assertThat(over.waitQuantileSeconds(0.5)).isInfinite();
  }

  @Test
  void manySlotsAndNoLoadAreBorne() {
    assertThat(new QueueLoad(90_000, 1, 1, 1, 100_000).waitProbability()).isLessThan(1e-9);
    assertThat(new QueueLoad(0, 2, 1, 1, 3).meanWaitSeconds()).isZero();
    assertThat(new QueueLoad(3, 0, 0, 1, 3).waitBeyond(0)).isZero();
  }

  @Test
  void refusesWhatIsNoLoad() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueueLoad(1, Double.NaN, 1, 1, 1))
        .withMessageContaining("service seconds");
    assertThatIllegalArgumentException().isThrownBy(() -> SEVEN.withSlots(0));
  }
}
