package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import io.pitwall.server.ingest.wire.EncodedFields;
import io.pitwall.server.ingest.wire.Stretch;
import io.pitwall.server.ingest.wire.TextCache;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Series by the very bytes that name them on the wire, so that the attributes of a series that
 * sends every few seconds are decoded once. Two different encodings of a series are two entries
 * with equal contents. Bounded: when full, it starts anew. Thread-safe.
 *
 * <pre>
 *   sender, metric name, unit, type ──► Metric ── attributes as sent ──► RawSeries
 * </pre>
 */
final class SeriesCache {
  private static final long MOST_BYTES = 64 << 20;

  /** What an entry takes beside twice its bytes: once as they are and once decoded. */
  private static final int BYTES_PER_ENTRY = 400;

  /** Longer ones are not worth keeping. */
  private static final int LONGEST = 4096;

  private final TextCache texts;
  private final Map<Key, Metric> metrics = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  private record Key(Attributes identity, String name, String unit, MetricType type) {}

  SeriesCache(TextCache texts) {
    this.texts = texts;
  }

  /**
   * A metric of one sender.
   *
   * @param identity attributes that every series has, after its own
   * @param unit unit of the values as they are kept
   */
  Metric metric(
      Attributes identity, String name, String unit, MetricType type, String description) {
    Key key = new Key(identity, name, unit, type);
    Metric known = metrics.get(key);
    if (known == null) {
      account(name.length() + unit.length() + description.length());
      known = new Metric(key, description);
      metrics.put(key, known);
    }
    return known;
  }

  private void account(int length) {
    if (bytes.addAndGet(BYTES_PER_ENTRY + 2L * length) > MOST_BYTES) {
      metrics.clear();
      bytes.set(0);
    }
  }

  /** The series of one metric of one sender. Thread-safe. */
  final class Metric {
    private final Key key;
    private final String description;
    private final Map<Stretch, RawSeries> series = new ConcurrentHashMap<>();

    private Metric(Key key, String description) {
      this.key = key;
      this.description = description;
    }

    MetricType type() {
      return key.type;
    }

    /** The series of a data point. */
    RawSeries series(EncodedFields attributes) {
      Stretch encoded = attributes.stretch();
      RawSeries known = series.get(encoded);
      if (known == null) {
        known =
            SeriesNames.series(
                key.name,
                ProtoValues.decode(attributes, texts),
                key.identity,
                key.type,
                key.unit,
                description);
        if (encoded.length() <= LONGEST) {
          account(encoded.length());
          series.put(encoded.copy(), known);
        }
      }
      return known;
    }
  }
}
