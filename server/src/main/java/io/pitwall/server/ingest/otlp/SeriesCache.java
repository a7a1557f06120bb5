package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawSeries;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Series by the very bytes that name them on the wire, so that the attributes of a series that
 * sends every few seconds are decoded once. Two different encodings of a series are two entries
 * with equal contents. Bounded: when full, it starts anew. Thread-safe.
 */
final class SeriesCache {
  private static final int MAX_ENTRIES = 200_000;

  private final Map<Key, RawSeries> byBytes = new ConcurrentHashMap<>();

  /** Bytes with their hash. */
  static final class Key {
    private final byte[] bytes;
    private final int hash;

    Key(byte[] bytes) {
      this.bytes = bytes;
      hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Key that && hash == that.hash && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  @Nullable RawSeries get(Key key) {
    return byBytes.get(key);
  }

  void put(Key key, RawSeries series) {
    if (byBytes.size() >= MAX_ENTRIES) {
      byBytes.clear();
    }
    byBytes.put(key, series);
  }
}
