package io.pitwall.server.ingest.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/**
 * A hash of a stretch of bytes, eight at a time: names and values are hashed far more often than
 * anything else is done with them. Differs from process to process, so that nobody can send texts
 * that all fall on one place.
 */
final class ByteHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SEED = new SplittableRandom().nextLong();

  /** Odd, with its bits well mixed: 2^64 divided by the golden ratio. */
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  static int of(byte[] bytes, int from, int length) {
    long hash = SEED ^ length;
    int at = from;
    int last = from + length - 8;
    if (length >= 32) {
      // Two lanes at once: each step has to wait for the one before it in its own lane only.
      long other = hash;
      for (; at <= last - 8; at += 16) {
        hash = mix(hash ^ (long) LONG.get(bytes, at));
        other = mix(other ^ (long) LONG.get(bytes, at + 8));
      }
      hash = mix(hash ^ Long.rotateLeft(other, 32));
    }
    for (; at <= last; at += 8) {
      hash = mix(hash ^ (long) LONG.get(bytes, at));
    }
    if (length >= 8) {
      hash = mix(hash ^ (long) LONG.get(bytes, last));
    } else if (length >= 4) {
      long low = (int) INT.get(bytes, from) & 0xffff_ffffL;
      hash = mix(hash ^ (low | (long) (int) INT.get(bytes, from + length - 4) << 32));
    } else {
      for (; at < from + length; at++) {
        hash = mix(hash ^ bytes[at]);
      }
    }
    return (int) (hash ^ (hash >>> 32));
  }

  private static long mix(long hash) {
    long mixed = hash * FACTOR;
    return mixed ^ (mixed >>> 32);
  }

  private ByteHash() {}
}
