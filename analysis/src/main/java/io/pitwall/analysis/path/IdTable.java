package io.pitwall.analysis.path;

import java.util.Arrays;

/** Finds positions by id: open addressing, no boxes. The first position of an id counts. */
final class IdTable {
  static final int NONE = -1;

  private final long[] ids;
  private final int[] positions;
  private final int shift;

  IdTable(int size) {
    int bits = Math.max(2, 33 - Integer.numberOfLeadingZeros(size));
    ids = new long[1 << bits];
    positions = new int[1 << bits];
    Arrays.fill(positions, NONE);
    shift = Long.SIZE - bits;
  }

  void put(long id, int position) {
    int slot = slot(id);
    if (positions[slot] == NONE) {
      ids[slot] = id;
      positions[slot] = position;
    }
  }

  /** The position of an id, NONE if it has none. */
  int find(long id) {
    return positions[slot(id)];
  }

  private int slot(long id) {
    int slot = (int) ((id * 0x9e3779b97f4a7c15L) >>> shift);
    while (positions[slot] != NONE && ids[slot] != id) {
      slot = (slot + 1) & (ids.length - 1);
    }
    return slot;
  }
}
