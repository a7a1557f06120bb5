package io.pitwall.server.ingest.otlp;

import java.util.Arrays;

/** A growing row of 64-bit numbers, whole or (by their bits) floating. Bounded. */
final class Numbers {
  /** More buckets than any histogram that can be told apart has. */
  private static final int MOST = 20_000;

  private long[] values = new long[16];
  private int size;

  void add(long value) {
    if (size == MOST) {
      throw new OtlpDecodeException(
          "Expected a histogram of at most " + MOST + " buckets, but got more");
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  void add(double value) {
    add(Double.doubleToRawLongBits(value));
  }

  long[] longs() {
    return Arrays.copyOf(values, size);
  }

  double[] doubles() {
    return Arrays.stream(values, 0, size).mapToDouble(Double::longBitsToDouble).toArray();
  }

  long sum() {
    return Arrays.stream(values, 0, size).sum();
  }
}
