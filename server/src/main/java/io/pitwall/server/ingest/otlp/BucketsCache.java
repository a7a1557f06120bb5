package io.pitwall.server.ingest.otlp;

import java.util.concurrent.ConcurrentHashMap;

/**
 * The explicit buckets in use, by their bounds: a program has a handful of them and sends them with
 * every point. Bounded: when it is full it starts again. Thread-safe.
 */
final class BucketsCache {
  private static final int MAX_ENTRIES = 500;

  /** Wider ones are made each time rather than kept. */
  private static final int MAX_BOUNDS = 200;

  private final ConcurrentHashMap<ByteHash.Key, ExplicitBuckets> buckets =
      new ConcurrentHashMap<>();

  /** The buckets between bounds that have been checked. */
  ExplicitBuckets get(PointReader.Longs bounds) {
    if (bounds.size() > MAX_BOUNDS) {
      return new ExplicitBuckets(bounds);
    }
    var gatherer = new ByteHash.Gatherer();
    for (int i = 0; i < bounds.size(); i++) {
      gatherer.add(bounds.get(i));
    }
    ByteHash.Key key = gatherer.key();
    ExplicitBuckets known = buckets.get(key);
    if (known == null) {
      if (buckets.size() >= MAX_ENTRIES) {
        buckets.clear();
      }
      known = new ExplicitBuckets(bounds);
      buckets.put(key, known);
    }
    return known;
  }
}
