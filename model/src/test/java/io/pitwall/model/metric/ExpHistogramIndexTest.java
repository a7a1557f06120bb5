package io.pitwall.model.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bucket a value falls into: {@code (base^i, base^(i+1)]}, by OpenTelemetry's definition. */
class ExpHistogramIndexTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13, 20})
  void aPowerOfTwoIsTheLastValueOfItsBucketAtEveryFineScale(int scale) {
    for (int exponent = -1074; exponent <= 1023; exponent++) {
      double power = Math.scalb(1.0, exponent);
      int expected = (exponent << scale) - 1;
      assertThat(ExpHistogram.indexOf(power, scale)).as("2^%d", exponent).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, -2, -3, -5, -10})
  void aPowerOfTwoIsTheLastValueOfItsBucketAtEveryCoarseScale(int scale) {
    for (int exponent = -1074; exponent <= 1023; exponent++) {
      double power = Math.scalb(1.0, exponent);
      int expected = Math.ceilDiv(exponent, 1 << -scale) - 1;
      assertThat(ExpHistogram.indexOf(power, scale)).as("2^%d", exponent).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-10, -3, -1, 0, 1, 5, 12, 20})
  void theNextValueAfterAPowerOfTwoOpensTheNextBucket(int scale) {
    for (int exponent = -1022; exponent <= 1023; exponent++) {
      double above = Math.nextUp(Math.scalb(1.0, exponent));
      int expected = scale >= 0 ? exponent << scale : exponent >> -scale;
      assertThat(ExpHistogram.indexOf(above, scale)).as("2^%d + ulp", exponent).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-10, -3, -1, 0, 1, 5, 12, 20})
  void theValueBeforeAPowerOfTwoIsStillInTheBucketOfThatPower(int scale) {
    for (int exponent = -1021; exponent <= 1023; exponent++) {
      double power = Math.scalb(1.0, exponent);
      assertThat(ExpHistogram.indexOf(Math.nextDown(power), scale))
          .as("2^%d - ulp", exponent)
          .isEqualTo(ExpHistogram.indexOf(power, scale));
    }
  }

  @Test
  void aLargerValueNeverHasASmallerIndex() {
    Property.holds(
        500,
        random -> {
          int scale = random.nextInt(ExpHistogram.MIN_SCALE, ExpHistogram.MAX_SCALE + 1);
          double one = Property.magnitude(random, -320, 308);
          double other = random.nextBoolean() ? Math.nextUp(one) : one * (1 + random.nextDouble());
          assertThat(ExpHistogram.indexOf(one, scale))
              .isLessThanOrEqualTo(ExpHistogram.indexOf(other, scale));
        });
  }

  @Test
  void oneScaleCoarserHalvesTheIndex() {
    Property.holds(
        500,
        random -> {
          double value = Property.magnitude(random, -300, 300);
          int scale = random.nextInt(-9, 21);
          assertThat(ExpHistogram.indexOf(value, scale - 1))
              .as("%s at scale %d", value, scale - 1)
              .isEqualTo(ExpHistogram.indexOf(value, scale) >> 1);
        });
  }

  @Test
  void aValueLiesBetweenTheBoundsOfItsBucket() {
    Property.holds(
        500,
        random -> {
          double value = Property.magnitude(random, -300, 300);
          int scale = random.nextInt(-5, 13);
          int index = ExpHistogram.indexOf(value, scale);
          double slack = 1e-10;
          assertThat(value).isGreaterThan(ExpHistogram.upperBound(index - 1, scale) * (1 - slack));
          assertThat(value)
              .isLessThanOrEqualTo(ExpHistogram.upperBound(index, scale) * (1 + slack));
        });
  }

  @Test
  void theExtremesOfDoubleHaveABucket() {
    assertThat(ExpHistogram.indexOf(Double.MAX_VALUE, 5)).isEqualTo(1024 * 32 - 1);
    assertThat(ExpHistogram.indexOf(Double.MIN_VALUE, 5)).isEqualTo(-1074 * 32 - 1);
    assertThat(ExpHistogram.indexOf(Double.MAX_VALUE, 20)).isEqualTo((1024 << 20) - 1);
    assertThat(ExpHistogram.indexOf(Double.MIN_VALUE, 20)).isEqualTo((-1074 << 20) - 1);
  }
}
