package io.pitwall.server.ingest.prometheus;

import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.trace.Attributes;
import io.pitwall.server.ingest.wire.Allowance;
import io.pitwall.server.ingest.wire.EncodedFields;
import io.pitwall.server.ingest.wire.ProtoReader;
import io.pitwall.server.ingest.wire.Stretch;
import io.pitwall.server.ingest.wire.TextCache;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Series of remote write by the very bytes of their labels, so that a series that is known costs
 * one look-up at most and no text. Bounded: when full, it starts anew. Thread-safe.
 *
 * <p>A sender tells its series in the same order each time, so the one that came next the last time
 * is compared first: that spares the hash and the way through the table.
 */
final class WriteSeriesCache {
  private static final String NAME = "__name__";
  private static final long MOST_BYTES = 96 << 20;

  /** What an entry takes beside twice its bytes: once as they are and once decoded. */
  private static final int BYTES_PER_ENTRY = 500;

  /** Longer ones are not worth keeping. */
  private static final int LONGEST = 4096;

  private final TextCache texts;
  private final Families families;
  private final Map<Stretch, Entry> known = new ConcurrentHashMap<>();
  private final Map<HistogramKey, ClassicHistogram> histograms = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  /** A series, and the one that came after it when it came last. */
  static final class Entry {
    private final Stretch labels;
    private final KnownSeries series;

    /** Written by many threads without care: at worst it is a wrong guess. */
    private @Nullable Entry next;

    private Entry(Stretch labels, KnownSeries series) {
      this.labels = labels;
      this.series = series;
    }

    KnownSeries series() {
      return series;
    }
  }

  private record HistogramKey(String name, Attributes labels) {}

  WriteSeriesCache(TextCache texts, Families families) {
    this.texts = texts;
    this.families = families;
  }

  /**
   * The series that labels name.
   *
   * @param before the one before it in the same request, null if it is the first
   */
  Entry get(EncodedFields labels, @Nullable Entry before) {
    Entry guess = before == null ? null : before.next;
    if (guess != null && labels.is(guess.labels)) {
      return guess;
    }
    Entry found = find(labels);
    if (before != null && found.labels.length() <= LONGEST) {
      before.next = found;
    }
    return found;
  }

  private Entry find(EncodedFields labels) {
    Stretch encoded = labels.stretch();
    Entry entry = known.get(encoded);
    if (entry == null) {
      Stretch kept = encoded.copy();
      entry = new Entry(kept, decode(labels.open(texts)));
      if (encoded.length() <= LONGEST) {
        if (bytes.addAndGet(BYTES_PER_ENTRY + 2L * encoded.length()) > MOST_BYTES) {
          known.clear();
          histograms.clear();
          bytes.set(0);
        }
        known.put(kept, entry);
      }
    }
    return entry;
  }

  private KnownSeries decode(ProtoReader reader) {
    String name = "";
    Attributes.Builder labels = Attributes.builder();
    while (reader.next()) {
      reader.allowance().spend(Allowance.ATTRIBUTE);
      String label = "";
      String value = "";
      int outer = reader.enter();
      while (reader.next()) {
        switch (reader.field()) {
          case 1 -> label = reader.text();
          case 2 -> value = reader.text();
          default -> reader.skip();
        }
      }
      reader.leave(outer);
      if (label.equals(NAME)) {
        name = value;
      } else {
        labels.put(label, value);
      }
    }
    return series(name, labels.build());
  }

  private KnownSeries series(String name, Attributes labels) {
    Family family = families.of(name);
    RawSeries series = SeriesNames.number(name, labels, family);
    boolean classic = family.kind() == FamilyKind.UNKNOWN || family.kind() == FamilyKind.HISTOGRAM;
    if (classic && name.endsWith(SeriesNames.BUCKET) && labels.text("le") != null) {
      return KnownSeries.bucket(
          series,
          SeriesNames.bound(labels.text("le")),
          histogram(name, SeriesNames.BUCKET, SeriesNames.withoutBound(labels), family));
    } else if (classic && name.endsWith(SeriesNames.SUM)) {
      return KnownSeries.sum(series, histogram(name, SeriesNames.SUM, labels, family));
    }
    return KnownSeries.alone(series);
  }

  private ClassicHistogram histogram(String part, String suffix, Attributes labels, Family family) {
    String name = part.substring(0, part.length() - suffix.length());
    return histograms.computeIfAbsent(
        new HistogramKey(name, labels),
        key -> new ClassicHistogram(SeriesNames.distribution(name, labels, family)));
  }
}
