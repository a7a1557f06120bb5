package io.pitwall.client;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of many writers and one reader in which nobody ever waits for a lock: a writer
 * claims a place by one compare-and-set and then fills it.
 *
 * <p>Places are claimed in the order of {@link #claimed}; the reader stops at a place that was
 * claimed but not filled yet. The number of places is a power of two, of which only the capacity is
 * used.
 */
final class SpanQueue {
  private final AtomicReferenceArray<@Nullable ActiveSpan> places;
  private final int mask;
  private final int capacity;

  /** Places ever claimed by writers. */
  private final AtomicLong claimed = new AtomicLong();

  /** Places ever emptied; written by the reader only. */
  private final AtomicLong emptied = new AtomicLong();

  SpanQueue(int capacity) {
    int size = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
    if (size <= 0) {
      throw new IllegalArgumentException(
          "Expected queueCapacity to be at most " + (1 << 30) + ", but got " + capacity);
    }
    places = new AtomicReferenceArray<>(size);
    mask = size - 1;
    this.capacity = capacity;
  }

  /** Adds a span unless the queue is full; says whether it did. */
  boolean offer(ActiveSpan span) {
    long place;
    do {
      place = claimed.get();
      if (place - emptied.get() >= capacity) {
        return false;
      }
    } while (!claimed.compareAndSet(place, place + 1));
    places.lazySet((int) place & mask, span);
    return true;
  }

  /** Takes the oldest span, null if there is none; for one thread only. */
  @Nullable ActiveSpan poll() {
    long place = emptied.get();
    int index = (int) place & mask;
    ActiveSpan span = places.get(index);
    if (span != null) {
      places.lazySet(index, null);
      emptied.lazySet(place + 1);
    }
    return span;
  }

  /** Spans ever added. */
  long added() {
    return claimed.get();
  }

  /** Spans that wait. */
  long size() {
    return claimed.get() - emptied.get();
  }
}
