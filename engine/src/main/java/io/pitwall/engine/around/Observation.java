package io.pitwall.engine.around;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One value for a metric of what surrounds agents.
 *
 * @param metric which
 * @param tags what tells its series apart; empty values are left out
 * @param endMicros when it was, microseconds since the epoch
 * @param value in the metric's unit, 0 or more
 */
record Observation(
    AroundMetric metric, SortedMap<String, String> tags, long endMicros, double value) {

  /** Tags from alternating names and values; those that are null or empty are left out. */
  static SortedMap<String, String> tags(@Nullable String... namesAndValues) {
    SortedMap<String, String> tags = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = namesAndValues[i];
      String value = namesAndValues[i + 1];
      if (name != null && value != null && !value.isEmpty()) {
        tags.put(name, value);
      }
    }
    return tags;
  }
}
