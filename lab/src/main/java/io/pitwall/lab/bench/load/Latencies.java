package io.pitwall.lab.bench.load;

import java.util.Arrays;

/** Durations with the moments they ended at. Thread-safe; 16 bytes each. */
public final class Latencies {
  private long[] ends = new long[1024];
  private long[] durations = new long[1024];
  private int size;

  /** Takes a duration in. */
  public synchronized void add(long endNanos, long durationNanos) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      durations = Arrays.copyOf(durations, 2 * size);
    }
    ends[size] = endNanos;
    durations[size++] = durationNanos;
  }

  /**
   * The durations that ended from one moment (inclusive) to another (exclusive), in nanoseconds.
   */
  public synchronized long[] between(long fromNanos, long toNanos) {
    long[] chosen = new long[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (ends[i] - fromNanos >= 0 && ends[i] - toNanos < 0) {
        chosen[count++] = durations[i];
      }
    }
    return Arrays.copyOf(chosen, count);
  }
}
