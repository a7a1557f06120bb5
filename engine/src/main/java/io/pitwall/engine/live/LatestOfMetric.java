package io.pitwall.engine.live;

import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest value of each series of one metric: a table with open addressing, because boxed keys
 * cost more than all the rest of it. Series are never taken out, only their values. Thread-safe.
 */
final class LatestOfMetric {
  private static final int SMALLEST = 16;

  private @Nullable Latest[] slots = new Latest[SMALLEST];
  private int size;

  /** The latest value of one series. Thread-safe. */
  static final class Latest {
    private final long id;

    /** The object last seen for the series: comparing with that is all that most samples need. */
    private Series seen;

    private @Nullable Sample sample;

    /** What was updated after this one the last time; at worst a wrong guess. */
    private @Nullable Latest next;

    private Latest(Series series) {
      id = series.id();
      seen = series;
    }

    /** Whether it is that of a series, as far as can be told by a glance. */
    @SuppressWarnings("ReferenceEquality") // a mere shortcut: what is not identical is looked up
    boolean isClearlyOf(Series series) {
      return seen == series;
    }

    @Nullable Latest next() {
      return next;
    }

    void followedBy(Latest next) {
      this.next = next;
    }

    /** Takes in a value; one that is older than the latest by its own time is passed over. */
    synchronized void update(Sample newer) {
      Sample before = sample;
      if (before == null || newer.timeMicros() >= before.timeMicros()) {
        sample = newer;
      }
    }

    private synchronized void end(long timeMicros) {
      Sample last = sample;
      if (last != null && last.timeMicros() <= timeMicros) {
        sample = null;
      }
    }

    private synchronized void noLaterThan(long nowMicros) {
      Sample last = sample;
      if (last != null && last.timeMicros() > nowMicros) {
        sample = new Sample(last.series(), nowMicros, last.value());
      }
    }

    private synchronized @Nullable Sample sample() {
      return sample;
    }
  }

  /** That of a series, which is added if it is not known. */
  synchronized Latest of(Series series) {
    int at = place(slots, series.id());
    Latest known = slots[at];
    if (known == null) {
      known = new Latest(series);
      slots[at] = known;
      size++;
      if (2 * size > slots.length) {
        grow();
      }
    }
    known.seen = series;
    return known;
  }

  /** All values, in no order. */
  synchronized List<Sample> all() {
    List<Sample> all = new ArrayList<>(size);
    for (Latest latest : slots) {
      Sample sample = latest == null ? null : latest.sample();
      if (sample != null) {
        all.add(sample);
      }
    }
    return all;
  }

  /** Forgets the value of a series, unless it is from after that time. */
  synchronized void end(long id, long timeMicros) {
    Latest latest = slots[place(slots, id)];
    if (latest != null) {
      latest.end(timeMicros);
    }
  }

  /** Dates values from after an instant as of it. */
  synchronized void noLaterThan(long nowMicros) {
    for (Latest latest : slots) {
      if (latest != null) {
        latest.noLaterThan(nowMicros);
      }
    }
  }

  private void grow() {
    @Nullable Latest[] others = new Latest[2 * slots.length];
    for (Latest latest : slots) {
      if (latest != null) {
        others[place(others, latest.id)] = latest;
      }
    }
    slots = others;
  }

  /** Where a series is or would be. Ids are hashes already, so their low bits do. */
  private static int place(@Nullable Latest[] slots, long id) {
    int mask = slots.length - 1;
    int at = (int) id & mask;
    Latest there = slots[at];
    while (there != null && there.id != id) {
      at = (at + 1) & mask;
      there = slots[at];
    }
    return at;
  }
}
