package io.pitwall.store.duckdb;

import io.pitwall.model.metric.Series;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.SeriesPoints;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Reads series over time. Expects to run in a transaction. */
final class MetricReads {
  /** Buckets in one answer; beyond it the caller has mistaken the step. */
  private static final int MOST_BUCKETS = 1_000_000;

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
    Collection<Integer> known = new TreeSet<>();
    for (Integer number : numbers) {
      if (number != null) {
        known.add(number);
      }
    }
    ByNumber<Columns> columns = new ByNumber<>(known, number -> new Columns(length));
    if (!known.isEmpty()) {
      fill(connection, columns, range, first, stepMicros);
    }
    long[] starts = new long[length];
    Arrays.setAll(starts, i -> (first + i) * stepMicros);
    List<SeriesPoints> answer = new ArrayList<>(series.size());
    for (int i = 0; i < series.size(); i++) {
      Integer number = numbers.get(i);
      Columns filled = number == null ? null : columns.of(number);
      answer.add(
          (filled == null ? new Columns(length) : filled)
              .points(series.get(i), stepMicros, starts));
    }
    return answer;
  }

  private static void fill(
      DuckDBConnection connection,
      ByNumber<Columns> columns,
      TimeRange range,
      long firstSlot,
      long stepMicros)
      throws SQLException {
    boolean raw = stepMicros < Rollup.MINUTE;
    boolean hours = stepMicros % Rollup.HOUR == 0;
    String source =
        raw
            ? RollupSource.rawSlots(Rollup.METRIC, range, stepMicros)
            : RollupSource.slots(Rollup.METRIC, range, stepMicros, Watermark.read(connection));
    String sql =
        "SELECT series, slot, sum(count)::BIGINT, sum(sum), min(min), max(max), arg_max(last, last_time), max(last_time) FROM (%s) $s GROUP BY series, slot"
            .formatted(source);
    try (PreparedStatement statement = SampleReads.prepare(connection, sql, columns.numbers());
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Columns one = columns.of(row.getInt(1));
        if (one != null) {
          one.addPart(row.getLong(2) - firstSlot, row);
        }
      }
    }
    // The range is widened as the rollups' is.
    long unit = raw ? 1 : hours ? Rollup.HOUR : Rollup.MINUTE;
    SampleReads.each(
        connection,
        raw
            ? SampleReads.Part.ALL
            : hours ? SampleReads.Part.IN_NO_ROLLUP : SampleReads.Part.NOT_BY_MINUTE,
        columns.numbers(),
        RollupSource.floor(range.fromMicros(), unit),
        RollupSource.ceil(range.toMicros(), unit),
        (number, time, value) -> {
          Columns one = columns.of(number);
          if (one != null) {
            one.add(Math.floorDiv(time, stepMicros) - firstSlot, time, value);
          }
        });
  }

  /** A series as columns that are being filled. */
  private static final class Columns {
    private final double[] sum;
    private final double[] min;
    private final double[] max;
    private final double[] last;
    private final long[] lastTime;
    private final long[] count;

    Columns(int length) {
      sum = new double[length];
      min = unknown(length);
      max = unknown(length);
      last = unknown(length);
      lastTime = new long[length];
      count = new long[length];
      Arrays.fill(lastTime, Long.MIN_VALUE);
    }

    private static double[] unknown(int length) {
      double[] column = new double[length];
      Arrays.fill(column, Double.NaN);
      return column;
    }

    void add(long slot, long time, double value) {
      addPart(slot, 1, value, value, value, value, time);
    }

    void addPart(long slot, ResultSet row) throws SQLException {
      addPart(
          slot,
          row.getLong(3),
          row.getDouble(4),
          MetricSummaries.orNaN(row, 5),
          MetricSummaries.orNaN(row, 6),
          row.getDouble(7),
          row.getLong(8));
    }

    private void addPart(
        long slot,
        long partCount,
        double partSum,
        double partMin,
        double partMax,
        double partLast,
        long partLastTime) {
      if (slot < 0 || slot >= count.length) {
        return;
      }
      int i = (int) slot;
      count[i] += partCount;
      sum[i] += partSum;
      min[i] = SampleSum.smaller(min[i], partMin);
      max[i] = SampleSum.larger(max[i], partMax);
      if (partLastTime >= lastTime[i]) {
        last[i] = partLast;
        lastTime[i] = partLastTime;
      }
    }

    SeriesPoints points(Series series, long stepMicros, long[] starts) {
      double[] mean = new double[count.length];
      // Without values this is 0 / 0, which is NaN as promised.
      Arrays.setAll(mean, i -> sum[i] / count[i]);
      return new SeriesPoints(series, stepMicros, starts, mean, min, max, last, count);
    }
  }

  private MetricReads() {}
}
