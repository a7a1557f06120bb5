package io.pitwall.model.alert;

import java.util.List;
import java.util.Map;

/**
 * A person's wish not to be told of some alerts for a while. Silences may overlap; an alert is
 * quiet as long as any of them matches it.
 *
 * @param id identity
 * @param matchers an alert has to meet all of them, at least one
 * @param startsAtMicros from when, microseconds since the epoch
 * @param endsAtMicros until when; not before the start
 * @param createdBy who wants it
 * @param createdAtMicros when it was made
 * @param comment why
 */
public record Silence(
    String id,
    List<TagMatcher> matchers,
    long startsAtMicros,
    long endsAtMicros,
    String createdBy,
    long createdAtMicros,
    String comment) {

  public Silence {
    matchers = List.copyOf(matchers);
    if (matchers.isEmpty()) {
      throw new IllegalArgumentException("Expected a matcher or more, but got none");
    }
    if (endsAtMicros < startsAtMicros) {
      throw new IllegalArgumentException(
          "Expected an end that is not before the start, but got %d after %d (microseconds)"
              .formatted(endsAtMicros, startsAtMicros));
    }
  }

  /** Whether it holds at an instant; at its end it does not any more. */
  public boolean isActive(long nowMicros) {
    return startsAtMicros <= nowMicros && nowMicros < endsAtMicros;
  }

  /** Whether an alert with these labels meets all matchers. */
  public boolean matches(Map<String, String> labels) {
    return matchers.stream().allMatch(matcher -> matcher.matches(labels));
  }

  /** The same, over at an instant, or at its start if that is later. */
  public Silence endedAt(long micros) {
    return new Silence(
        id,
        matchers,
        startsAtMicros,
        Math.max(startsAtMicros, Math.min(micros, endsAtMicros)),
        createdBy,
        createdAtMicros,
        comment);
  }
}
