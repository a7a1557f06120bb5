package io.pitwall.server.ingest.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the protobuf wire format from an array, in place
 * (https://protobuf.dev/programming-guides/encoding/). Every read is checked against the end of the
 * message that is being read, so malformed bytes end in a {@link DecodeException} and nothing else.
 * Not thread-safe.
 *
 * <p>Fields are told apart by their whole tag, number and wire type: a known number with another
 * type is an unknown field, as in every protobuf library.
 */
final class Wire {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  private static final int START_GROUP = 3;
  private static final int END_GROUP = 4;
  static final int FIXED32 = 5;

  /** Deepest nesting of messages, as in protobuf's own readers. */
  static final int MAX_DEPTH = 100;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int position;
  private int end;

  Wire(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  Wire(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.end = to;
  }

  static int tag(int field, int type) {
    return field << 3 | type;
  }

  byte[] array() {
    return bytes;
  }

  int position() {
    return position;
  }

  /** Bytes left of the message. */
  int remaining() {
    return end - position;
  }

  boolean hasMore() {
    return position < end;
  }

  /** The next tag. */
  int tag() {
    long tag = varint();
    if (tag <= 7 || tag > 0xffff_ffffL) {
      throw new DecodeException(
          "Expected a field tag before byte " + position + ", but got " + tag);
    }
    return (int) tag;
  }

  long varint() {
    if (position < end) {
      byte first = bytes[position];
      if (first >= 0) {
        position++;
        return first;
      }
    }
    return longVarint();
  }

  private long longVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position >= end) {
        throw truncated("a number");
      }
      byte next = bytes[position++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new DecodeException("Expected a number of at most 10 bytes before byte " + position);
  }

  /** A number that zigzag keeps short when it is negative. */
  int zigzag32() {
    int raw = (int) varint();
    return (raw >>> 1) ^ -(raw & 1);
  }

  long fixed64() {
    if (end - position < 8) {
      throw truncated("8 bytes");
    }
    long value = (long) LONG.get(bytes, position);
    position += 8;
    return value;
  }

  double float64() {
    return Double.longBitsToDouble(fixed64());
  }

  /** The length of what follows, which fits into the message. */
  int length() {
    long length = varint();
    if (length < 0 || length > end - position) {
      throw truncated(length + " bytes");
    }
    return (int) length;
  }

  /** Enters a message of the length that comes next, and returns what {@link #leave} needs. */
  int enter() {
    int length = length();
    int outer = end;
    end = position + length;
    return outer;
  }

  /** Goes on behind the message that was entered. */
  void leave(int outer) {
    position = end;
    end = outer;
  }

  /** Goes back to an earlier place of the same message. */
  void rewind(int to) {
    position = to;
  }

  String text() {
    int length = length();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** Text that has probably been met before. */
  String text(StringCache cache) {
    int length = length();
    String text = cache.get(bytes, position, length);
    position += length;
    return text;
  }

  /** The rest of the message as text that has probably been met before; the reader stays. */
  String rest(StringCache cache) {
    return cache.get(bytes, position, end - position);
  }

  /** A reader of its own for the rest of the message. */
  Wire slice() {
    return new Wire(bytes, position, end);
  }

  byte[] copy() {
    int length = length();
    byte[] copy = new byte[length];
    System.arraycopy(bytes, position, copy, 0, length);
    position += length;
    return copy;
  }

  /** An id of eight bytes, 0 if it has another length. */
  long id64() {
    int length = length();
    long id = length == 8 ? (long) BIG_LONG.get(bytes, position) : 0;
    position += length;
    return id;
  }

  /** Reads one half of an id of 16 bytes without moving on, 0 if it has another length. */
  long peekId128(int half) {
    int start = position;
    int length = length();
    long id = length == 16 ? (long) BIG_LONG.get(bytes, position + 8 * half) : 0;
    position = start;
    return id;
  }

  /** Goes past the value of a field that is not wanted. */
  void skip(int tag) {
    skip(tag, 0);
  }

  private void skip(int tag, int depth) {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> advance(8);
      case BYTES -> advance(length());
      case FIXED32 -> advance(4);
      case START_GROUP -> skipGroup(tag >>> 3, depth);
      default ->
          throw new DecodeException(
              "Expected a known wire type before byte " + position + ", but got " + (tag & 7));
    }
  }

  private void skipGroup(int field, int depth) {
    if (depth > MAX_DEPTH) {
      throw new DecodeException("Expected at most " + MAX_DEPTH + " nested groups, but got more");
    }
    while (hasMore()) {
      int tag = tag();
      if ((tag & 7) == END_GROUP) {
        if (tag >>> 3 != field) {
          throw new DecodeException("Expected the end of group " + field + " before " + position);
        }
        return;
      }
      skip(tag, depth + 1);
    }
    throw truncated("the end of a group");
  }

  private void advance(int count) {
    if (count > end - position) {
      throw truncated(count + " bytes");
    }
    position += count;
  }

  private DecodeException truncated(String expected) {
    return new DecodeException(
        "Expected " + expected + " at byte " + position + ", but the message ends at byte " + end);
  }
}
