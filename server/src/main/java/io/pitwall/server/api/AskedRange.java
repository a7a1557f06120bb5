package io.pitwall.server.api;

import io.pitwall.model.time.TimeRange;
import io.pitwall.server.http.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The range of time that a request asks for.
 *
 * @param range the range
 * @param sliding whether it ends now and moves on with time
 */
record AskedRange(TimeRange range, boolean sliding) {
  static final String HOURS = "hours";
  static final String FROM = "from";
  static final String TO = "to";

  private static final long MOST_HOURS = 168;
  private static final Duration LONGEST = Duration.ofDays(3_660);

  /**
   * Reads {@code hours} (1 to 168, the default is given) or {@code from} and {@code to}.
   *
   * @throws io.pitwall.server.http.ProblemException 422 if both are there or one cannot be taken
   */
  static AskedRange of(Query query, int defaultHours, long nowMicros) {
    return find(query, nowMicros).orElseGet(() -> last(defaultHours, nowMicros));
  }

  /** The same without a default: nothing if the request does not ask for a range. */
  static Optional<AskedRange> find(Query query, long nowMicros) {
    OptionalLong hours = query.whole(HOURS, 1, MOST_HOURS);
    Optional<Instant> from = query.time(FROM);
    Optional<Instant> to = query.time(TO);
    if (from.isEmpty() && to.isEmpty()) {
      return hours.isEmpty() ? Optional.empty() : Optional.of(last(hours.getAsLong(), nowMicros));
    }
    if (hours.isPresent()) {
      throw Query.wrong(HOURS, "either hours or from and to", "both");
    }
    if (from.isEmpty()) {
      throw Query.wrong(FROM, "a start, since there is an end", "nothing");
    }
    long fromMicros = micros(FROM, from.get());
    long toMicros = to.isEmpty() ? nowMicros + 1 : micros(TO, to.get());
    if (toMicros <= fromMicros) {
      throw Query.wrong(
          to.isEmpty() ? FROM : TO,
          to.isEmpty() ? "a start before now" : "an end after " + from.get(),
          (to.isEmpty() ? from.get() : to.get()).toString());
    }
    if (toMicros - fromMicros > LONGEST.toNanos() / 1_000) {
      throw Query.wrong(
          FROM,
          "a start at most " + LONGEST.toDays() + " days before the end",
          from.get().toString());
    }
    return Optional.of(new AskedRange(new TimeRange(fromMicros, toMicros), to.isEmpty()));
  }

  private static AskedRange last(long hours, long nowMicros) {
    return new AskedRange(TimeRange.last(Duration.ofHours(hours), nowMicros), true);
  }

  private static long micros(String name, Instant instant) {
    try {
      return Times.micros(instant);
    } catch (ArithmeticException e) {
      throw Query.wrong(name, "a time within some thousand years of now", instant.toString());
    }
  }

  /** Length in hours, a whole number if it is one. */
  Number hours() {
    double hours = range.lengthMicros() / 3.6e9;
    return hours == Math.rint(hours) ? (Number) (long) hours : (Number) hours;
  }
}
