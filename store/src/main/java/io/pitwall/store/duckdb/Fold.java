package io.pitwall.store.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/**
 * Rolls up what came since the last time. Reading, adding and moving the watermark happen in one
 * transaction, so every raw row counts exactly once, whenever the process dies, and nothing about
 * it needs to be kept in memory.
 */
final class Fold {
  private static final String TRACES =
      """
      INSERT INTO trace_part
      SELECT trace_hi, trace_lo, min(seq), max(seq), count(*) FROM spans WHERE $w
      GROUP BY trace_hi, trace_lo
      """;

  /** Lifetime sums of agents from raw rows; {@code $w} stands for the condition on {@code seq}. */
  static final String AGENT_TOTALS =
      """
      SELECT agent, max(seq) AS seq, arg_max(agent_type, time) AS agent_type,
        count(success) AS count, count(*) FILTER (NOT success) AS errors,
        coalesce(sum(duration / 1e9), 0) AS seconds,
        arg_max(memory, time) FILTER (memory IS NOT NULL) AS memory,
        max(time) FILTER (memory IS NOT NULL) AS memory_time,
        arg_max(cpu, time) FILTER (cpu IS NOT NULL) AS cpu,
        max(time) FILTER (cpu IS NOT NULL) AS cpu_time,
        max(time) FILTER (success IS NOT NULL) AS last_time
      FROM (%s) GROUP BY agent
      """
          .formatted(Rollup.AGENT_WORK);

  /**
   * Rolls up all commits up to one.
   *
   * @param toSeq a commit that is complete
   * @return raw records rolled up
   */
  static long run(DuckDBConnection connection, long toSeq) throws SQLException {
    long afterSeq = Watermark.read(connection);
    if (toSeq <= afterSeq) {
      return 0;
    }
    String where = "seq > " + afterSeq + " AND seq <= " + toSeq;
    long records = count(connection, where);
    if (records > 0) {
      for (Rollup rollup : Rollup.ALL) {
        Database.run(connection, rollup.sumUp(afterSeq, toSeq));
        for (Rollup.Width width : Rollup.Width.values()) {
          Database.run(connection, rollup.fold(width));
        }
      }
      Database.run(connection, "DROP TABLE folded");
      Database.run(connection, TRACES.replace("$w", where));
      Database.run(
          connection, "INSERT INTO agent_total BY NAME " + AGENT_TOTALS.replace("$w", where));
    }
    Watermark.write(connection, toSeq);
    return records;
  }

  private static long count(DuckDBConnection connection, String where) throws SQLException {
    String sql =
        """
        SELECT (SELECT count(*) FROM samples WHERE $w)
          + (SELECT count(*) FROM distributions WHERE $w)
          + (SELECT count(*) FROM spans WHERE $w)
          + (SELECT count(*) FROM executions WHERE $w)
        """
            .replace("$w", where);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Fold() {}
}
