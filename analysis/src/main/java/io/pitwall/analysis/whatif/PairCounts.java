package io.pitwall.analysis.whatif;

import java.util.Arrays;

/** How often two paths were seen one after the other, either way, and overlapping. */
final class PairCounts {
  private static final int FIRST = 0;
  private static final int SECOND = 1;
  private static final int OVERLAP = 2;

  private long[] keys = new long[1024];
  private int[] counts = new int[3 * 1024];
  private int size;

  PairCounts() {
    Arrays.fill(keys, -1);
  }

  /** The paths occurred in that order, or at the same time. */
  void add(int earlier, int later, boolean overlap) {
    int slot = slot(earlier, later);
    counts[3 * slot + (overlap ? OVERLAP : earlier <= later ? FIRST : SECOND)]++;
  }

  boolean everOverlap(int one, int other) {
    return counts[3 * slot(one, other) + OVERLAP] > 0;
  }

  /** Whether the earlier of them was ever the later. */
  boolean everSwapped(int earlier, int later) {
    return earlier != later
        && counts[3 * slot(earlier, later) + (earlier <= later ? SECOND : FIRST)] > 0;
  }

  private int slot(int one, int other) {
    long key = ((long) Math.min(one, other) << 32) | Math.max(one, other);
    int slot = find(key);
    if (keys[slot] == -1) {
      if (2 * ++size > keys.length) {
        grow();
        slot = find(key);
      }
      keys[slot] = key;
    }
    return slot;
  }

  private int find(long key) {
    long hash = key * 0x9e3779b97f4a7c15L;
    int slot = (int) (hash >>> 40) & (keys.length - 1);
    while (keys[slot] != -1 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[2 * oldKeys.length];
    Arrays.fill(keys, -1);
    counts = new int[3 * keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != -1) {
        int slot = find(oldKeys[i]);
        keys[slot] = oldKeys[i];
        System.arraycopy(oldCounts, 3 * i, counts, 3 * slot, 3);
      }
    }
  }
}
