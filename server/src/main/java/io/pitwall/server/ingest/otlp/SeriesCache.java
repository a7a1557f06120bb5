package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawSeries;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Series by the raw bytes that name them, so that a point of a known series costs a hash of its
 * bytes and no text. Bounded: when it is full it starts again. Thread-safe.
 */
final class SeriesCache {
  private final int maxSeries;
  private final ConcurrentHashMap<ByteHash.Key, RawSeries> series = new ConcurrentHashMap<>();

  SeriesCache(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  /** The series of these bytes, decoded by {@code decode} if it is new. */
  RawSeries get(ByteHash.Key key, Supplier<RawSeries> decode) {
    RawSeries known = series.get(key);
    if (known != null) {
      return known;
    }
    if (series.size() >= maxSeries) {
      series.clear();
    }
    RawSeries decoded = decode.get();
    RawSeries earlier = series.putIfAbsent(key, decoded);
    return earlier == null ? decoded : earlier;
  }

  int size() {
    return series.size();
  }
}
