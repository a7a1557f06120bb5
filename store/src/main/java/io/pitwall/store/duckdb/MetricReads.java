package io.pitwall.store.duckdb;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesSummary;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Reads series over time and in sum. Each method expects to run in a transaction. */
final class MetricReads {
  /**
   * More series than this are handed over as a parameter: parsing their numbers would take longer.
   */
  private static final int MOST_NAMED = 50;

  /** Buckets in one answer; beyond it the caller has mistaken the step. */
  private static final int MOST_BUCKETS = 1_000_000;

  /** A series as columns that are being filled. */
  private static final class Columns {
    private final double[] mean;
    private final double[] min;
    private final double[] max;
    private final double[] last;
    private final long[] count;

    Columns(int length) {
      mean = empty(length);
      min = empty(length);
      max = empty(length);
      last = empty(length);
      count = new long[length];
    }

    private static double[] empty(int length) {
      double[] column = new double[length];
      Arrays.fill(column, Double.NaN);
      return column;
    }
  }

  /**
   * Series in buckets.
   *
   * @param numbers number of each series, null for one the store does not know
   */
  static List<SeriesPoints> read(
      DuckDBConnection connection,
      List<Series> series,
      List<@Nullable Integer> numbers,
      TimeRange range,
      long stepMicros)
      throws SQLException {
    long first = Math.floorDiv(range.fromMicros(), stepMicros);
    long end = Math.ceilDiv(range.toMicros(), stepMicros);
    if (end - first > MOST_BUCKETS) {
      throw new IllegalArgumentException(
          "Expected at most %d buckets, but %d µs in steps of %d µs make %d; choose a longer step"
              .formatted(MOST_BUCKETS, range.lengthMicros(), stepMicros, end - first));
    }
    int length = (int) (end - first);
    Map<Integer, Columns> byNumber = new HashMap<>();
    for (Integer number : numbers) {
      if (number != null) {
        byNumber.put(number, new Columns(length));
      }
    }
    if (!byNumber.isEmpty()) {
      String source =
          stepMicros < Rollup.MINUTE
              ? RollupSource.rawSlots(Rollup.METRIC, range, stepMicros)
              : RollupSource.slots(Rollup.METRIC, range, stepMicros, Watermark.read(connection));
      fill(connection, source, byNumber, first, length);
    }
    long[] starts = new long[length];
    Arrays.setAll(starts, i -> (first + i) * stepMicros);
    List<SeriesPoints> answer = new ArrayList<>(series.size());
    for (int i = 0; i < series.size(); i++) {
      Integer number = numbers.get(i);
      Columns columns = number == null ? null : byNumber.get(number);
      Columns filled = columns == null ? new Columns(length) : columns;
      answer.add(
          new SeriesPoints(
              series.get(i),
              stepMicros,
              starts,
              filled.mean,
              filled.min,
              filled.max,
              filled.last,
              filled.count));
    }
    return answer;
  }

  private static void fill(
      DuckDBConnection connection,
      String source,
      Map<Integer, Columns> byNumber,
      long firstSlot,
      int length)
      throws SQLException {
    String sql =
        "SELECT series, slot, sum(count)::BIGINT, sum(sum), min(min), max(max), arg_max(last, last_time) FROM (%s) $s GROUP BY series, slot"
            .formatted(source);
    try (PreparedStatement statement = prepare(connection, sql, byNumber.keySet());
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Columns columns = byNumber.get(row.getInt(1));
        long at = row.getLong(2) - firstSlot;
        if (columns != null && at >= 0 && at < length) {
          int i = (int) at;
          columns.count[i] = row.getLong(3);
          columns.mean[i] = row.getDouble(4) / columns.count[i];
          columns.min[i] = orNaN(row, 5);
          columns.max[i] = orNaN(row, 6);
          columns.last[i] = row.getDouble(7);
        }
      }
    }
  }

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
    Map<Integer, Buckets> buckets = new HashMap<>();
    if (!distributions.isEmpty()) {
      String source =
          exact
              ? RollupSource.raw(Rollup.METRIC_BUCKETS, range)
              : RollupSource.over(Rollup.METRIC_BUCKETS, range, watermark);
      readBuckets(connection, source, numbers.isEmpty() ? numbers : distributions, buckets);
    }
    String source =
        exact
            ? RollupSource.raw(Rollup.METRIC, range)
            : RollupSource.over(Rollup.METRIC, range, watermark);
    Map<Integer, SeriesIndex.Known> byNumber = new LinkedHashMap<>();
    wanted.forEach(known -> byNumber.put(known.number, known));
    Map<Integer, SeriesSummary> summaries =
        readSummaries(connection, source, numbers, byNumber, buckets);
    return all.stream().filter(summaries::containsKey).map(summaries::get).toList();
  }

  private static void readBuckets(
      DuckDBConnection connection,
      String source,
      List<Integer> numbers,
      Map<Integer, Buckets> buckets)
      throws SQLException {
    String sql =
        "SELECT series, scale, idx, sum(count)::BIGINT FROM (%s) $s GROUP BY series, scale, idx ORDER BY series, scale, idx"
            .formatted(source);
    try (PreparedStatement statement = prepare(connection, sql, numbers);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        buckets
            .computeIfAbsent(row.getInt(1), number -> new Buckets())
            .add(row.getInt(2), row.getInt(3), row.getLong(4));
      }
    }
  }

  private static Map<Integer, SeriesSummary> readSummaries(
      DuckDBConnection connection,
      String source,
      List<Integer> numbers,
      Map<Integer, SeriesIndex.Known> byNumber,
      Map<Integer, Buckets> buckets)
      throws SQLException {
    Map<Integer, SeriesSummary> summaries = new HashMap<>();
    String sql =
        "SELECT series, %s FROM (%s) $s GROUP BY series".formatted(Rollup.METRIC.merged(), source);
    try (PreparedStatement statement = prepare(connection, sql, numbers);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        int number = row.getInt(1);
        SeriesIndex.Known known = byNumber.get(number);
        if (known != null) {
          summaries.put(number, summary(row, known.series, buckets.get(number)));
        }
      }
    }
    return summaries;
  }

  private static SeriesSummary summary(ResultSet row, Series series, @Nullable Buckets buckets)
      throws SQLException {
    long count = row.getLong(2);
    double sum = row.getDouble(3);
    double min = orNaN(row, 4);
    double max = orNaN(row, 5);
    return new SeriesSummary(
        series,
        row.getDouble(6),
        row.getDouble(8),
        sum / count,
        min,
        max,
        count,
        row.getLong(7),
        row.getLong(9),
        buckets == null ? ExpHistogram.EMPTY : buckets.histogram(sum, min, max));
  }

  /** Prepares a query over some series, or all if none is named, for where {@code $s} stands. */
  private static PreparedStatement prepare(
      DuckDBConnection connection, String sql, Collection<Integer> numbers) throws SQLException {
    if (numbers.isEmpty()) {
      return connection.prepareStatement(sql.replace("$s", ""));
    }
    if (numbers.size() <= MOST_NAMED) {
      String list =
          numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
      return connection.prepareStatement(sql.replace("$s", "WHERE series IN " + list));
    }
    PreparedStatement statement =
        connection.prepareStatement(
            sql.replace("$s", "WHERE series IN (SELECT unnest(?::INTEGER[]))"));
    statement.setObject(1, connection.createArrayOf("INTEGER", numbers.toArray()));
    return statement;
  }

  private static double orNaN(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  private MetricReads() {}
}
