package io.pitwall.store.duckdb;

/** A set of numbers other than 0, open addressing, for span ids. Not thread-safe. */
final class LongSet {
  private long[] slots;
  private int size;

  LongSet() {
    this(8);
  }

  /** Room for about that many numbers before it grows. */
  LongSet(int expected) {
    slots = new long[Integer.highestOneBit(Math.max(8, expected) * 2 - 1) * 2];
  }

  /** Adds a number; false if it was there. */
  boolean add(long number) {
    int at = slotOf(slots, number);
    if (slots[at] == number) {
      return false;
    }
    slots[at] = number;
    if (++size * 3 > slots.length * 2) {
      grow();
    }
    return true;
  }

  boolean contains(long number) {
    return slots[slotOf(slots, number)] == number;
  }

  void addAll(LongSet others) {
    for (long number : others.slots) {
      if (number != 0) {
        add(number);
      }
    }
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (long number : slots) {
      if (number != 0) {
        larger[slotOf(larger, number)] = number;
      }
    }
    slots = larger;
  }

  /** Where the number is, or the free slot where it would go. */
  private static int slotOf(long[] slots, long number) {
    int mask = slots.length - 1;
    int at = (int) TraceIndex.scramble(number) & mask;
    while (slots[at] != 0 && slots[at] != number) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
