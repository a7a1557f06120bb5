package io.pitwall.server.ingest.prometheus;

import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.trace.Attributes;
import io.pitwall.server.ingest.wire.UnusableHistogramException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The series of a target, known by how it writes them. Histograms become distributions, with their
 * count and sum as counters beside them; their buckets are not kept. For one thread.
 */
final class ScrapedSeries {
  private static final String EXPORTED = "exported_";

  private final Map<String, String> targetLabels;
  private final Map<String, Entry> known = new HashMap<>();
  private final Map<HistogramKey, ClassicHistogram> histograms = new HashMap<>();
  private int scrape;

  /** A series and the scrape that had it last. */
  private static final class Entry {
    final KnownSeries series;
    int lastScrape;

    Entry(KnownSeries series) {
      this.series = series;
    }
  }

  private record HistogramKey(String name, Attributes labels) {}

  /**
   * What a scrape brought.
   *
   * @param numbers values
   * @param histograms distributions, cumulative
   * @param withoutValue samples that are not a number
   * @param unusable histograms that make no sense
   * @param gone series that the scrape before had and this one has not
   */
  record Scraped(
      List<RawNumber> numbers,
      List<RawHistogram> histograms,
      int withoutValue,
      int unusable,
      List<RawSeries> gone) {}

  /** No series yet; all will have these labels. */
  ScrapedSeries(Map<String, String> targetLabels) {
    this.targetLabels = Map.copyOf(targetLabels);
  }

  /**
   * Takes in a page.
   *
   * @param timeMicros time of the samples that have none of their own
   * @throws io.pitwall.server.ingest.wire.DecodeException if it cannot be read
   */
  Scraped take(ExpositionReader page, long timeMicros) {
    scrape++;
    List<RawNumber> numbers = new ArrayList<>();
    Set<ClassicHistogram> touched = new LinkedHashSet<>();
    int[] withoutValue = {0};
    page.read(
        (head, name, family, value, sampleMicros) -> {
          KnownSeries series = series(head, name, family);
          long micros = sampleMicros == ExpositionReader.NO_TIME ? timeMicros : sampleMicros;
          ClassicHistogram histogram = series.offer(micros, value);
          if (histogram != null) {
            touched.add(histogram);
          }
          switch (series.part()) {
            case NONE, SUM -> {
              if (Double.isNaN(value)) {
                withoutValue[0]++;
              } else {
                numbers.add(RawNumber.of(series.series(), micros, value));
              }
            }
            case BUCKET, CREATED -> {}
          }
        });
    List<RawHistogram> distributions = new ArrayList<>();
    int unusable = 0;
    for (ClassicHistogram histogram : touched) {
      try {
        RawHistogram whole = histogram.whole();
        if (whole != null) {
          distributions.add(whole);
        }
      } catch (UnusableHistogramException faulty) {
        unusable++;
      }
    }
    histograms.values().retainAll(touched);
    return new Scraped(numbers, distributions, withoutValue[0], unusable, gone());
  }

  /** All series, which are gone by now: the target cannot be asked. */
  List<RawSeries> takeNothing() {
    scrape++;
    return gone();
  }

  private List<RawSeries> gone() {
    List<RawSeries> gone = new ArrayList<>();
    known
        .values()
        .removeIf(
            entry -> {
              boolean isGone = entry.lastScrape != scrape;
              if (isGone && entry.series.part() == KnownSeries.Part.NONE) {
                gone.add(entry.series.series());
              }
              return isGone;
            });
    return gone;
  }

  private KnownSeries series(String head, String name, Family family) {
    Entry entry = known.get(head);
    if (entry == null) {
      entry = new Entry(decode(head, name, family));
      known.put(head, entry);
    }
    entry.lastScrape = scrape;
    return entry.series;
  }

  private KnownSeries decode(String head, String name, Family family) {
    Attributes.Builder builder = Attributes.builder();
    TextLabels.parse(head)
        .forEach(
            (label, value) ->
                builder.put(targetLabels.containsKey(label) ? EXPORTED + label : label, value));
    targetLabels.forEach(builder::put);
    Attributes labels = builder.build();
    RawSeries series = SeriesNames.number(name, labels, family);
    String bare = Family.bare(name);
    return switch (name.substring(bare.length())) {
      case "_bucket" -> {
        ClassicHistogram histogram = histogram(bare, SeriesNames.withoutBound(labels), family);
        yield histogram == null
            ? KnownSeries.alone(series)
            : KnownSeries.bucket(series, SeriesNames.bound(labels.text("le")), histogram);
      }
      case "_sum" -> {
        ClassicHistogram histogram = histogram(bare, labels, family);
        yield histogram == null ? KnownSeries.alone(series) : KnownSeries.sum(series, histogram);
      }
      case "_created" ->
          family.kind().hasPart("_created")
              ? KnownSeries.created(series, histogram(bare, labels, family))
              : KnownSeries.alone(series);
      default -> KnownSeries.alone(series);
    };
  }

  private @Nullable ClassicHistogram histogram(String name, Attributes labels, Family family) {
    return family.kind() == FamilyKind.HISTOGRAM
        ? histograms.computeIfAbsent(
            new HistogramKey(name, labels),
            key -> new ClassicHistogram(SeriesNames.distribution(name, labels, family)))
        : null;
  }
}
