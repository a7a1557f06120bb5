package io.pitwall.client;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names and values in the order they were first set, in one array: spans have few attributes, and
 * walking them is cheaper than hashing. Values are String, Long, Double or Boolean. Not
 * thread-safe.
 */
final class Attributes {
  /** More than that is a mistake of the program; it must not cost the program's memory. */
  static final int MOST = 128;

  private static final int FIRST_PAIRS = 4;

  private @Nullable Object @Nullable [] pairs;
  private int size;

  /** Sets or replaces a value; beyond {@link #MOST} names new ones are left out. */
  void put(String name, Object value) {
    @Nullable Object[] known = pairs;
    if (known == null) {
      known = new @Nullable Object[FIRST_PAIRS * 2];
      pairs = known;
    }
    int place = find(known, name);
    if (place < 0) {
      if (size == MOST * 2) {
        return;
      }
      if (size == known.length) {
        known = Arrays.copyOf(known, size * 2);
        pairs = known;
      }
      place = size;
      known[place] = name;
      size += 2;
    }
    known[place + 1] = value;
  }

  boolean contains(@Nullable String name) {
    return pairs != null && name != null && find(pairs, name) >= 0;
  }

  /** Number of attributes. */
  int count() {
    return size / 2;
  }

  String name(int index) {
    return (String) at(index * 2);
  }

  Object value(int index) {
    return at(index * 2 + 1);
  }

  private Object at(int place) {
    Object there = pairs == null ? null : pairs[place];
    if (there == null) {
      throw new IndexOutOfBoundsException(place);
    }
    return there;
  }

  private int find(@Nullable Object[] known, String name) {
    for (int i = 0; i < size; i += 2) {
      if (name.equals(known[i])) {
        return i;
      }
    }
    return -1;
  }
}
