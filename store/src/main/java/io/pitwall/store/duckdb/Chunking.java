package io.pitwall.store.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Sorts samples from blocks, which hold what came together, into chunks, which hold one series
 * each, and rolls them up by the hour on the way. All in one transaction: a sample is in a block or
 * in a chunk and the hour, never in both or neither.
 *
 * <p>Waits until there is enough to be worth it, for each pass writes a row per series. Until then
 * readers unpack the blocks, which bounds the wait.
 */
final class Chunking {
  /** Samples in blocks that make it due, and about the most that one transaction sorts. */
  private static final int SAMPLES = 500_000;

  /** Blocks that make it due. */
  private static final int BLOCKS = 2_000;

  /** Age of the oldest block that makes it due. */
  private static final long AGE_MICROS = 30 * Rollup.MINUTE;

  private final SeriesIndex known;
  private int size;
  private int[] series = new int[1024];
  private long[] times = new long[1024];
  private double[] values = new double[1024];

  Chunking(SeriesIndex known) {
    this.known = known;
  }

  /** What waits in blocks. */
  private record Waiting(long blocks, long samples, long oldestSeq) {}

  /** Does what is due; returns the number of samples that left their blocks. */
  static long runIfDue(DuckDBConnection connection, SeriesIndex known, long nowMicros)
      throws SQLException {
    Waiting waiting = waiting(connection);
    boolean due =
        waiting.samples >= SAMPLES
            || waiting.blocks >= BLOCKS
            || (waiting.blocks > 0 && nowMicros - waiting.oldestSeq >= AGE_MICROS);
    return due ? run(connection, known) : 0;
  }

  /** Sorts all blocks that there are. */
  static long run(DuckDBConnection connection, SeriesIndex known) throws SQLException {
    long end = Watermark.newest(connection, "sample_block");
    long moved = 0;
    long more = -1;
    while (more != 0) {
      more =
          Database.atomically(
              connection, transaction -> new Chunking(known).pass(transaction, end));
      moved += more;
    }
    return moved;
  }

  private static Waiting waiting(DuckDBConnection connection) throws SQLException {
    return Sql.list(
            connection,
            "SELECT count(*), coalesce(sum(samples), 0)::BIGINT, coalesce(min(seq), 0) FROM sample_block",
            row -> new Waiting(row.getLong(1), row.getLong(2), row.getLong(3)))
        .getFirst();
  }

  private long pass(DuckDBConnection connection, long endSeq) throws SQLException {
    long firstSeq = 0;
    long lastSeq = 0;
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT seq, sum(samples) OVER (ORDER BY seq)::BIGINT FROM sample_block WHERE seq <= %d ORDER BY seq"
                    .formatted(endSeq));
        ResultSet row = statement.executeQuery()) {
      // Whole commits only, so that one number tells what is done; and none across the windows that
      // chunks are merged in, so that what a chunk holds has about the same age.
      while (row.next()
          && (lastSeq == 0
              || (row.getLong(2) <= SAMPLES && ChunkMerging.together(firstSeq, row.getLong(1))))) {
        lastSeq = row.getLong(1);
        firstSeq = firstSeq == 0 ? lastSeq : firstSeq;
      }
    }
    Sql.each(
        connection,
        "SELECT data FROM sample_block WHERE seq <= " + lastSeq + " ORDER BY seq",
        row -> SampleBlock.each(row.getBytes(1), this::add));
    if (size > 0) {
      write(connection, firstSeq, lastSeq);
      Database.run(connection, "DELETE FROM sample_block WHERE seq <= " + lastSeq);
    }
    return size;
  }

  private void add(int number, long time, double value) {
    if (size == series.length) {
      series = Arrays.copyOf(series, size * 2);
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    series[size] = number;
    times[size] = time;
    values[size++] = value;
  }

  private void write(DuckDBConnection connection, long firstSeq, long lastSeq) throws SQLException {
    int[] order = bySeries();
    SampleChunk chunk = new SampleChunk();
    SampleChunk.Samples samples = new SampleChunk.Samples();
    try (DuckDBAppender chunks = connection.createAppender("sample_chunk");
        DuckDBAppender hours = connection.createAppender("metric_1h");
        DuckDBAppender buckets = connection.createAppender("metric_buckets_1h")) {
      for (int i = 0; i < size; ) {
        int number = series[order[i]];
        samples.clear();
        for (; i < size && series[order[i]] == number; i++) {
          samples.add(times[order[i]], values[order[i]]);
        }
        samples.sort();
        append(chunks, number, firstSeq, lastSeq, samples, chunk, 0, false);
        rollUp(
            samples,
            Rollup.HOUR,
            number,
            lastSeq,
            hours,
            known.isDistribution(number) ? buckets : null);
      }
    }
  }

  /** Positions of the samples, by series; a counting sort, for the numbers are dense. */
  private int[] bySeries() {
    int most = 0;
    for (int i = 0; i < size; i++) {
      most = Math.max(most, series[i]);
    }
    int[] starts = new int[most + 2];
    for (int i = 0; i < size; i++) {
      starts[series[i] + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[starts[series[i]]++] = i;
    }
    return order;
  }

  /** Appends sorted samples as a chunk. */
  static void append(
      DuckDBAppender chunks,
      int number,
      long firstSeq,
      long lastSeq,
      SampleChunk.Samples samples,
      SampleChunk chunk,
      int level,
      boolean byMinute)
      throws SQLException {
    chunks.beginRow();
    chunks.append(number);
    chunks.append(firstSeq);
    chunks.append(lastSeq);
    chunks.append(samples.time(0));
    chunks.append(samples.time(samples.size() - 1));
    chunks.append(samples.size());
    chunks.append((byte) level);
    chunks.append(byMinute);
    chunks.append(chunk.pack(samples));
    chunks.endRow();
  }

  /**
   * Appends sums of sorted samples to a rollup of metrics.
   *
   * @param buckets where their distribution goes, null if they have none
   */
  static void rollUp(
      SampleChunk.Samples samples,
      long width,
      int number,
      long seq,
      DuckDBAppender sums,
      @Nullable DuckDBAppender buckets)
      throws SQLException {
    SampleSum sum = new SampleSum();
    for (int from = 0; from < samples.size(); ) {
      long bucket = RollupSource.floor(samples.time(from), width);
      int to = from;
      sum.clear();
      for (; to < samples.size() && samples.time(to) < bucket + width; to++) {
        sum.add(samples.time(to), samples.value(to));
      }
      sum.append(sums, number, bucket, seq);
      if (buckets != null) {
        SampleSum.appendBuckets(buckets, number, bucket, seq, samples, from, to);
      }
      from = to;
    }
  }
}
