package io.pitwall.engine.system;

import java.util.Map;

/**
 * One value of a reading as a sample of a series.
 *
 * @param name dotted, lower case, such as {@code system.cpu.usage}
 * @param tags what tells series of the same name apart; empty for most
 * @param value always finite
 * @param unit such as {@code %}, {@code bytes}, {@code GB} (2^30 bytes, as the name has always
 *     meant), {@code s}
 */
public record SystemMetric(
    String name, Map<String, String> tags, double value, Kind kind, String unit) {

  /** How the value is to be read. */
  public enum Kind {
    /** A level at this moment, or a share of the interval since the last read. */
    GAUGE,
    /** Only grows, except when its source restarts; shown as a rate per second. */
    COUNTER,
    /** Already per second, over the interval since the last read. */
    RATE
  }

  public SystemMetric {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: expected a metric name, got a blank one");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + ": expected a finite value, got " + value);
    }
    tags = Map.copyOf(tags);
  }
}
