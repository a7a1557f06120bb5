package io.pitwall.server.ingest.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the protobuf wire format into a growing array. Not thread-safe. */
final class ProtoWriter {
  /** Room for a length in front of a message, filled in when the message has ended. */
  private static final int LENGTH_BYTES = 5;

  private byte[] bytes;
  private int size;

  ProtoWriter(int firstSize) {
    this.bytes = new byte[Math.max(16, firstSize)];
  }

  void varint(int field, long value) {
    raw(Wire.tag(field, Wire.VARINT));
    raw(value);
  }

  void zigzag(int field, long value) {
    varint(field, (value << 1) ^ (value >> 63));
  }

  void fixed64(int field, long value) {
    raw(Wire.tag(field, Wire.FIXED64));
    reserve(8);
    for (int i = 0; i < 8; i++) {
      bytes[size++] = (byte) (value >>> (8 * i));
    }
  }

  void float64(int field, double value) {
    fixed64(field, Double.doubleToRawLongBits(value));
  }

  void text(int field, String value) {
    bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(int field, byte[] value) {
    raw(Wire.tag(field, Wire.BYTES));
    raw(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  /** Starts a message and returns what {@link #end} needs. */
  int start(int field) {
    raw(Wire.tag(field, Wire.BYTES));
    reserve(LENGTH_BYTES);
    size += LENGTH_BYTES;
    return size;
  }

  /** Ends the message, whose length takes all the bytes left free for it. */
  void end(int start) {
    int length = size - start;
    for (int i = LENGTH_BYTES; i > 1; i--) {
      bytes[start - i] = (byte) (length | 0x80);
      length >>>= 7;
    }
    bytes[start - 1] = (byte) length;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void raw(long varint) {
    reserve(10);
    long rest = varint;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void reserve(int count) {
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
    }
  }
}
