package io.pitwall.server.ingest.otlp;

import java.util.Arrays;

/** Reads the data points of one metric. */
interface PointReader {

  /** Bit of a point's flags: there is no value, the point only says that its series has ended. */
  int NO_RECORDED_VALUE = 1;

  /** Reads the point that has just been entered, up to its end, and adds what it holds. */
  void read(Wire wire, MetricBatch batch);

  /** Microseconds since the epoch. */
  static long micros(long unixNanos) {
    return Long.divideUnsigned(unixNanos, 1000);
  }

  /** The number, or NaN for "not known" if it is infinite. */
  static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** Numbers that came packed into one field, or one by one. */
  final class Longs {
    private long[] values = new long[16];
    private int size;

    void clear() {
      size = 0;
    }

    void add(long value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    int size() {
      return size;
    }

    long get(int i) {
      return values[i];
    }

    /** The number whose bits were added. */
    double float64(int i) {
      return Double.longBitsToDouble(values[i]);
    }

    /** Reads a packed field of numbers of eight bytes. */
    void addFixed64(Wire wire) {
      int outer = wire.enter();
      while (wire.hasMore()) {
        add(wire.fixed64());
      }
      wire.leave(outer);
    }

    /** Reads a packed field of numbers of variable length. */
    void addVarints(Wire wire) {
      int outer = wire.enter();
      while (wire.hasMore()) {
        add(wire.varint());
      }
      wire.leave(outer);
    }
  }
}
