package io.pitwall.engine.around;

import io.pitwall.model.metric.ExpHistogram;
import java.util.EnumMap;
import java.util.Map;

/**
 * How calls of one kind went.
 *
 * @param seconds durations of all of them, seconds
 * @param byOutcome how many ended how; outcomes that did not occur are left out
 */
public record Calls(ExpHistogram seconds, Map<Outcome, Long> byOutcome) {

  public Calls {
    byOutcome = Map.copyOf(byOutcome);
  }

  /** All calls. */
  public long count() {
    return seconds.count();
  }

  /** Those that ended in a way. */
  public long count(Outcome outcome) {
    return byOutcome.getOrDefault(outcome, 0L);
  }

  /** Those that failed, for whatever reason. */
  public long failures() {
    long failures = 0;
    for (Map.Entry<Outcome, Long> entry : byOutcome.entrySet()) {
      failures += entry.getKey().isFailure() ? entry.getValue() : 0;
    }
    return failures;
  }

  /** Share of failures, 0 to 1; NaN without calls. */
  public double errorRate() {
    return count() == 0 ? Double.NaN : (double) failures() / count();
  }

  /** Adds up calls; not thread-safe. */
  static final class Sum {
    private final Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
    private ExpHistogram seconds = ExpHistogram.EMPTY;

    Sum add(Outcome outcome, ExpHistogram more) {
      seconds = seconds.isEmpty() ? more : seconds.merge(more);
      byOutcome.merge(outcome, more.count(), Long::sum);
      return this;
    }

    Calls calls() {
      return new Calls(seconds, byOutcome);
    }
  }
}
