package io.pitwall.engine.intake;

import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * A metric and its tags as they came over a wire. A receiver that meets the same series again
 * should hand over the same object: the intake then settles only once what it stands for. Safe for
 * use by many threads.
 */
public final class RawSeries {
  private final String name;
  private final Attributes tags;
  private final MetricType type;
  private final String unit;
  private final String description;
  private final boolean typeGuessed;

  /** What the intake made of it, null until it has met it; written once or equally. */
  private volatile @Nullable SeriesVerdict verdict;

  /**
   * A series as it was sent.
   *
   * @param name name of the metric, possibly empty or too long
   * @param tags what tells its series apart, the sender's identity included
   * @param type what the values mean
   * @param unit as sent, empty if unknown
   * @param description as sent, empty if unknown
   */
  public RawSeries(String name, Attributes tags, MetricType type, String unit, String description) {
    this(name, tags, type, unit, description, false);
  }

  private RawSeries(
      String name,
      Attributes tags,
      MetricType type,
      String unit,
      String description,
      boolean typeGuessed) {
    this.name = name;
    this.tags = tags;
    this.type = type;
    this.unit = unit;
    this.description = description;
    this.typeGuessed = typeGuessed;
  }

  /**
   * A series of a protocol that does not say the type along with the values. Where the series is
   * known as a counter or gauge already, what it is known as holds.
   */
  public static RawSeries ofGuessedType(
      String name, Attributes tags, MetricType type, String unit, String description) {
    return new RawSeries(name, tags, type, unit, description, true);
  }

  public String name() {
    return name;
  }

  public Attributes tags() {
    return tags;
  }

  public MetricType type() {
    return type;
  }

  public String unit() {
    return unit;
  }

  public String description() {
    return description;
  }

  /** Whether the type gives way to the one that the series is known with. */
  boolean isTypeGuessed() {
    return typeGuessed;
  }

  @Nullable SeriesVerdict verdict() {
    return verdict;
  }

  void settle(SeriesVerdict settled) {
    verdict = settled;
  }
}
