package io.pitwall.server.ingest.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads protobuf's wire format out of a byte array, without building messages: whoever reads asks
 * for one field after the other and steps into those that are messages themselves.
 *
 * <pre>{@code
 * while (reader.next()) {
 *   switch (reader.field()) {
 *     case 1 -> name = reader.text();
 *     case 2 -> { int outer = reader.enter(); ...; reader.leave(outer); }
 *     default -> reader.skip();
 *   }
 * }
 * }</pre>
 *
 * Every read is checked against the end of the message; a fault is an {@link DecodeException} that
 * names the place. A wire type other than the one asked for is a fault too. Not thread-safe.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protobuf encoding</a>
 */
public final class ProtoReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int START_GROUP = 3;
  private static final int END_GROUP = 4;
  private static final int FIXED32 = 5;

  /** Deepest nesting of groups that is passed over. */
  private static final int MAX_GROUPS = 32;

  private final byte[] buffer;
  private final TextCache texts;
  private final Allowance allowance;
  private int at;
  private int end;
  private int fieldStart;
  private int field;
  private int wireType;
  private int groups;

  public ProtoReader(byte[] buffer, TextCache texts) {
    this(buffer, 0, buffer.length, texts, new Allowance());
  }

  /**
   * Reads a message that is part of a request, from {@code from} up to, but without, {@code to}.
   */
  public ProtoReader(byte[] buffer, int from, int to, TextCache texts, Allowance allowance) {
    this.allowance = allowance;
    this.buffer = buffer;
    this.texts = texts;
    at = from;
    end = to;
  }

  /** Steps to the next field of the current message; false at its end. */
  public boolean next() {
    if (at >= end) {
      return false;
    }
    fieldStart = at;
    long tag = varint();
    field = (int) (tag >>> 3);
    wireType = (int) tag & 7;
    if (field <= 0 || tag >>> 32 != 0) {
      throw fault("a field number");
    }
    return true;
  }

  /** Number of the current field. */
  public int field() {
    return field;
  }

  /** Steps into the current field, which is a message; returns what {@link #leave} needs. */
  public int enter() {
    int length = length();
    int outer = end;
    end = at + length;
    return outer;
  }

  /** Steps out of a message that was read to its end. */
  public void leave(int outer) {
    at = end;
    end = outer;
  }

  /** Where the next byte is. */
  public int position() {
    return at;
  }

  /** Where the current field begins, its number included. */
  public int fieldStart() {
    return fieldStart;
  }

  /** Where the current message ends. */
  public int messageEnd() {
    return end;
  }

  public byte[] buffer() {
    return buffer;
  }

  /** What the request may become in memory. */
  public Allowance allowance() {
    return allowance;
  }

  /** Goes back to a place in the current message. */
  public void rewind(int position) {
    at = position;
  }

  public long int64() {
    require(VARINT);
    return varint();
  }

  /** A signed integer in zigzag encoding. */
  public int sint32() {
    require(VARINT);
    int encoded = (int) varint();
    return (encoded >>> 1) ^ -(encoded & 1);
  }

  public long fixed64() {
    require(FIXED64);
    return rawFixed64();
  }

  public double float64() {
    return Double.longBitsToDouble(fixed64());
  }

  public String text() {
    int length = length();
    String text = texts.get(buffer, at, length);
    at += length;
    return text;
  }

  public byte[] bytes() {
    int length = length();
    byte[] copy = new byte[length];
    System.arraycopy(buffer, at, copy, 0, length);
    at += length;
    return copy;
  }

  /** Eight bytes of an id as a number, most significant first; 0 if there are not eight. */
  public long id64() {
    int length = length();
    long id = length == 8 ? Long.reverseBytes((long) LONG.get(buffer, at)) : 0;
    at += length;
    return id;
  }

  /** Adds the numbers of a {@code repeated fixed64} or {@code double} field, packed or single. */
  public void fixed64s(Numbers numbers) {
    if (wireType != BYTES) {
      numbers.add(fixed64());
      return;
    }
    int outer = enter();
    numbers.reserve((end - at) / 8);
    while (at < end) {
      numbers.add(rawFixed64());
    }
    leave(outer);
  }

  /** Adds the numbers of a {@code repeated uint64} field, packed or single. */
  public void varints(Numbers numbers) {
    if (wireType != BYTES) {
      numbers.add(int64());
      return;
    }
    int outer = enter();
    while (at < end) {
      numbers.add(varint());
    }
    leave(outer);
  }

  /** Eight bytes of the current message, whatever field they belong to. */
  public long rawFixed64() {
    if (end - at < 8) {
      throw fault("eight more bytes");
    }
    long value = (long) LONG.get(buffer, at);
    at += 8;
    return value;
  }

  /** Passes over the current field, whatever it is. */
  public void skip() {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> rawFixed64();
      case BYTES -> {
        int length = length();
        at += length;
      }
      case START_GROUP -> skipGroup();
      case FIXED32 -> {
        if (end - at < 4) {
          throw fault("four more bytes");
        }
        at += 4;
      }
      default -> throw fault("a wire type that is in use, but got " + wireType + ",");
    }
  }

  /**
   * Passes over the current field and those that follow it with the same number and wire type, as
   * far as they are short: the labels of a series, say.
   */
  public void skipRun() {
    byte tag = buffer[fieldStart];
    skip();
    if (wireType == BYTES && tag >= 0) {
      while (end - at >= 2 && buffer[at] == tag) {
        int length = buffer[at + 1];
        if (length < 0 || length > end - at - 2) {
          return;
        }
        fieldStart = at;
        at += 2 + length;
      }
    }
  }

  /** Groups are out of use, but an unknown field may still be one. */
  private void skipGroup() {
    int group = field;
    if (++groups > MAX_GROUPS) {
      throw fault("groups nested at most " + MAX_GROUPS + " deep");
    }
    while (next() && wireType != END_GROUP) {
      skip();
    }
    if (wireType != END_GROUP || field != group) {
      throw fault("the end of group " + group);
    }
    groups--;
  }

  private int length() {
    require(BYTES);
    long length = varint();
    if (length < 0 || length > end - at) {
      throw fault("a length that fits the message, but got " + length + ",");
    }
    return (int) length;
  }

  private void require(int wanted) {
    if (wireType != wanted) {
      throw fault("wire type " + wanted + " for field " + field + ", but got " + wireType + ",");
    }
  }

  private long varint() {
    if (at < end) {
      byte first = buffer[at];
      if (first >= 0) {
        at++;
        return first;
      }
    }
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw fault("the rest of a number");
      }
      byte b = buffer[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw fault("a number of ten bytes at most");
  }

  private DecodeException fault(String expected) {
    return new DecodeException("Expected " + expected + " at byte " + at + " of " + buffer.length);
  }
}
