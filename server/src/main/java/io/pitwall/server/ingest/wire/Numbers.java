package io.pitwall.server.ingest.wire;

import java.util.Arrays;

/**
 * A growing row of 64-bit numbers, whole or (by their bits) floating. Bounded: what is beyond the
 * bound is left out, and {@link #isTooMany} tells.
 */
public final class Numbers {
  /** More buckets than any histogram that can be told apart has. */
  public static final int MOST = 20_000;

  private static final long[] NONE = new long[0];

  private long[] values = NONE;
  private int size;
  private boolean tooMany;

  /** Makes room for so many more. */
  public void reserve(int more) {
    int wanted = Math.min(MOST, size + more);
    if (wanted > values.length) {
      values = Arrays.copyOf(values, wanted);
    }
  }

  public void add(long value) {
    if (size == MOST) {
      tooMany = true;
      return;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.max(16, size * 2));
    }
    values[size++] = value;
  }

  public void add(double value) {
    add(Double.doubleToRawLongBits(value));
  }

  public int size() {
    return size;
  }

  public boolean isTooMany() {
    return tooMany;
  }

  public long whole(int i) {
    return values[i];
  }

  public double floating(int i) {
    return Double.longBitsToDouble(values[i]);
  }
}
