package io.pitwall.analysis.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScalabilityLawTest {

  @Test
  void theLawBehindMeasurementsIsFound() {
    ScalabilityLaw law = fitted(0.05, 0.002, 0);
    assertThat(law.lambda()).isCloseTo(40, within(1e-6));
    assertThat(law.sigma()).isCloseTo(0.05, within(1e-8));
    assertThat(law.kappa()).isCloseTo(0.002, within(1e-8));
    assertThat(law.r2()).isCloseTo(1, within(1e-9));
    assertThat(law.peak()).isCloseTo(Math.sqrt(0.95 / 0.002), within(1e-3));
    assertThat(law.seconds(10)).isCloseTo(10 / law.at(10), within(1e-12));
  }

  @Test
  void itIsFoundThroughNoise() {
    ScalabilityLaw law = fitted(0.05, 0.002, 0.03);
    assertThat(law.peak()).isBetween(18.0, 26.0);
    assertThat(law.r2()).isGreaterThan(0.8);
  }

  @Test
  void withoutCrosstalkThereIsNoPeak() {
    assertThat(fitted(0, 0, 0).peak()).isInfinite();
  }

  @Test
  void fewPointsAreNoLaw() {
    assertThat(ScalabilityLaw.fit(new double[] {1, 2, 3}, new double[] {1, 2, 3})).isEmpty();
    assertThat(ScalabilityLaw.fit(new double[] {2, 2, 2, 2, 2, 2}, new double[] {1, 1, 1, 1, 1, 1}))
        .hasValueSatisfying(flat -> assertThat(flat.r2()).isZero());
  }

  private static ScalabilityLaw fitted(double sigma, double kappa, double noise) {
    ScalabilityLaw truth = new ScalabilityLaw(40, sigma, kappa, 1, 0);
    Random random = new Random(6);
    double[] n = new double[40];
    double[] x = new double[40];
    for (int i = 0; i < n.length; i++) {
      n[i] = i + 1;
      x[i] = truth.at(n[i]) * (1 + noise * random.nextGaussian());
    }
    return ScalabilityLaw.fit(n, x).orElseThrow();
  }
}
