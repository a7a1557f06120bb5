package io.pitwall.server.ingest.file;

/**
 * Counts distinct traces: a set of 64-bit hashes of trace ids with open addressing, 16 bytes or
 * less each. Two of ten million traces share a hash with a probability under 0.000003. Not
 * thread-safe.
 */
final class TraceSet {
  private long[] slots = new long[1_024];
  private int size;

  /** Adds a hash; 0 stands for no trace and is ignored. */
  void add(long hash) {
    if (hash == 0 || !insert(slots, hash)) {
      return;
    }
    size++;
    if (size > slots.length / 4 * 3) {
      long[] larger = new long[slots.length * 2];
      for (long old : slots) {
        if (old != 0) {
          insert(larger, old);
        }
      }
      slots = larger;
    }
  }

  int size() {
    return size;
  }

  /** The hashes, in no order. */
  long[] toArray() {
    long[] all = new long[size];
    int i = 0;
    for (long hash : slots) {
      if (hash != 0) {
        all[i++] = hash;
      }
    }
    return all;
  }

  private static boolean insert(long[] table, long hash) {
    int mask = table.length - 1;
    int i = (int) (hash ^ hash >>> 32) & mask;
    while (table[i] != 0) {
      if (table[i] == hash) {
        return false;
      }
      i = (i + 1) & mask;
    }
    table[i] = hash;
    return true;
  }
}
