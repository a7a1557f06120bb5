package io.pitwall.store.duckdb;

import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.Retention;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/** Deletes what is older than its retention, counted from arrival. */
final class Expiry {
  private static final List<String> RAW_TABLES =
      List.of("distributions", "distribution_buckets", "spans", "executions", AgentUseTable.NAME);

  /**
   * The first commit whose raw rows stay. Never beyond what is rolled up, so that nothing is lost
   * to the rollups.
   */
  static long firstKept(DuckDBConnection connection, Duration kept, long nowMicros)
      throws SQLException {
    return Math.min(nowMicros - micros(kept), Watermark.read(connection) + 1);
  }

  /**
   * Deletes in one transaction.
   *
   * @param halfGone traces of which some spans go and some stay
   */
  static boolean delete(
      DuckDBConnection connection,
      Retention retention,
      long nowMicros,
      long firstKept,
      List<TraceId> halfGone)
      throws SQLException {
    for (String table : RAW_TABLES) {
      deleteBefore(connection, table, firstKept);
    }
    Database.run(connection, "DELETE FROM sample_chunk WHERE last_seq < " + firstKept);
    Database.run(connection, "DELETE FROM trace_part WHERE last_seq < " + firstKept);
    if (!halfGone.isEmpty()) {
      recountParts(connection, halfGone);
    }
    for (Rollup rollup : Rollup.ALL) {
      boolean operations = rollup.name().startsWith("operation");
      for (Rollup.Width width : Rollup.Width.values()) {
        Duration kept =
            operations
                ? retention.runs()
                : width == Rollup.Width.MINUTE
                    ? retention.minuteRollups()
                    : retention.hourRollups();
        if (width == Rollup.Width.DAY && !rollup.hasDays()) {
          continue;
        }
        deleteBefore(connection, rollup.table(width), nowMicros - micros(kept));
      }
    }
    deleteBefore(connection, "run", nowMicros - micros(retention.runs()));
    return true;
  }

  /** Numbers of series without any data, which are deleted. */
  static List<Integer> deleteEmptySeries(DuckDBConnection connection) throws SQLException {
    List<Integer> empty = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT number FROM series WHERE number NOT IN (
                  SELECT series FROM metric_1h UNION SELECT series FROM metric_1m
                  UNION SELECT series FROM sample_chunk UNION SELECT series FROM distributions)
                """)) {
      while (row.next()) {
        empty.add(row.getInt(1));
      }
    }
    Set<Integer> waiting = new HashSet<>();
    Sql.each(
        connection,
        "SELECT data FROM sample_block",
        row -> SampleBlock.each(row.getBytes(1), (series, time, value) -> waiting.add(series)));
    empty.removeAll(waiting);
    if (!empty.isEmpty()) {
      // Numbers are not used again: rows of a removed series could otherwise come back as
      // another's.
      long next = 1;
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT max(number) + 1 FROM series")) {
        row.next();
        next = Math.max(row.getLong(1), Watermark.read(connection, SeriesIndex.NEXT));
      }
      Watermark.write(connection, SeriesIndex.NEXT, next);
      String numbers = empty.toString();
      Database.run(
          connection,
          "DELETE FROM series WHERE number IN ("
              + numbers.substring(1, numbers.length() - 1)
              + ")");
    }
    return empty;
  }

  /** A trace and its number of spans. */
  record Count(TraceId trace, long spans) {}

  /** Spans that some traces have. */
  static List<Count> count(DuckDBConnection connection, List<TraceId> traces) throws SQLException {
    List<Count> counts = new ArrayList<>();
    String sql =
        "SELECT hi, lo, count(span) FROM %s LEFT JOIN spans ON trace_hi = hi AND trace_lo = lo GROUP BY hi, lo"
            .formatted(WantedTraces.TABLE);
    try (PreparedStatement statement = WantedTraces.prepare(connection, sql, traces);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        counts.add(new Count(new TraceId(row.getLong(1), row.getLong(2)), row.getLong(3)));
      }
    }
    return counts;
  }

  private static void recountParts(DuckDBConnection connection, List<TraceId> traces)
      throws SQLException {
    String delete =
        "DELETE FROM trace_part USING %s WHERE trace_hi = hi AND trace_lo = lo"
            .formatted(WantedTraces.TABLE);
    try (PreparedStatement statement = WantedTraces.prepare(connection, delete, traces)) {
      statement.executeUpdate();
    }
    String insert =
        """
        INSERT INTO trace_part
        SELECT trace_hi, trace_lo, min(seq), max(seq), count(*) FROM spans JOIN %s
          ON trace_hi = hi AND trace_lo = lo WHERE seq <= %d GROUP BY trace_hi, trace_lo
        """
            .formatted(WantedTraces.TABLE, Watermark.read(connection));
    try (PreparedStatement statement = WantedTraces.prepare(connection, insert, traces)) {
      statement.executeUpdate();
    }
  }

  private static void deleteBefore(DuckDBConnection connection, String table, long seq)
      throws SQLException {
    Database.run(connection, "DELETE FROM " + table + " WHERE seq < " + seq);
  }

  private static long micros(Duration duration) {
    return duration.toSeconds() * 1_000_000 + duration.toNanosPart() / 1_000;
  }

  private Expiry() {}
}
