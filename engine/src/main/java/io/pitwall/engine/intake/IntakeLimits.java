package io.pitwall.engine.intake;

import java.time.Duration;

/**
 * The bounds within which telemetry is taken. What is too long is cut where that loses no meaning,
 * else refused; what is too many goes to an overflow series. All of it is counted.
 *
 * @param maxNameLength longest name of a metric, agent or span, characters
 * @param maxTags most tags of a series
 * @param maxTagLength longest name or value of a tag, characters; a longer value is cut
 * @param maxAttributes most attributes of a span, and most events, links and elements of a list;
 *     further ones are left out
 * @param maxAttributeLength longest text of an attribute or status message, characters; longer text
 *     is cut
 * @param maxSeriesPerMetric most series of one metric name; further ones share an overflow series
 * @param maxSeries most series in all
 * @param maxAgents most agents; executions of further ones are refused
 * @param maxPast how far back a time may lie
 * @param maxFuture how far ahead a time may lie
 * @param keepContent whether prompts, answers and query texts are kept
 */
public record IntakeLimits(
    int maxNameLength,
    int maxTags,
    int maxTagLength,
    int maxAttributes,
    int maxAttributeLength,
    int maxSeriesPerMetric,
    int maxSeries,
    int maxAgents,
    Duration maxPast,
    Duration maxFuture,
    boolean keepContent) {

  public static final IntakeLimits DEFAULT =
      new IntakeLimits(
          255,
          64,
          1024,
          128,
          2048,
          20_000,
          200_000,
          50_000,
          Duration.ofDays(3653),
          Duration.ofDays(1),
          false);

  public IntakeLimits {
    requirePositive("max_name_length", maxNameLength);
    requirePositive("max_tags", maxTags);
    requirePositive("max_tag_length", maxTagLength);
    requirePositive("max_attributes", maxAttributes);
    requirePositive("max_attribute_length", maxAttributeLength);
    requirePositive("max_series_per_metric", maxSeriesPerMetric);
    requirePositive("max_series", maxSeries);
    requirePositive("max_agents", maxAgents);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "Expected limits." + name + " of 1 or more, but got " + value);
    }
  }
}
