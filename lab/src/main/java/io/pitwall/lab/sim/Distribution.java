package io.pitwall.lab.sim;

import java.util.random.RandomGenerator;

/** A distribution of values that are 0 or more, mostly seconds or tokens. */
public sealed interface Distribution {

  /** Draws a value. */
  double sample(RandomGenerator random);

  /** The mean, exactly. */
  double mean();

  /** Always the same value. */
  record Constant(double value) implements Distribution {
    public Constant {
      requireNotNegative("value", value);
    }

    @Override
    public double sample(RandomGenerator random) {
      return value;
    }

    @Override
    public double mean() {
      return value;
    }
  }

  /** Without memory: the times between arrivals of independent callers. */
  record Exponential(double mean) implements Distribution {
    public Exponential {
      requireNotNegative("mean", mean);
    }

    @Override
    public double sample(RandomGenerator random) {
      return mean * random.nextExponential();
    }
  }

  /**
   * What service times of software look like: a hump and a long tail.
   *
   * @param mean mean
   * @param variation coefficient of variation: standard deviation divided by the mean
   */
  record LogNormal(double mean, double variation) implements Distribution {
    public LogNormal {
      requireNotNegative("mean", mean);
      requireNotNegative("variation", variation);
    }

    @Override
    public double sample(RandomGenerator random) {
      double variance = Math.log1p(variation * variation);
      return mean * Math.exp(Math.sqrt(variance) * random.nextGaussian() - variance / 2);
    }
  }

  /** Equally likely between two bounds. */
  record Uniform(double low, double high) implements Distribution {
    public Uniform {
      requireNotNegative("low", low);
      requireNotNegative("high - low", high - low);
    }

    @Override
    public double sample(RandomGenerator random) {
      return low + (high - low) * random.nextDouble();
    }

    @Override
    public double mean() {
      return (low + high) / 2;
    }
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Expected " + name + " to be finite and 0 or more, but got " + value);
    }
  }
}
