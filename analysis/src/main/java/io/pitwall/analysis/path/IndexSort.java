package io.pitwall.analysis.path;

/** Sorts indices by a key they point to: stable, O(n log n), O(n) if they are in order already. */
final class IndexSort {
  private static final int SMALL = 16;

  /** Sorts {@code indices[from..to)} so that {@code key[index]} falls. */
  static void descending(int[] indices, int from, int to, long[] key, int[] scratch) {
    for (int low = from; low < to; low += SMALL) {
      insertion(indices, low, Math.min(low + SMALL, to), key);
    }
    for (long width = SMALL; width < to - from; width *= 2) {
      for (long low = from; low + width < to; low += 2 * width) {
        merge(
            indices,
            (int) low,
            (int) (low + width),
            (int) Math.min(low + 2 * width, to),
            key,
            scratch);
      }
    }
  }

  private static void insertion(int[] indices, int from, int to, long[] key) {
    for (int i = from + 1; i < to; i++) {
      int moved = indices[i];
      int hole = i;
      while (hole > from && key[indices[hole - 1]] < key[moved]) {
        indices[hole] = indices[hole - 1];
        hole--;
      }
      indices[hole] = moved;
    }
  }

  private static void merge(
      int[] indices, int from, int middle, int to, long[] key, int[] scratch) {
    if (key[indices[middle - 1]] >= key[indices[middle]]) {
      return;
    }
    System.arraycopy(indices, from, scratch, from, middle - from);
    int left = from;
    int right = middle;
    for (int at = from; left < middle; at++) {
      boolean takeLeft = right == to || key[scratch[left]] >= key[indices[right]];
      indices[at] = takeLeft ? scratch[left++] : indices[right++];
    }
  }

  private IndexSort() {}
}
