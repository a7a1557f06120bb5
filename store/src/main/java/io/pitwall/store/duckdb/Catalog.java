package io.pitwall.store.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/**
 * What the store knows by heart: words, series and traces, read once at the start and kept up by
 * the writer.
 */
final class Catalog {
  private final Words words = new Words();
  private final SeriesIndex series = new SeriesIndex();
  private final TraceIndex traces = new TraceIndex();
  private long lastSeq;

  /** Reads it from a file; all statements see the same state. */
  static Catalog load(DuckDBConnection connection) throws SQLException {
    Catalog catalog = new Catalog();
    catalog.readAgain(connection);
    return catalog;
  }

  /** Reads everything anew; for the writer, in a transaction. */
  boolean readAgain(DuckDBConnection connection) throws SQLException {
    words.load(connection);
    series.load(connection);
    long watermark = Watermark.read(connection);
    TraceIndex read = new TraceIndex(count(connection, "trace_part"));
    loadTraces(connection, watermark, read);
    traces.become(read);
    lastSeq = Math.max(watermark, newestSeq(connection, watermark));
    return true;
  }

  Words words() {
    return words;
  }

  SeriesIndex series() {
    return series;
  }

  TraceIndex traces() {
    return traces;
  }

  /** Number of the newest commit found at the start. */
  long lastSeq() {
    return lastSeq;
  }

  void committed() {
    words.committed();
    series.committed();
  }

  void rolledBack() {
    words.rolledBack();
    series.rolledBack();
  }

  private static void loadTraces(DuckDBConnection connection, long watermark, TraceIndex traces)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT trace_hi, trace_lo, first_seq, last_seq, spans FROM trace_part
                UNION ALL
                SELECT trace_hi, trace_lo, min(seq), max(seq), count(*) FROM spans
                  WHERE seq > %d GROUP BY trace_hi, trace_lo
                """
                    .formatted(watermark))) {
      while (row.next()) {
        traces.add(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT trace_hi, trace_lo, covered_seq FROM run")) {
      while (row.next()) {
        traces.cover(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  private static long count(DuckDBConnection connection, String table) throws SQLException {
    return Sql.list(connection, "SELECT count(*) FROM " + table, row -> row.getLong(1)).getFirst();
  }

  private static long newestSeq(DuckDBConnection connection, long watermark) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT coalesce(max(seq), 0) FROM (
                  SELECT seq FROM sample_block WHERE seq > $w
                  UNION ALL SELECT last_seq FROM sample_chunk WHERE last_seq > $w
                  UNION ALL SELECT seq FROM distributions WHERE seq > $w
                  UNION ALL SELECT seq FROM spans WHERE seq > $w
                  UNION ALL SELECT seq FROM executions WHERE seq > $w
                  UNION ALL SELECT seq FROM run WHERE seq > $w)
                """
                    .replace("$w", Long.toString(watermark)))) {
      row.next();
      return row.getLong(1);
    }
  }
}
