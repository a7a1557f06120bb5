package io.pitwall.engine.inspect;

import java.util.Arrays;

/** A growing column of numbers, without an object for each. Not thread-safe. */
final class Numbers {
  private double[] values = new double[16];
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

  double[] sorted() {
    double[] sorted = toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
