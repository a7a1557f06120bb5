package io.pitwall.server.ingest.prometheus;

import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.ingest.wire.DecodeException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Decompresses snappy's block format: the length, then literals and copies of what came before. Our
 * own since the known libraries come with native code or {@code sun.misc.Unsafe}.
 *
 * @see <a href="https://github.com/google/snappy/blob/main/format_description.txt">Snappy
 *     compressed format description</a>
 */
final class Snappy {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The densest element: three bytes for a copy of 64. */
  private static final int MOST_GROWTH = 22;

  private final byte[] in;
  private final byte[] out;
  private int at;
  private int to;

  private Snappy(byte[] in, int at, int length) {
    this.in = in;
    this.at = at;
    this.out = new byte[length];
  }

  /**
   * Length of what a block holds, as it says itself; nothing is decompressed for it. It is never
   * more than the block can hold.
   *
   * @throws DecodeException if there is no such length
   */
  static int length(byte[] block) {
    long length = 0;
    for (int i = 0; i < 5 && i < block.length; i++) {
      length |= (long) (block[i] & 0x7f) << (7 * i);
      if (block[i] >= 0) {
        if (length > (long) MOST_GROWTH * block.length) {
          throw new DecodeException(
              "Expected snappy of at most %d bytes in a body of %d, but it says %d"
                  .formatted((long) MOST_GROWTH * block.length, block.length, length));
        }
        return (int) length;
      }
    }
    throw new DecodeException(
        "Expected snappy's block format, but got %d bytes that do not begin with a length"
            .formatted(block.length));
  }

  /**
   * What a block holds.
   *
   * @param most most bytes it may hold
   * @throws DecodeException if it is no such block
   * @throws ProblemException 413 if it holds more
   */
  static byte[] decode(byte[] block, int most) {
    int length = length(block);
    if (length > most) {
      throw new ProblemException(
          Problem.of(
              413,
              "Expected a request of at most %d bytes after decompression, but got %d; send fewer samples at a time (queue_config.max_samples_per_send)"
                  .formatted(most, length)));
    }
    int start = 1;
    while (block[start - 1] < 0) {
      start++;
    }
    return new Snappy(block, start, length).decode();
  }

  private byte[] decode() {
    while (at < in.length) {
      int tag = in[at++];
      int high = (tag & 0xff) >>> 2;
      switch (tag & 3) {
        case 0 -> literal(high < 60 ? high + 1L : little(high - 59) + 1);
        case 1 -> copy(4 + (high & 7), (long) (high >>> 3) << 8 | little(1));
        case 2 -> copy(high + 1, little(2));
        default -> copy(high + 1, little(4));
      }
    }
    if (to != out.length) {
      throw fault("%d bytes of content".formatted(out.length));
    }
    return out;
  }

  private void literal(long length) {
    if (length > in.length - at || length > out.length - to) {
      throw fault("a literal that fits");
    }
    int n = (int) length;
    if (n <= 16 && in.length - at >= 16 && out.length - to >= 16) {
      LONG.set(out, to, (long) LONG.get(in, at));
      LONG.set(out, to + 8, (long) LONG.get(in, at + 8));
    } else {
      System.arraycopy(in, at, out, to, n);
    }
    at += n;
    to += n;
  }

  /** Copies what was written {@code offset} bytes ago; it may reach into itself. */
  private void copy(int n, long offset) {
    if (offset < 1 || offset > to || n > out.length - to) {
      throw fault("a copy of what came before");
    }
    int from = to - (int) offset;
    int end = to + n;
    if (offset >= 8 && out.length - to >= n + 7) {
      for (; to < end; to += 8, from += 8) {
        LONG.set(out, to, (long) LONG.get(out, from));
      }
    } else {
      while (to < end) {
        out[to++] = out[from++];
      }
    }
    to = end;
  }

  private long little(int bytes) {
    if (bytes > in.length - at) {
      throw fault("the rest of a length");
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) (in[at++] & 0xff) << (8 * i);
    }
    return value;
  }

  private DecodeException fault(String expected) {
    return new DecodeException(
        "Expected %s at byte %d of %d of snappy, having %d bytes of content"
            .formatted(expected, at, in.length, to));
  }
}
