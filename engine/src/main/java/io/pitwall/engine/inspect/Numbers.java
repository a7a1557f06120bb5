package io.pitwall.engine.inspect;

import java.util.Arrays;

/** A column of numbers that grows. Not thread-safe. */
final class Numbers {
  private double[] values = new double[16];
  private int size;
  private boolean sorted = true;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
    sorted = false;
  }

  int size() {
    return size;
  }

  /** NaN of none. */
  double quantile(double q) {
    sort();
    return Quantile.ofSorted(values, size, q);
  }

  /** The value at a place in ascending order. */
  double sorted(int place) {
    sort();
    return values[place];
  }

  /** How many are above a limit. */
  int above(double limit) {
    int n = 0;
    for (int i = 0; i < size; i++) {
      n += values[i] > limit ? 1 : 0;
    }
    return n;
  }

  private void sort() {
    if (!sorted) {
      Arrays.sort(values, 0, size);
      sorted = true;
    }
  }

  double sum() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += values[i];
    }
    return sum;
  }
}
