package io.pitwall.engine.system;

import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Two successive reads of the same counters.
 *
 * @param before the earlier read, null when there was none
 * @param seconds between the two on the monotonic clock; NaN when there was no earlier read, not
 *     positive when the clock stood still
 */
record Step<T>(@Nullable T before, T now, double seconds) {

  /**
   * Increase of a counter; NaN without an earlier read, and when it went backwards (reset, wrapped,
   * replaced).
   */
  double increase(ToDoubleFunction<T> counter) {
    if (before == null) {
      return Double.NaN;
    }
    double increase = counter.applyAsDouble(now) - counter.applyAsDouble(before);
    return increase < 0 ? Double.NaN : increase;
  }

  /** Increase per second; NaN as {@link #increase}, and when no time has passed. */
  double perSecond(ToDoubleFunction<T> counter) {
    return seconds > 0 ? increase(counter) / seconds : Double.NaN;
  }
}
