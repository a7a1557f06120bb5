package io.pitwall.engine.memory;

import io.pitwall.model.metric.DistributionSample;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Metrics in lists; every answer is computed from all of them. Not thread-safe. */
final class MemoryMetrics {
  private final Map<Long, Series> series = new HashMap<>();
  private List<Kept<Sample>> samples = new ArrayList<>();
  private List<Kept<DistributionSample>> distributions = new ArrayList<>();
  private long rawFrom;

  /** A number of observations at one instant. */
  private record Point(long timeMicros, long count, double sum, double min, double max) {
    double mean() {
      return sum / count;
    }
  }

  void check(TelemetryBatch batch) {
    allSeries(batch)
        .forEach(
            wanted -> {
              Series known = series.get(wanted.id());
              if (known != null
                  && !(known.name().equals(wanted.name()) && known.tags().equals(wanted.tags()))) {
                throw new StoreException(
                    "Expected a free series id, but " + wanted + " collides with " + known);
              }
            });
  }

  void add(long seq, TelemetryBatch batch) {
    allSeries(batch).forEach(one -> series.putIfAbsent(one.id(), one));
    batch.samples().forEach(sample -> samples.add(new Kept<>(seq, sample)));
    batch.distributions().forEach(sample -> distributions.add(new Kept<>(seq, sample)));
  }

  long seriesCount() {
    return series.size();
  }

  /** Raw samples; older ones live on in what other answers are computed from. */
  long rawSamples() {
    return samples.stream().filter(kept -> kept.seq() >= rawFrom).count();
  }

  void expire(long rawBefore, long allBefore) {
    rawFrom = rawBefore;
    samples = new ArrayList<>(samples.stream().filter(kept -> kept.seq() >= allBefore).toList());
    distributions =
        new ArrayList<>(distributions.stream().filter(kept -> kept.seq() >= allBefore).toList());
    series
        .values()
        .removeIf(one -> points(one, new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE)).isEmpty());
  }

  List<Series> find(SeriesQuery query) {
    return series.values().stream()
        .filter(
            one ->
                query.prefix()
                    ? one.name().startsWith(query.name())
                    : one.name().equals(query.name()))
        .filter(one -> one.tags().entrySet().containsAll(query.tags().entrySet()))
        .sorted(Comparator.comparing(Series::name).thenComparing(one -> one.tags().toString()))
        .limit(query.limit())
        .toList();
  }

  SeriesPoints read(Series one, TimeRange range, long step) {
    long from = Math.floorDiv(range.fromMicros(), step) * step;
    int length = (int) Math.ceilDiv(Math.max(0, range.toMicros() - from), step);
    long[] starts = new long[length];
    double[][] columns = new double[4][length];
    long[] counts = new long[length];
    for (int i = 0; i < length; i++) {
      starts[i] = from + i * step;
      List<Point> points = points(one, new TimeRange(starts[i], starts[i] + step));
      counts[i] = points.stream().mapToLong(Point::count).sum();
      columns[0][i] = sum(points) / counts[i];
      columns[1][i] = points.stream().mapToDouble(Point::min).min().orElse(Double.NaN);
      columns[2][i] = points.stream().mapToDouble(Point::max).max().orElse(Double.NaN);
      columns[3][i] = points.isEmpty() ? Double.NaN : points.getLast().mean();
    }
    return new SeriesPoints(
        one, step, starts, columns[0], columns[1], columns[2], columns[3], counts);
  }

  Optional<SeriesSummary> summarize(Series one, TimeRange range) {
    List<Point> points = points(one, range);
    if (points.isEmpty()) {
      return Optional.empty();
    }
    long count = points.stream().mapToLong(Point::count).sum();
    return Optional.of(
        new SeriesSummary(
            one,
            points.getFirst().mean(),
            points.getLast().mean(),
            sum(points) / count,
            known(points.stream().map(Point::min))
                .min(Comparator.naturalOrder())
                .orElse(Double.NaN),
            known(points.stream().map(Point::max))
                .max(Comparator.naturalOrder())
                .orElse(Double.NaN),
            count,
            points.getFirst().timeMicros(),
            points.getLast().timeMicros(),
            one.type().isDistribution() ? histogram(one, range) : ExpHistogram.EMPTY));
  }

  private ExpHistogram histogram(Series one, TimeRange range) {
    ExpHistogramBuilder single = new ExpHistogramBuilder();
    Kept.records(samples)
        .filter(sample -> sample.series().id() == one.id() && range.contains(sample.timeMicros()))
        .forEach(sample -> single.record(sample.value()));
    return Kept.records(distributions)
        .filter(sample -> sample.series().id() == one.id() && range.contains(sample.timeMicros()))
        .map(DistributionSample::histogram)
        .reduce(single.build(), ExpHistogram::merge);
  }

  /** Values of a series within a range, in order of time, later arrivals last. */
  private List<Point> points(Series one, TimeRange range) {
    Stream<Point> values =
        Kept.records(samples)
            .filter(sample -> sample.series().id() == one.id())
            .map(s -> new Point(s.timeMicros(), 1, s.value(), s.value(), s.value()));
    Stream<Point> summed =
        Kept.records(distributions)
            .filter(sample -> sample.series().id() == one.id())
            .map(MemoryMetrics::point);
    return Stream.concat(values, summed)
        .filter(point -> range.contains(point.timeMicros))
        .sorted(Comparator.comparingLong(Point::timeMicros))
        .toList();
  }

  private static Point point(DistributionSample sample) {
    ExpHistogram of = sample.histogram();
    return new Point(sample.timeMicros(), of.count(), of.sum(), of.min(), of.max());
  }

  private static double sum(List<Point> points) {
    return points.stream().mapToDouble(Point::sum).sum();
  }

  private static Stream<Double> known(Stream<Double> values) {
    return values.filter(value -> !Double.isNaN(value));
  }

  private static Stream<Series> allSeries(TelemetryBatch batch) {
    return Stream.concat(
        batch.samples().stream().map(Sample::series),
        batch.distributions().stream().map(DistributionSample::series));
  }
}
