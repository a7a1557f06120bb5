package io.pitwall.engine.inspect;

import java.util.Arrays;

/** A growing column of numbers, without an object for each. Not thread-safe. */
final class Numbers {
  private double[] values = new double[16];
  private double[] ascending = new double[0];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  double get(int index) {
    return values[index];
  }

  double sum() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += values[i];
    }
    return sum;
  }

  /** NaN without values. */
  double mean() {
    return sum() / size;
  }

  double[] toArray() {
    return Arrays.copyOf(values, size);
  }

  /** In ascending order; not to be changed. */
  double[] sorted() {
    if (ascending.length != size) {
      ascending = toArray();
      Arrays.sort(ascending);
    }
    return ascending;
  }

  /** The value at a place in ascending order. */
  double sorted(int place) {
    return sorted()[place];
  }

  /** NaN of none. */
  double quantile(double q) {
    return Quantiles.betweenSorted(sorted(), size, q);
  }

  /** How many are above a limit. */
  int above(double limit) {
    int n = 0;
    for (int i = 0; i < size; i++) {
      n += values[i] > limit ? 1 : 0;
    }
    return n;
  }
}
