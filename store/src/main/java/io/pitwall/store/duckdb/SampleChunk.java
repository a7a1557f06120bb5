package io.pitwall.store.duckdb;

import java.util.Arrays;

/**
 * Samples of one series in order of time, packed tightly; values come back bit by bit. Regular
 * times take next to nothing, whole and decimal numbers a byte or two, others up to nine.
 *
 * <pre>
 *   number of samples, unit of time (1, 1,000 or 1,000,000 µs)
 *   first time, then how each interval differs from the one before
 *   form of the values
 *     0 to 6   numbers of so many decimals: the first, then differences, as integers
 *     7        others: each XOR the one before; zero bytes on either end are left out
 * </pre>
 *
 * In all three, repeated zeros are one zero and their number. After Gorilla (Pelkonen et al., VLDB
 * 2015), by bytes in place of bits: decoding is quicker, and decimals are rarely seen there.
 */
final class SampleChunk {
  private static final long[] UNITS = {1, 1_000, 1_000_000};
  private static final double[] POWERS = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
  private static final int XOR = POWERS.length;

  /** Integers up to here are exact as doubles. */
  private static final double EXACT = 1L << 53;

  private final PackedWriter out = new PackedWriter();
  private int zeros;

  /** Unpacked samples, in buffers that are used again. */
  static final class Samples {
    private long[] times = new long[256];
    private double[] values = new double[256];
    private int size;

    int size() {
      return size;
    }

    long time(int i) {
      return times[i];
    }

    double value(int i) {
      return values[i];
    }

    /** Replaces what is in it by what is in a chunk. */
    void read(byte[] chunk) {
      size = 0;
      append(chunk);
    }

    /** Adds what is in a chunk behind what is there. */
    void append(byte[] chunk) {
      PackedReader in = new PackedReader(chunk);
      int count = (int) in.getVarint();
      reserve(size + count);
      readTimes(in, count);
      int form = in.get();
      if (form == XOR) {
        readXored(in, count);
      } else {
        readDecimals(in, count, POWERS[form]);
      }
      size += count;
    }

    void clear() {
      size = 0;
    }

    void add(long time, double value) {
      reserve(size + 1);
      times[size] = time;
      values[size++] = value;
    }

    /** Puts them in order of time; those of the same time stay in the order they came. */
    void sort() {
      boolean sorted = true;
      for (int i = 1; i < size && sorted; i++) {
        sorted = times[i - 1] <= times[i];
      }
      if (sorted) {
        return;
      }
      Integer[] order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
      long[] sortedTimes = new long[size];
      double[] sortedValues = new double[size];
      for (int i = 0; i < size; i++) {
        sortedTimes[i] = times[order[i]];
        sortedValues[i] = values[order[i]];
      }
      times = sortedTimes;
      values = sortedValues;
    }

    private void reserve(int length) {
      if (length > times.length) {
        int grown = Math.max(length, times.length * 2);
        times = Arrays.copyOf(times, grown);
        values = Arrays.copyOf(values, grown);
      }
    }

    private void readTimes(PackedReader in, int count) {
      long unit = UNITS[in.get()];
      long time = in.getSigned();
      times[size] = time * unit;
      long interval = 0;
      int i = 1;
      while (i < count) {
        long change = in.getSigned();
        long same = change == 0 ? in.getVarint() : 1;
        interval += change;
        for (; same > 0; same--) {
          time += interval;
          times[size + i++] = time * unit;
        }
      }
    }

    private void readDecimals(PackedReader in, int count, double power) {
      long number = in.getSigned();
      values[size] = number / power;
      int i = 1;
      while (i < count) {
        long change = in.getSigned();
        long same = change == 0 ? in.getVarint() : 1;
        number += change;
        double value = number / power;
        for (; same > 0; same--) {
          values[size + i++] = value;
        }
      }
    }

    private void readXored(PackedReader in, int count) {
      long bits = in.getLong();
      values[size] = Double.longBitsToDouble(bits);
      int i = 1;
      while (i < count) {
        int control = in.get() & 0xff;
        long same = 1;
        if (control == 0) {
          same = in.getVarint();
        } else {
          bits ^= in.getLow(control & 15) << ((control >> 4) * 8);
        }
        double value = Double.longBitsToDouble(bits);
        for (; same > 0; same--) {
          values[size + i++] = value;
        }
      }
    }
  }

  /** Packs samples, one or more, which are in order of time. */
  byte[] pack(Samples samples) {
    out.clear();
    out.putVarint(samples.size);
    packTimes(samples.times, samples.size);
    int form = form(samples.values, samples.size);
    out.put(form);
    if (form == XOR) {
      packXored(samples.values, samples.size);
    } else {
      packDecimals(samples.values, samples.size, POWERS[form]);
    }
    return out.toBytes();
  }

  private void packTimes(long[] times, int count) {
    int unit = unit(times, count);
    long width = UNITS[unit];
    out.put(unit);
    out.putSigned(times[0] / width);
    long interval = 0;
    for (int i = 1; i < count; i++) {
      long next = (times[i] - times[i - 1]) / width;
      putChange(next - interval);
      interval = next;
    }
    putZeros();
  }

  private void packDecimals(double[] values, int count, double power) {
    long before = Math.round(values[0] * power);
    out.putSigned(before);
    for (int i = 1; i < count; i++) {
      long number = Math.round(values[i] * power);
      putChange(number - before);
      before = number;
    }
    putZeros();
  }

  private void packXored(double[] values, int count) {
    long before = Double.doubleToRawLongBits(values[0]);
    out.putLong(before);
    for (int i = 1; i < count; i++) {
      long bits = Double.doubleToRawLongBits(values[i]);
      long change = bits ^ before;
      if (change == 0) {
        zeros++;
      } else {
        putZeros();
        int low = Long.numberOfTrailingZeros(change) >> 3;
        int length = 8 - low - (Long.numberOfLeadingZeros(change) >> 3);
        out.put(low << 4 | length);
        out.putLow(change >>> (low * 8), length);
      }
      before = bits;
    }
    putZeros();
  }

  private void putChange(long change) {
    if (change == 0) {
      zeros++;
    } else {
      putZeros();
      out.putSigned(change);
    }
  }

  private void putZeros() {
    if (zeros > 0) {
      out.put(0);
      out.putVarint(zeros);
      zeros = 0;
    }
  }

  private static int unit(long[] times, int count) {
    int unit = UNITS.length - 1;
    for (int i = 0; i < count && unit > 0; i++) {
      while (times[i] % UNITS[unit] != 0) {
        unit--;
      }
    }
    return unit;
  }

  private static int form(double[] values, int count) {
    int decimals = 0;
    for (int i = 0; i < count && decimals < XOR; i++) {
      while (decimals < XOR && !isDecimal(values[i], POWERS[decimals])) {
        decimals++;
      }
    }
    return decimals;
  }

  /** Whether an integer over a power of ten gives exactly this value back. */
  private static boolean isDecimal(double value, double power) {
    double scaled = value * power;
    // False for NaN and infinities as well.
    return Math.abs(scaled) < EXACT
        && Double.doubleToRawLongBits(Math.round(scaled) / power)
            == Double.doubleToRawLongBits(value);
  }
}
