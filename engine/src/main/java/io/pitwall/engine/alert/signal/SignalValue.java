package io.pitwall.engine.alert.signal;

import io.pitwall.model.metric.Series;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a signal says of one thing now.
 *
 * @param subject identity of name and tags, as {@link Series#idOf} gives it
 * @param tags what tells it apart
 * @param value the value, NaN if it says nothing
 * @param count observations behind it, 1 for a single reading
 * @param timeMicros time of the latest of them, microseconds since the epoch
 * @param traces ids of runs behind it, where they are at hand
 */
public record SignalValue(
    long subject,
    SortedMap<String, String> tags,
    double value,
    long count,
    long timeMicros,
    List<String> traces) {

  /** A value of what has these tags. */
  public static SignalValue of(
      String signal, SortedMap<String, String> tags, double value, long count, long timeMicros) {
    return new SignalValue(Series.idOf(signal, tags), tags, value, count, timeMicros, List.of());
  }

  /** The same with runs behind it. */
  SignalValue with(List<String> behind) {
    return new SignalValue(subject, tags, value, count, timeMicros, behind);
  }

  /** Tags from alternating names and values; those without a value are left out. */
  static SortedMap<String, String> tags(String... namesAndValues) {
    SortedMap<String, String> tags = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!namesAndValues[i + 1].isEmpty()) {
        tags.put(namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return tags;
  }
}
