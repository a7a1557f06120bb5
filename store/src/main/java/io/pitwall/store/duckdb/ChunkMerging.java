package io.pitwall.store.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Merges the chunks of each series that came within a quarter of a day into one. Longer chunks pack
 * better, and a query for a few series over days touches few of them; one for an hour still unpacks
 * little it does not need. Small transactions, each complete in itself.
 */
final class ChunkMerging {
  private static final long WINDOW_MICROS = 6 * Rollup.HOUR;

  /** Chunks of a window that is over are awaited for so long. */
  private static final long GRACE_MICROS = Rollup.HOUR;

  /** Samples merged in one transaction: bounds its memory. */
  private static final long SAMPLES_AT_ONCE = 1_000_000;

  private static final String STATE = "merged_chunks";

  /** Chunks to be dealt with in one transaction, as a condition. */
  private record Slice(String where) {}

  /** Whether samples of two commits may share a chunk. */
  static boolean together(long seq, long other) {
    return seq / WINDOW_MICROS == other / WINDOW_MICROS;
  }

  static void runIfDue(DuckDBConnection connection, long nowMicros, Checkpoints checkpoints)
      throws SQLException {
    long closed = RollupSource.floor(nowMicros - GRACE_MICROS, WINDOW_MICROS);
    if (Watermark.read(connection, STATE) >= closed) {
      return;
    }
    List<String> windows =
        Sql.list(
            connection,
            "SELECT DISTINCT first_seq // %d AS part, by_minute FROM sample_chunk WHERE level = 0 AND first_seq < %d ORDER BY part"
                .formatted(WINDOW_MICROS, closed),
            row ->
                "level = 0 AND first_seq >= %d AND first_seq < %d AND by_minute = %s"
                    .formatted(
                        row.getLong(1) * WINDOW_MICROS,
                        (row.getLong(1) + 1) * WINDOW_MICROS,
                        row.getBoolean(2)));
    for (String window : windows) {
      List<Slice> slices = slices(connection, window);
      for (Slice slice : slices) {
        Database.atomically(connection, transaction -> merge(transaction, slice));
        checkpoints.between(connection, slices.size());
      }
    }
    Database.atomically(
        connection,
        last -> {
          Watermark.write(last, STATE, closed);
          return true;
        });
  }

  /**
   * Adds chunks that came before a commit and are not rolled up by the minute to those rollups, and
   * deletes them.
   */
  static void replaceByMinutes(
      DuckDBConnection connection, SeriesIndex known, long firstKept, Checkpoints checkpoints)
      throws SQLException {
    String old = "last_seq < " + firstKept + " AND NOT by_minute";
    List<Slice> slices = slices(connection, old);
    for (Slice slice : slices) {
      Database.atomically(connection, transaction -> rollUp(transaction, known, slice));
      checkpoints.between(connection, slices.size());
    }
  }

  private static List<Slice> slices(DuckDBConnection connection, String where) throws SQLException {
    List<Slice> slices = new ArrayList<>();
    long[] begun = {Long.MIN_VALUE, 0};
    Sql.each(
        connection,
        "SELECT series, sum(samples)::BIGINT FROM sample_chunk WHERE "
            + where
            + " GROUP BY series ORDER BY series",
        row -> {
          if (begun[1] >= SAMPLES_AT_ONCE) {
            slices.add(slice(where, begun[0], row.getLong(1)));
            begun[0] = row.getLong(1);
            begun[1] = 0;
          }
          begun[1] += row.getLong(2);
        });
    if (begun[1] > 0) {
      slices.add(slice(where, begun[0], Integer.MAX_VALUE));
    }
    return slices;
  }

  private static Slice slice(String where, long fromSeries, long toSeries) {
    return new Slice(
        "%s AND series >= %d AND series < %d".formatted(where, Math.max(0, fromSeries), toSeries));
  }

  /** One series while its chunks come by. */
  private static final class Run {
    private final SampleChunk.Samples samples = new SampleChunk.Samples();
    private int series = -1;
    private long firstSeq;
    private long lastSeq;
    private boolean byMinute;

    void begin(int number, long first, boolean minutes) {
      samples.clear();
      series = number;
      firstSeq = first;
      lastSeq = 0;
      byMinute = minutes;
    }
  }

  /** Takes the samples of one series. */
  @FunctionalInterface
  private interface Target {
    void accept(Run run) throws SQLException;
  }

  private static boolean merge(DuckDBConnection connection, Slice slice) throws SQLException {
    SampleChunk chunk = new SampleChunk();
    try (DuckDBAppender chunks = connection.createAppender("sample_chunk")) {
      eachSeries(
          connection,
          slice,
          run ->
              Chunking.append(
                  chunks,
                  run.series,
                  run.firstSeq,
                  run.lastSeq,
                  run.samples,
                  chunk,
                  1,
                  run.byMinute));
      // Before the new ones are there, which the condition does not fit anyway.
      return delete(connection, slice);
    }
  }

  private static boolean rollUp(DuckDBConnection connection, SeriesIndex known, Slice slice)
      throws SQLException {
    try (DuckDBAppender minutes = connection.createAppender("metric_1m");
        DuckDBAppender buckets = connection.createAppender("metric_buckets_1m")) {
      eachSeries(
          connection,
          slice,
          run ->
              Chunking.rollUp(
                  run.samples,
                  Rollup.MINUTE,
                  run.series,
                  run.lastSeq,
                  minutes,
                  known.isDistribution(run.series) ? buckets : null));
      return delete(connection, slice);
    }
  }

  private static boolean delete(DuckDBConnection connection, Slice slice) throws SQLException {
    Database.run(connection, "DELETE FROM sample_chunk WHERE " + slice.where);
    return true;
  }

  private static void eachSeries(DuckDBConnection connection, Slice slice, Target target)
      throws SQLException {
    Run run = new Run();
    Sql.each(
        connection,
        "SELECT series, first_seq, last_seq, by_minute, data FROM sample_chunk WHERE "
            + slice.where
            + " ORDER BY series, first_seq",
        row -> {
          int number = row.getInt(1);
          if (number != run.series) {
            finish(run, target);
            run.begin(number, row.getLong(2), row.getBoolean(4));
          }
          run.lastSeq = Math.max(run.lastSeq, row.getLong(3));
          run.samples.append(row.getBytes(5));
        });
    finish(run, target);
  }

  private static void finish(Run run, Target target) throws SQLException {
    if (run.samples.size() > 0) {
      run.samples.sort();
      target.accept(run);
    }
  }

  private ChunkMerging() {}
}
