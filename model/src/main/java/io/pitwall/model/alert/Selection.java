package io.pitwall.model.alert;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which values a rule judges.
 *
 * <p>A <em>signal</em> is the name of a metric, or of an aggregate that the engine computes of
 * agents, workflows, runs and of itself, as in {@code agent.error_rate}; the list is in
 * docs/alerts.md. Of a metric the latest value counts, of a counter its rate per second, and with a
 * window the mean or, of a distribution, what its name adds: {@code pitwall.endpoint:p95}.
 *
 * @param signal name of a metric or aggregate
 * @param where demands on the tags, all of them
 * @param aggregate what becomes of several series
 * @param by tags that remain when series are put together; with {@link Aggregate#EACH} empty
 * @param over length of the window; zero for the latest value, or what the aggregate takes itself
 * @param atLeast values with fewer observations behind them are not judged; 0 for any
 */
public record Selection(
    String signal,
    List<TagMatcher> where,
    Aggregate aggregate,
    List<String> by,
    Duration over,
    long atLeast) {

  /** What becomes of several series. */
  public enum Aggregate {
    /** Each is judged by itself. */
    EACH,
    SUM,
    MEAN,
    MIN,
    MAX,
    /** How many there are. */
    COUNT;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name used in JSON and YAML. */
    public String wireName() {
      return wireName;
    }

    /** The aggregate of that name, empty if there is none. */
    public static Optional<Aggregate> ofWireName(String name) {
      for (Aggregate aggregate : values()) {
        if (aggregate.wireName.equals(name)) {
          return Optional.of(aggregate);
        }
      }
      return Optional.empty();
    }
  }

  /** The longest window. */
  public static final Duration LONGEST = Duration.ofDays(1);

  public Selection {
    where = List.copyOf(where);
    by = List.copyOf(by);
    if (signal.isBlank()) {
      throw new IllegalArgumentException("Expected the name of a signal, but got an empty one");
    }
    if (aggregate == Aggregate.EACH && !by.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected an aggregate such as sum where 'by' is given, but got each by " + by);
    }
    if (over.isNegative() || over.compareTo(LONGEST) > 0 || atLeast < 0) {
      throw new IllegalArgumentException(
          "Expected a window of 0 to %s and at least 0 observations, but got %s and %d"
              .formatted(LONGEST, over, atLeast));
    }
  }

  /** Each series of a signal by its latest value. */
  public static Selection each(String signal) {
    return new Selection(signal, List.of(), Aggregate.EACH, List.of(), Duration.ZERO, 0);
  }

  /** The same over a window, where at least so many observations are behind a value. */
  public Selection over(Duration window, long observations) {
    return new Selection(signal, where, aggregate, by, window, observations);
  }
}
