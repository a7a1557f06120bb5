package io.pitwall.server.ingest.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Short texts that come again and again, by their UTF-8 bytes: names of attributes, operations,
 * models and agents. Saves their decoding, and makes equal texts the same object, which carries its
 * hash and compares at once. A table without chains: a text that meets another in its place takes
 * it. Safe for use by many threads without locks, because entries are immutable.
 */
final class StringCache {
  /** Longer texts are rarely repeated. */
  private static final int MAX_BYTES = 64;

  private static final int SLOTS = 1 << 13;

  private final @Nullable Entry[] entries = new @Nullable Entry[SLOTS];

  private static final class Entry {
    final byte[] bytes;
    final String text;

    Entry(byte[] bytes, String text) {
      this.bytes = bytes;
      this.text = text;
    }
  }

  /** The text of these UTF-8 bytes; malformed bytes are replaced. */
  String get(byte[] bytes, int from, int length) {
    if (length > MAX_BYTES) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    int slot = hash(bytes, from, length) & (SLOTS - 1);
    Entry entry = entries[slot];
    if (entry != null
        && Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, from, from + length)) {
      return entry.text;
    }
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    entries[slot] = new Entry(Arrays.copyOfRange(bytes, from, from + length), text);
    return text;
  }

  private static int hash(byte[] bytes, int from, int length) {
    long hash = ByteHash.of(bytes, from, length);
    return (int) (hash ^ (hash >>> 32));
  }
}
