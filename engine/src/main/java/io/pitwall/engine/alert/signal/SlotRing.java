package io.pitwall.engine.alert.signal;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Observations of the last while in a ring of slots of equal width. What is dated ahead of the
 * newest slot moves the ring on, what is older than the ring is left out. Guarded by its owner.
 */
final class SlotRing {
  private final long slotMicros;
  private final long[] index;
  private final long[] count;
  private final long[] bad;
  private final double[] sum;
  private final double[] other;
  private final @Nullable ExpHistogramBuilder[] values;
  private long latestMicros = Long.MIN_VALUE;

  SlotRing(long slotMicros, int slots) {
    this.slotMicros = slotMicros;
    index = new long[slots];
    java.util.Arrays.fill(index, Long.MIN_VALUE);
    count = new long[slots];
    bad = new long[slots];
    sum = new double[slots];
    other = new double[slots];
    values = new ExpHistogramBuilder[slots];
  }

  /**
   * Sums over the slots of a window.
   *
   * @param count observations
   * @param bad those that failed
   * @param sum sum of their values
   * @param other sum of what else was counted
   * @param values distribution, empty if none is kept
   * @param latestMicros time of the latest ever, {@link Long#MIN_VALUE} before the first
   */
  record Totals(
      long count, long bad, double sum, double other, ExpHistogram values, long latestMicros) {}

  /** Adds an observation; a distribution is kept only of what is added by this. */
  void add(long timeMicros, double value, boolean failed, double more) {
    int at = place(timeMicros);
    if (at >= 0) {
      count[at]++;
      bad[at] += failed ? 1 : 0;
      sum[at] += value;
      other[at] += more;
      distribution(at).record(value);
    }
  }

  /** Adds a number of observations with their sum, without their distribution. */
  void addSum(long timeMicros, long times, double total) {
    int at = place(timeMicros);
    if (at >= 0) {
      count[at] += times;
      sum[at] += total;
    }
  }

  /** Adds a distribution. */
  void add(long timeMicros, ExpHistogram more) {
    int at = place(timeMicros);
    if (at >= 0 && !more.isEmpty()) {
      count[at] += more.count();
      sum[at] += more.sum();
      distribution(at).add(more);
    }
  }

  /** What lies in the slots that a window ending now touches. */
  Totals over(long windowMicros, long nowMicros, boolean withValues) {
    long newest = Math.floorDiv(nowMicros, slotMicros);
    long oldest = Math.floorDiv(nowMicros - windowMicros + 1, slotMicros);
    long n = 0;
    long failed = 0;
    double total = 0;
    double more = 0;
    ExpHistogramBuilder all = new ExpHistogramBuilder();
    for (int i = 0; i < index.length; i++) {
      if (index[i] >= oldest && index[i] <= newest) {
        n += count[i];
        failed += bad[i];
        total += sum[i];
        more += other[i];
        ExpHistogramBuilder slot = values[i];
        if (withValues && slot != null) {
          all.add(slot.build());
        }
      }
    }
    return new Totals(n, failed, total, more, all.build(), latestMicros);
  }

  private int place(long timeMicros) {
    latestMicros = Math.max(latestMicros, timeMicros);
    long slot = Math.floorDiv(timeMicros, slotMicros);
    int at = Math.floorMod(slot, index.length);
    if (index[at] > slot) {
      return -1;
    }
    if (index[at] < slot) {
      index[at] = slot;
      count[at] = 0;
      bad[at] = 0;
      sum[at] = 0;
      other[at] = 0;
      values[at] = null;
    }
    return at;
  }

  private ExpHistogramBuilder distribution(int at) {
    ExpHistogramBuilder known = values[at];
    if (known == null) {
      known = new ExpHistogramBuilder();
      values[at] = known;
    }
    return known;
  }
}
