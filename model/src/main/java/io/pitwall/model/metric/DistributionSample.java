package io.pitwall.model.metric;

/**
 * Many observations of a series that arrived already summed up, as OTLP histograms do.
 *
 * @param series what was measured; its type is a distribution
 * @param timeMicros end of the interval the observations come from, microseconds since the epoch
 * @param histogram the observations of this interval alone (a cumulative source is differenced
 *     before it comes here)
 */
public record DistributionSample(Series series, long timeMicros, ExpHistogram histogram) {

  public DistributionSample {
    if (!series.type().isDistribution()) {
      throw new IllegalArgumentException(
          "Expected a histogram or timer series, but " + series.name() + " is a " + series.type());
    }
  }
}
