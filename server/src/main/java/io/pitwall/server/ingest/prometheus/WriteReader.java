package io.pitwall.server.ingest.prometheus;

import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.engine.intake.Refusal;
import io.pitwall.server.ingest.wire.Allowance;
import io.pitwall.server.ingest.wire.EncodedFields;
import io.pitwall.server.ingest.wire.ProtoReader;
import io.pitwall.server.ingest.wire.TextCache;
import io.pitwall.server.ingest.wire.UnusableHistogramException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code prometheus.WriteRequest} of remote write 1.0. Field numbers are those of {@code
 * prompb/remote.proto} and {@code types.proto}. Thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">Prometheus Remote-Write
 *     1.0 specification</a>
 */
final class WriteReader {
  /** The NaN that says that a series has ended. */
  static final long STALE = 0x7ff0000000000002L;

  private static final int MOST_NATIVES = 20_000;
  private static final long LATEST_MILLIS = Long.MAX_VALUE / 1_000;

  private final TextCache texts = new TextCache();
  private final Families families = new Families();
  private final WriteSeriesCache known = new WriteSeriesCache(texts, families);

  /** Names of histograms that came in native form. */
  private final Set<String> natives = ConcurrentHashMap.newKeySet();

  /**
   * All of a request, decompressed.
   *
   * @throws io.pitwall.server.ingest.wire.DecodeException if the bytes are not such a message
   */
  Written read(byte[] message) {
    return new Reading(new ProtoReader(message, texts)).read();
  }

  /** Milliseconds in microseconds; what is absurdly far off stays so. */
  static long micros(long millis) {
    return Math.clamp(millis, -LATEST_MILLIS, LATEST_MILLIS) * 1_000;
  }

  /** Reading of one request. */
  private final class Reading {
    private final ProtoReader reader;
    private final EncodedFields labels;
    private final List<RawNumber> numbers = new ArrayList<>();
    private final List<RawHistogram> histograms = new ArrayList<>();
    private final List<Written.Ended> ended = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Set<ClassicHistogram> touched = new LinkedHashSet<>();
    private @Nullable ClassicHistogram lastTouched;
    private WriteSeriesCache.@Nullable Entry before;
    private int withoutValue;
    private int refused;

    Reading(ProtoReader reader) {
      this.reader = reader;
      labels = new EncodedFields(reader);
    }

    /**
     * Metadata may come after the series that it is about, so the message is gone through twice.
     */
    Written read() {
      while (reader.next()) {
        if (reader.field() == 3) {
          readMetadata();
        } else {
          reader.skip();
        }
      }
      reader.rewind(0);
      while (reader.next()) {
        if (reader.field() == 1) {
          readSeries();
        } else {
          reader.skip();
        }
      }
      for (ClassicHistogram histogram : touched) {
        addClassic(histogram);
      }
      return new Written(
          RawBatch.ofMetrics(numbers, histograms), ended, withoutValue, refused, refusals);
    }

    private void readMetadata() {
      reader.allowance().spend(Allowance.POINT);
      int outer = reader.enter();
      FamilyKind kind = FamilyKind.UNKNOWN;
      String name = "";
      String help = "";
      String unit = "";
      while (reader.next()) {
        switch (reader.field()) {
          case 1 -> kind = FamilyKind.ofNumber(reader.int64());
          case 2 -> name = reader.text();
          case 4 -> help = reader.text();
          case 5 -> unit = reader.text();
          default -> reader.skip();
        }
      }
      reader.leave(outer);
      families.put(name, new Family(kind, unit, help));
    }

    /** The labels name the series, so they are found first, wherever they are. */
    private void readSeries() {
      int outer = reader.enter();
      int values = reader.position();
      boolean found = false;
      labels.clear();
      while (reader.next()) {
        if (reader.field() == 1) {
          labels.take();
        } else {
          values = found ? values : reader.fieldStart();
          found = true;
          reader.skip();
        }
      }
      if (found) {
        WriteSeriesCache.Entry entry = known.get(labels, before);
        before = entry;
        KnownSeries series = entry.series();
        reader.rewind(values);
        while (reader.next()) {
          switch (reader.field()) {
            case 2 -> readSample(series);
            case 4 -> readHistogram(series);
            default -> reader.skip();
          }
        }
      }
      reader.leave(outer);
    }

    private void readSample(KnownSeries series) {
      reader.allowance().spend(Allowance.POINT);
      int outer = reader.enter();
      long bits = 0;
      long millis = 0;
      while (reader.next()) {
        switch (reader.field()) {
          case 1 -> bits = reader.fixed64();
          case 2 -> millis = reader.int64();
          default -> reader.skip();
        }
      }
      reader.leave(outer);
      double value = Double.longBitsToDouble(bits);
      long micros = micros(millis);
      if (bits == STALE) {
        ended.add(new Written.Ended(series.series(), micros));
      } else if (Double.isNaN(value)) {
        withoutValue++;
      } else {
        numbers.add(RawNumber.of(series.series(), micros, value));
        touch(series.offer(micros, value));
      }
    }

    private void touch(@Nullable ClassicHistogram histogram) {
      if (histogram != null && !histogram.equals(lastTouched)) {
        touched.add(histogram);
        lastTouched = histogram;
      }
    }

    private void readHistogram(KnownSeries series) {
      NativeHistogram point = new NativeHistogram();
      point.read(reader);
      RawSeries distribution = series.distribution();
      long micros = micros(point.timeMillis());
      if (point.isStale()) {
        ended.add(new Written.Ended(distribution, micros));
        return;
      }
      if (natives.size() < MOST_NATIVES) {
        natives.add(distribution.name());
      }
      try {
        histograms.add(
            new RawHistogram(distribution, 0, micros, point.histogram(), point.isCumulative()));
      } catch (UnusableHistogramException unusable) {
        refuse(distribution, unusable);
      }
    }

    /**
     * A histogram that is sent in both forms must not be counted twice; the native one is finer.
     */
    private void addClassic(ClassicHistogram histogram) {
      try {
        RawHistogram complete = histogram.ifComplete();
        if (complete != null && !natives.contains(histogram.series().name())) {
          histograms.add(complete);
        }
      } catch (UnusableHistogramException unusable) {
        refuse(histogram.series(), unusable);
      }
    }

    private void refuse(RawSeries series, UnusableHistogramException unusable) {
      refused++;
      if (refusals.size() < IntakeResult.REFUSALS_NAMED) {
        Refusal why = unusable.refusal();
        refusals.add(
            new Refusal(
                why.reason(), series.name() + "." + why.field(), why.expected(), why.got()));
      }
    }
  }
}
