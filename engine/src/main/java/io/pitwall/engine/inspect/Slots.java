package io.pitwall.engine.inspect;

import java.util.Arrays;

/**
 * Gives keys the numbers 0, 1, 2, ... in the order in which they first come; open addressing, so
 * that a pass over many spans makes no objects. Used again and again after {@link #clear}. Not
 * thread-safe.
 */
final class Slots {
  private long[] keys = new long[64];
  private int[] slot = new int[64];
  private int[] stamp = new int[64];
  private int generation = 1;
  private int size;

  /** The number of a key, a new one if it has none. */
  int of(long key) {
    if (2 * size >= keys.length) {
      grow();
    }
    int at = place(key);
    if (stamp[at] != generation) {
      stamp[at] = generation;
      keys[at] = key;
      slot[at] = size++;
    }
    return slot[at];
  }

  /** How many keys came; the next new one gets this number. */
  int size() {
    return size;
  }

  /** Forgets all keys at no cost. */
  void clear() {
    generation++;
    size = 0;
  }

  /** Two numbers as one key; unequal pairs give unequal keys but for one in 2^64. */
  static long key(long one, long other) {
    long mixed = one * 0x9E3779B97F4A7C15L + other;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 29);
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (stamp[at] == generation && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldSlot = slot;
    int[] oldStamp = stamp;
    keys = new long[2 * oldKeys.length];
    slot = new int[keys.length];
    stamp = new int[keys.length];
    Arrays.fill(stamp, generation - 1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldStamp[i] == generation) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        slot[at] = oldSlot[i];
        stamp[at] = generation;
      }
    }
  }
}
