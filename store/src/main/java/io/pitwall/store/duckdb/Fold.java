package io.pitwall.store.duckdb;

import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/**
 * Rolls up what came since the last time, all but samples, which {@link Chunking} sorts. Reading,
 * adding and moving the watermark happen in one transaction, so every raw row counts exactly once,
 * whenever the process dies, and nothing about it needs to be kept in memory.
 */
final class Fold {
  /** Without anything to roll up the watermark is moved so often, to spare the disk. */
  private static final long IDLE_MICROS = 10 * Rollup.MINUTE;

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
          .formatted(Rollup.AGENTS_SEEN);

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
    Map<String, Long> fresh = count(connection, where);
    if (fresh.isEmpty() && toSeq - afterSeq < IDLE_MICROS) {
      return 0;
    }
    for (Rollup rollup : Rollup.ALL) {
      if (!Collections.disjoint(rollup.sources(), fresh.keySet())) {
        Database.run(connection, rollup.sumUp(afterSeq, toSeq));
        for (Rollup.Width width : Rollup.FOLDED) {
          Database.run(connection, rollup.fold(width));
        }
        Database.run(connection, "DROP TABLE folded");
      }
    }
    if (fresh.containsKey("spans")) {
      Database.run(connection, TRACES.replace("$w", where));
    }
    if (fresh.containsKey("spans") || fresh.containsKey("executions")) {
      Database.run(
          connection, "INSERT INTO agent_total BY NAME " + AGENT_TOTALS.replace("$w", where));
    }
    Watermark.write(connection, toSeq);
    return fresh.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Rows that came, for the tables that got any. */
  private static Map<String, Long> count(DuckDBConnection connection, String where)
      throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    Sql.each(
        connection,
        """
        SELECT 'distributions', count(*) FROM distributions WHERE $w
        UNION ALL SELECT 'spans', count(*) FROM spans WHERE $w
        UNION ALL SELECT 'executions', count(*) FROM executions WHERE $w
        UNION ALL SELECT 'agent_use', count(*) FROM agent_use WHERE $w
        """
            .replace("$w", where),
        row -> counts.put(row.getString(1), row.getLong(2)));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private Fold() {}
}
