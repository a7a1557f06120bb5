package io.pitwall.store.duckdb;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * Merges partial rollup rows into one per key and bucket, first for each closed hour, later for
 * each closed day, sorted by key: a query for a few keys then touches a few row groups of each day.
 * An hour or day that gets late rows is merged again.
 */
final class Compaction {
  /** Parts (hours or days) merged in one transaction: bounds its memory. */
  private static final int PARTS_AT_ONCE = 48;

  /** Rows that still arrive for an hour that is over are awaited for so long. */
  private static final long GRACE_MICROS = 5 * Rollup.MINUTE;

  private enum Stage {
    HOURS(1, Rollup.HOUR, "compacted_hour"),
    DAYS(2, Rollup.DAY, "compacted_day");

    private final int level;
    private final long micros;
    private final String state;

    Stage(int level, long micros, String state) {
      this.level = level;
      this.micros = micros;
      this.state = state;
    }
  }

  /** Does what is due; each transaction is short and complete in itself. */
  static void runIfDue(DuckDBConnection connection, long nowMicros) throws SQLException {
    for (Stage stage : Stage.values()) {
      long closed = Math.floorDiv(nowMicros - GRACE_MICROS, stage.micros) * stage.micros;
      if (Watermark.read(connection, stage.state) < closed) {
        for (Rollup rollup : Rollup.ALL) {
          for (Rollup.Width width : Rollup.Width.values()) {
            mergeAll(connection, rollup, rollup.table(width), stage, closed);
          }
        }
        Database.atomically(connection, last -> finish(last, stage, closed));
      }
    }
  }

  private static void mergeAll(
      DuckDBConnection connection, Rollup rollup, String table, Stage stage, long closed)
      throws SQLException {
    boolean more = true;
    while (more) {
      more =
          Database.atomically(
              connection, transaction -> merge(transaction, rollup, table, stage, closed));
    }
  }

  private static boolean finish(DuckDBConnection connection, Stage stage, long closed)
      throws SQLException {
    mergeAgentTotals(connection);
    Watermark.write(connection, stage.state, closed);
    return true;
  }

  /** Merges some parts; false if there were none. */
  private static boolean merge(
      DuckDBConnection connection, Rollup rollup, String table, Stage stage, long closed)
      throws SQLException {
    List<Long> parts = dirtyParts(connection, table, stage, closed);
    if (parts.isEmpty()) {
      return false;
    }
    // The bounds are for the zone maps, which know nothing of a division.
    String chosen =
        "bucket >= %d AND bucket < %d AND bucket // %d IN (%s)"
            .formatted(
                parts.getFirst() * stage.micros,
                (parts.getLast() + 1) * stage.micros,
                stage.micros,
                parts.stream().map(String::valueOf).collect(Collectors.joining(",")));
    Database.run(
        connection,
        "CREATE OR REPLACE TEMP TABLE merged AS SELECT %s, bucket, max(seq) AS seq, %s FROM %s WHERE %s GROUP BY %s, bucket"
            .formatted(rollup.keyNames(), rollup.merged(), table, chosen, rollup.keyNames()));
    Database.run(connection, "DELETE FROM " + table + " WHERE " + chosen);
    Database.run(
        connection,
        "INSERT INTO %s (%s, bucket, seq, level, %s) SELECT %s, bucket, seq, %d, %s FROM merged ORDER BY bucket // %d, %s, bucket"
            .formatted(
                table,
                rollup.keyNames(),
                rollup.valueNames(),
                rollup.keyNames(),
                stage.level,
                rollup.valueNames(),
                stage.micros,
                rollup.keyNames()));
    Database.run(connection, "DROP TABLE merged");
    return true;
  }

  private static List<Long> dirtyParts(
      DuckDBConnection connection, String table, Stage stage, long closed) throws SQLException {
    return Sql.list(
        connection,
        "SELECT DISTINCT bucket // %d AS part FROM %s WHERE level < %d AND bucket < %d ORDER BY part LIMIT %d"
            .formatted(stage.micros, table, stage.level, closed, PARTS_AT_ONCE),
        row -> row.getLong(1));
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
