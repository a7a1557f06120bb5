package io.pitwall.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import io.pitwall.model.Property;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Quantiles held against sorted arrays and an independent sketch. */
class ExpHistogramQuantileTest {
  private static final double[] QUANTILES = {0, 0.001, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1};

  enum Shape {
    UNIFORM,
    NORMAL,
    LOG_NORMAL,
    EXPONENTIAL,
    PARETO,
    MANY_MAGNITUDES,
    TWO_HUMPS,
    FEW_VALUES;

    double draw(Random random) {
      return switch (this) {
        case UNIFORM -> random.nextDouble() * 100;
        case NORMAL -> Math.max(0.001, 50 + random.nextGaussian() * 10);
        case LOG_NORMAL -> Math.exp(random.nextGaussian() * 2);
        case EXPONENTIAL -> -Math.log(1 - random.nextDouble());
        case PARETO -> Math.pow(1 - random.nextDouble(), -1.2);
        case MANY_MAGNITUDES -> Property.magnitude(random, -12, 12);
        case TWO_HUMPS -> (random.nextBoolean() ? 0.01 : 30) * (1 + random.nextDouble() / 10);
        case FEW_VALUES -> 1 + random.nextInt(4);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aQuantileIsWithinTheRelativeErrorOfTheExactOne(Shape shape) {
    Property.holds(
        20,
        random -> {
          int scale = random.nextInt(0, 9);
          double[] values = draw(shape, random);
          ExpHistogramBuilder builder = new ExpHistogramBuilder(scale);
          for (double value : values) {
            builder.record(value);
          }
          ExpHistogram histogram = builder.build();
          Arrays.sort(values);

          for (double q : QUANTILES) {
            double exact = values[Math.max(0, (int) Math.ceil(q * values.length) - 1)];
            assertThat(histogram.quantile(q))
                .as("quantile %s of %d values", q, values.length)
                .isCloseTo(exact, within(exact * (histogram.relativeError() + 1e-12)));
          }
          assertThat(histogram.sum())
              .isCloseTo(Arrays.stream(values).sum(), within(1e-9 * histogram.sum()));
        });
  }

  @ParameterizedTest
  @EnumSource
  void itAgreesWithAnIndependentSketch(Shape shape) {
    Property.holds(
        5,
        random -> {
          double accuracy = 0.001;
          DDSketch oracle = DDSketches.unboundedDense(accuracy);
          ExpHistogramBuilder builder = new ExpHistogramBuilder();
          for (double value : draw(shape, random)) {
            oracle.accept(value);
            builder.record(value);
          }
          ExpHistogram histogram = builder.build();

          assertThat(histogram.count()).isEqualTo((long) oracle.getCount());
          for (double q : new double[] {0, 1}) {
            double expected = oracle.getValueAtQuantile(q);
            assertThat(histogram.quantile(q))
                .isCloseTo(expected, within(expected * (histogram.relativeError() + 2 * accuracy)));
          }
          // The two pick neighbouring ranks, so the answer lies between the oracle's neighbours.
          for (double q : new double[] {0.25, 0.5, 0.9, 0.99}) {
            double step = 1.5 / histogram.count();
            double low = oracle.getValueAtQuantile(Math.max(0, q - step));
            double high = oracle.getValueAtQuantile(Math.min(1, q + step));
            double slack = histogram.relativeError() + 2 * accuracy;
            assertThat(histogram.quantile(q)).isBetween(low * (1 - slack), high * (1 + slack));
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void theShareAboveAValueIsRightToOneBucket(Shape shape) {
    Property.holds(
        20,
        random -> {
          double[] values = draw(shape, random);
          ExpHistogramBuilder builder = new ExpHistogramBuilder();
          for (double value : values) {
            builder.record(value);
          }
          ExpHistogram histogram = builder.build();
          double limit = values[random.nextInt(values.length)];
          double bucket = Math.pow(2, 1.0 / 32);

          assertThat(histogram.shareAbove(limit))
              .isBetween(share(values, limit * bucket), share(values, limit / bucket));
        });
  }

  private static double share(double[] values, double above) {
    return Arrays.stream(values).filter(value -> value > above).count() / (double) values.length;
  }

  private static double[] draw(Shape shape, Random random) {
    double[] values = new double[random.nextInt(1, 2_000)];
    for (int i = 0; i < values.length; i++) {
      values[i] = shape.draw(random);
    }
    return values;
  }
}
