package io.pitwall.server.ingest.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Keyed hashes of byte ranges. Each eight bytes are folded in by a 64 to 128 bit multiplication
 * whose halves are added without carry, as in wyhash (https://github.com/wangyi-fudan/wyhash); the
 * keys are drawn at start, so that nobody can prepare collisions.
 */
final class ByteHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long KEY_A;
  private static final long KEY_B;

  static {
    var random = new SecureRandom();
    KEY_A = random.nextLong() | 1;
    KEY_B = random.nextLong() | 1;
  }

  /**
   * 128 bits that stand for what was hashed. Two of a billion different inputs meet with a chance
   * of about 2^-68, so that nothing needs to be compared.
   */
  record Key(long a, long b) {
    /** Either half is already as good as random. */
    @Override
    public int hashCode() {
      return (int) a;
    }
  }

  /** Gathers a {@link Key} piece by piece. Not thread-safe. */
  static final class Gatherer {
    private long a;
    private long b;

    /** Forgets everything. */
    void reset() {
      a = 0;
      b = 0;
    }

    /** Goes back to what was gathered when the key was taken. */
    void reset(Key key) {
      a = key.a;
      b = key.b;
    }

    void add(byte[] bytes, int from, int length) {
      a = fold(a, KEY_A, bytes, from, length);
      b = fold(b, KEY_B, bytes, from, length);
    }

    void add(long number) {
      a = mix(a ^ number, KEY_A);
      b = mix(b ^ number, KEY_B);
    }

    Key key() {
      return new Key(a, b);
    }
  }

  private ByteHash() {}

  static long of(byte[] bytes, int from, int length) {
    return fold(0, KEY_A, bytes, from, length);
  }

  private static long fold(long start, long key, byte[] bytes, int from, int length) {
    long hash = mix(start ^ length, key);
    int at = from;
    int end = from + length;
    for (; at <= end - 8; at += 8) {
      hash = mix(hash ^ (long) LONG.get(bytes, at), key);
    }
    if (at < end) {
      long tail = 0;
      for (int shift = 0; at < end; at++, shift += 8) {
        tail |= (bytes[at] & 0xffL) << shift;
      }
      hash = mix(hash ^ tail, key);
    }
    return hash;
  }

  private static long mix(long value, long key) {
    // The constant keeps a value of zero from being absorbed.
    long x = value + 0x9e3779b97f4a7c15L;
    return (x * key) ^ Math.unsignedMultiplyHigh(x, key);
  }
}
