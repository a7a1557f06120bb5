package io.pitwall.server.ingest.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of bytes, equal to any other with the same content: the key of a map, and, pointing
 * into a request, what is looked up there without a copy. The bytes must not change while it is a
 * key.
 */
public final class Stretch {
  private final byte[] bytes;
  private final int from;
  private final int length;
  private final int hash;

  public Stretch(byte[] bytes, int from, int length) {
    this(bytes, from, length, ByteHash.of(bytes, from, length));
  }

  private Stretch(byte[] bytes, int from, int length, int hash) {
    this.bytes = bytes;
    this.from = from;
    this.length = length;
    this.hash = hash;
  }

  public int length() {
    return length;
  }

  /** The same content apart from the request, so that it can outlive it. */
  public Stretch copy() {
    return new Stretch(Arrays.copyOfRange(bytes, from, from + length), 0, length, hash);
  }

  /** Whether these bytes are its content. */
  boolean hasContent(byte[] other, int otherFrom, int otherLength) {
    return length == otherLength
        && Arrays.equals(bytes, from, from + length, other, otherFrom, otherFrom + otherLength);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Stretch that
        && hash == that.hash
        && Arrays.equals(
            bytes, from, from + length, that.bytes, that.from, that.from + that.length);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
