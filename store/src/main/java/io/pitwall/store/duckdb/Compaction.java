package io.pitwall.store.duckdb;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * Merges the partial rollup rows of closed hours into one per key and bucket, sorted by key: a
 * query for a few keys then touches one row group of each hour, and one for a short range few
 * hours. An hour that gets late rows is merged again.
 */
final class Compaction {
  /** Hours merged in one transaction: bounds its memory. */
  private static final int HOURS_AT_ONCE = 48;

  private static final int DAYS_AT_ONCE = 8;

  /** Rows that still arrive for an hour that is over are awaited for so long. */
  private static final long GRACE_MICROS = 5 * Rollup.MINUTE;

  private static final String STATE = "compacted_hour";

  /** Does what is due; each transaction is short and complete in itself. */
  static void runIfDue(DuckDBConnection connection, long nowMicros) throws SQLException {
    long closed = RollupSource.floor(nowMicros - GRACE_MICROS, Rollup.HOUR);
    if (Watermark.read(connection, STATE) >= closed) {
      return;
    }
    for (Rollup rollup : Rollup.ALL) {
      for (Rollup.Width width : Rollup.FOLDED) {
        mergeAll(connection, rollup, width, closed);
      }
      if (rollup.hasDays()) {
        mergeAll(connection, rollup, Rollup.Width.DAY, closed);
      }
    }
    Database.atomically(connection, last -> finish(last, closed));
  }

  private static void mergeAll(
      DuckDBConnection connection, Rollup rollup, Rollup.Width width, long closed)
      throws SQLException {
    boolean more = true;
    while (more) {
      more =
          Database.atomically(connection, transaction -> merge(transaction, rollup, width, closed));
    }
  }

  private static boolean finish(DuckDBConnection connection, long closed) throws SQLException {
    mergeAgentTotals(connection);
    Watermark.write(connection, STATE, closed);
    return true;
  }

  /** Merges some hours, or of days those that got any; false if there were none. */
  private static boolean merge(
      DuckDBConnection connection, Rollup rollup, Rollup.Width width, long closed)
      throws SQLException {
    String table = rollup.table(width);
    long part = Math.max(Rollup.HOUR, width.micros);
    List<Long> hours =
        Sql.list(
            connection,
            "SELECT DISTINCT bucket // %d AS hour FROM %s WHERE level = 0 AND bucket < %d ORDER BY hour LIMIT %d"
                .formatted(
                    part, table, closed, width == Rollup.Width.DAY ? DAYS_AT_ONCE : HOURS_AT_ONCE),
            row -> row.getLong(1));
    if (hours.isEmpty()) {
      return false;
    }
    // The bounds are for the zone maps, which know nothing of a division.
    String chosen =
        "bucket >= %d AND bucket < %d AND bucket // %d IN (%s)"
            .formatted(
                hours.getFirst() * part,
                (hours.getLast() + 1) * part,
                part,
                hours.stream().map(String::valueOf).collect(Collectors.joining(",")));
    if (width == Rollup.Width.HOUR && rollup.hasDays()) {
      Database.run(connection, rollup.addToDays("level = 0 AND " + chosen));
    }
    Database.run(
        connection,
        "CREATE OR REPLACE TEMP TABLE merged AS SELECT %s, bucket, max(seq) AS seq, %s FROM %s WHERE %s GROUP BY %s, bucket"
            .formatted(rollup.keyNames(), rollup.merged(), table, chosen, rollup.keyNames()));
    Database.run(connection, "DELETE FROM " + table + " WHERE " + chosen);
    Database.run(
        connection,
        "INSERT INTO %s (%s, bucket, seq, level, %s) SELECT %s, bucket, seq, 1, %s FROM merged ORDER BY bucket // %d, %s, bucket"
            .formatted(
                table,
                rollup.keyNames(),
                rollup.valueNames(),
                rollup.keyNames(),
                rollup.valueNames(),
                part,
                rollup.keyNames()));
    Database.run(connection, "DROP TABLE merged");
    return true;
  }

  /** Merged lifetime sums of agents from rows of {@code agent_total}. */
  static String mergedTotals(String from) {
    return Stream.of(
            "SELECT agent, max(seq) AS seq",
            "arg_max(agent_type, coalesce(last_time, 0)) AS agent_type",
            "sum(count)::BIGINT AS count",
            "sum(errors)::BIGINT AS errors",
            "sum(seconds) AS seconds",
            "arg_max(memory, memory_time) AS memory",
            "max(memory_time) AS memory_time",
            "arg_max(cpu, cpu_time) AS cpu",
            "max(cpu_time) AS cpu_time",
            "max(last_time) AS last_time FROM " + from + " GROUP BY agent")
        .collect(Collectors.joining(", "));
  }

  private static void mergeAgentTotals(DuckDBConnection connection) throws SQLException {
    Database.run(
        connection, "CREATE OR REPLACE TEMP TABLE merged AS " + mergedTotals("agent_total"));
    Database.run(connection, "DELETE FROM agent_total");
    Database.run(connection, "INSERT INTO agent_total BY NAME SELECT * FROM merged");
    Database.run(connection, "DROP TABLE merged");
  }

  private Compaction() {}
}
