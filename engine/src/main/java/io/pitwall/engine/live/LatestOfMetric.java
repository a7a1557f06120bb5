package io.pitwall.engine.live;

import io.pitwall.model.metric.Sample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest value of each series of one metric: a table with open addressing, because it is looked
 * up for every sample that comes in, and boxed keys cost more than all the rest of it. Thread-safe.
 */
final class LatestOfMetric {
  private static final int SMALLEST = 16;

  private @Nullable Sample[] slots = new Sample[SMALLEST];
  private int size;

  /** Takes in a value; one that is older than the latest by its own time is passed over. */
  synchronized void update(Sample sample) {
    int at = place(slots, sample.series().id());
    Sample before = slots[at];
    if (before == null) {
      slots[at] = sample;
      size++;
      if (2 * size > slots.length) {
        grow();
      }
    } else if (sample.timeMicros() >= before.timeMicros()) {
      slots[at] = sample;
    }
  }

  /** All of them, in no order. */
  synchronized List<Sample> all() {
    List<Sample> all = new ArrayList<>(size);
    for (Sample sample : slots) {
      if (sample != null) {
        all.add(sample);
      }
    }
    return all;
  }

  /** Forgets the value of a series, unless it is from after that time. */
  synchronized void end(long id, long timeMicros) {
    int at = place(slots, id);
    Sample last = slots[at];
    if (last != null && last.timeMicros() <= timeMicros) {
      slots[at] = null;
      size--;
      // What came after it may have been put past its place.
      placeAnew(slots.length);
    }
  }

  /** Dates values from after an instant as of it. */
  synchronized void noLaterThan(long nowMicros) {
    for (int i = 0; i < slots.length; i++) {
      Sample sample = slots[i];
      if (sample != null && sample.timeMicros() > nowMicros) {
        slots[i] = new Sample(sample.series(), nowMicros, sample.value());
      }
    }
  }

  private void grow() {
    placeAnew(2 * slots.length);
  }

  private void placeAnew(int length) {
    @Nullable Sample[] others = new Sample[length];
    for (Sample sample : slots) {
      if (sample != null) {
        others[place(others, sample.series().id())] = sample;
      }
    }
    slots = others;
  }

  /** Where a series is or would be. Ids are hashes already, so their low bits do. */
  private static int place(@Nullable Sample[] slots, long id) {
    int mask = slots.length - 1;
    int at = (int) id & mask;
    Sample there = slots[at];
    while (there != null && there.series().id() != id) {
      at = (at + 1) & mask;
      there = slots[at];
    }
    return at;
  }
}
