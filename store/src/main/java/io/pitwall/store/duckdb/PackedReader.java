package io.pitwall.store.duckdb;

/** Reads what a {@link PackedWriter} wrote, from the start. */
final class PackedReader {
  private final byte[] bytes;
  private int at;

  PackedReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  int get() {
    return bytes[at++];
  }

  long getVarint() {
    long number = 0;
    int shift = 0;
    byte next = bytes[at++];
    while (next < 0) {
      number |= (next & 0x7fL) << shift;
      shift += 7;
      next = bytes[at++];
    }
    return number | ((long) next << shift);
  }

  long getSigned() {
    long coded = getVarint();
    return (coded >>> 1) ^ -(coded & 1);
  }

  long getLong() {
    long number = (long) PackedWriter.LONG.get(bytes, at);
    at += 8;
    return number;
  }

  long getLow(int count) {
    long number = 0;
    for (int i = 0; i < count; i++) {
      number |= (bytes[at++] & 0xffL) << (8 * i);
    }
    return number;
  }
}
