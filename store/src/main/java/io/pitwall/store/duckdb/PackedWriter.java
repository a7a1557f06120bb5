package io.pitwall.store.duckdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow, for numbers of which most are small. For one thread. */
final class PackedWriter {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[4096];
  private int size;

  void clear() {
    size = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  void put(int aByte) {
    ensure(1);
    bytes[size++] = (byte) aByte;
  }

  /** Seven bits to a byte, the low ones first; any number, though negative ones take ten bytes. */
  void putVarint(long number) {
    ensure(10);
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Small numbers of either sign in few bytes; only 0 gives 0. */
  void putSigned(long number) {
    putVarint((number << 1) ^ (number >> 63));
  }

  /** Eight bytes. */
  void putLong(long number) {
    ensure(8);
    LONG.set(bytes, size, number);
    size += 8;
  }

  /** The lowest bytes of a number, 1 to 8 of them. */
  void putLow(long number, int count) {
    ensure(8);
    LONG.set(bytes, size, number);
    size += count;
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
  }
}
