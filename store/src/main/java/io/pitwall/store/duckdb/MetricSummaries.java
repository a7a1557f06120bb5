package io.pitwall.store.duckdb;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.SeriesSummary;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Sums series up over a range: days and hours from rollups, the rest from samples. Expects to run
 * in a transaction.
 */
final class MetricSummaries {

  /**
   * Sums up series; those without values are left out.
   *
   * @param seriesInAll number of series that the store knows
   */
  static List<SeriesSummary> summarize(
      DuckDBConnection connection, List<SeriesIndex.Known> wanted, int seriesInAll, TimeRange range)
      throws SQLException {
    if (wanted.isEmpty()) {
      return List.of();
    }
    boolean exact = range.lengthMicros() <= Rollup.HOUR;
    long watermark = Watermark.read(connection);
    List<Integer> all = wanted.stream().map(known -> known.number).toList();
    // Where most series are wanted, reading all of them and passing over the others is quicker.
    List<Integer> numbers = all.size() > seriesInAll / 2 ? List.of() : all;
    List<Integer> distributions =
        wanted.stream()
            .filter(known -> known.series.type().isDistribution())
            .map(known -> known.number)
            .toList();
    Set<Integer> spread = Set.copyOf(distributions);
    ByNumber<Sum> sums = new ByNumber<>(all, number -> new Sum(spread.contains(number)));
    if (!distributions.isEmpty()) {
      String source =
          exact
              ? RollupSource.raw(Rollup.METRIC_BUCKETS, range)
              : RollupSource.over(Rollup.METRIC_BUCKETS, range, watermark);
      readBuckets(connection, source, numbers.isEmpty() ? numbers : distributions, sums);
    }
    String source =
        exact
            ? RollupSource.raw(Rollup.METRIC, range)
            : RollupSource.over(Rollup.METRIC, range, watermark);
    readSums(connection, source, numbers, sums);
    if (exact) {
      add(connection, SampleReads.Part.ALL, numbers, range, sums);
    } else {
      addAround(connection, numbers, range, sums);
    }
    List<SeriesSummary> summaries = new ArrayList<>();
    for (SeriesIndex.Known known : wanted) {
      Sum sum = sums.of(known.number);
      if (sum != null && sum.sum.count() > 0) {
        summaries.add(sum.summary(known.series));
      }
    }
    return summaries;
  }

  /** One series as it is being summed up. */
  private static final class Sum {
    private final SampleSum sum = new SampleSum();
    private final Buckets buckets = new Buckets();

    /** Values that are in no rollup; null for a series without a distribution. */
    private final @Nullable ExpHistogramBuilder values;

    Sum(boolean spread) {
      values = spread ? new ExpHistogramBuilder() : null;
    }

    void add(long time, double value) {
      sum.add(time, value);
      if (values != null) {
        values.record(value);
      }
    }

    SeriesSummary summary(Series series) {
      return new SeriesSummary(
          series,
          sum.first(),
          sum.last(),
          sum.sum() / sum.count(),
          sum.min(),
          sum.max(),
          sum.count(),
          sum.firstTime(),
          sum.lastTime(),
          histogram());
    }

    private ExpHistogram histogram() {
      if (values == null) {
        return ExpHistogram.EMPTY;
      }
      ExpHistogram stored = buckets.histogram(sum.sum(), sum.min(), sum.max());
      ExpHistogram fresh = values.build();
      if (fresh.isEmpty()) {
        return stored;
      }
      ExpHistogram both = stored.merge(fresh);
      return ExpHistogram.of(
          both.scale(),
          both.indexes(),
          both.counts(),
          both.zeroCount(),
          sum.sum(),
          sum.min(),
          sum.max());
    }
  }

  /** Samples that the rollups of a long range lack: minutes at its edges, and all in none. */
  private static void addAround(
      DuckDBConnection connection, Collection<Integer> numbers, TimeRange range, ByNumber<Sum> sums)
      throws SQLException {
    long from = RollupSource.floor(range.fromMicros(), Rollup.MINUTE);
    long to = RollupSource.ceil(range.toMicros(), Rollup.MINUTE);
    long firstHour = RollupSource.ceil(from, Rollup.HOUR);
    long lastHour = RollupSource.floor(to, Rollup.HOUR);
    SampleReads.Part edge = SampleReads.Part.NOT_BY_MINUTE;
    if (firstHour >= lastHour) {
      add(connection, edge, numbers, new TimeRange(from, to), sums);
      return;
    }
    add(connection, edge, numbers, new TimeRange(from, firstHour), sums);
    add(
        connection,
        SampleReads.Part.IN_NO_ROLLUP,
        numbers,
        new TimeRange(firstHour, lastHour),
        sums);
    add(connection, edge, numbers, new TimeRange(lastHour, to), sums);
  }

  private static void add(
      DuckDBConnection connection,
      SampleReads.Part part,
      Collection<Integer> numbers,
      TimeRange range,
      ByNumber<Sum> sums)
      throws SQLException {
    SampleReads.each(
        connection,
        part,
        numbers,
        range.fromMicros(),
        range.toMicros(),
        (number, time, value) -> {
          Sum sum = sums.of(number);
          if (sum != null) {
            sum.add(time, value);
          }
        });
  }

  private static void readBuckets(
      DuckDBConnection connection, String source, List<Integer> numbers, ByNumber<Sum> sums)
      throws SQLException {
    String sql =
        "SELECT series, scale, idx, sum(count)::BIGINT FROM (%s) $s GROUP BY series, scale, idx ORDER BY series, scale, idx"
            .formatted(source);
    try (PreparedStatement statement = SampleReads.prepare(connection, sql, numbers);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Sum sum = sums.of(row.getInt(1));
        if (sum != null) {
          sum.buckets.add(row.getInt(2), row.getInt(3), row.getLong(4));
        }
      }
    }
  }

  private static void readSums(
      DuckDBConnection connection, String source, List<Integer> numbers, ByNumber<Sum> sums)
      throws SQLException {
    String sql =
        "SELECT series, %s FROM (%s) $s GROUP BY series".formatted(Rollup.METRIC.merged(), source);
    try (PreparedStatement statement = SampleReads.prepare(connection, sql, numbers);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Sum sum = sums.of(row.getInt(1));
        if (sum != null) {
          sum.sum.addPart(
              row.getLong(2),
              row.getDouble(3),
              orNaN(row, 4),
              orNaN(row, 5),
              row.getDouble(6),
              row.getLong(7),
              row.getDouble(8),
              row.getLong(9));
        }
      }
    }
  }

  static double orNaN(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  private MetricSummaries() {}
}
