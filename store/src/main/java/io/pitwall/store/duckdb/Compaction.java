package io.pitwall.store.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * Merges the partial rollup rows of closed hours into one per key and bucket, sorted by key: a
 * query for a few keys then touches one row group of each hour, and one for a short range few
 * hours. An hour that gets late rows is merged again.
 */
final class Compaction {
  /** About the most rows merged in one transaction: bounds its memory. */
  private static final int MOST_ROWS = 250_000;

  /** Rows that still arrive for an hour that is over are awaited for so long. */
  private static final long GRACE_MICROS = 5 * Rollup.MINUTE;

  private static final String STATE = "compacted_hour";

  /** Rows of some hours or days, or of one a share of the keys, to be merged together. */
  private record Slice(String where) {}

  /** The rows of an hour or a day. */
  private record Part(long number, long rows) {}

  /** Does what is due; each transaction is short and complete in itself. */
  static void runIfDue(DuckDBConnection connection, long nowMicros, Checkpoints checkpoints)
      throws SQLException {
    runIfDue(connection, nowMicros, checkpoints, MOST_ROWS);
  }

  /**
   * The same with another bound.
   *
   * @param mostRows about the most rows to merge in one transaction
   */
  static void runIfDue(
      DuckDBConnection connection, long nowMicros, Checkpoints checkpoints, int mostRows)
      throws SQLException {
    long closed = RollupSource.floor(nowMicros - GRACE_MICROS, Rollup.HOUR);
    if (Watermark.read(connection, STATE) >= closed) {
      return;
    }
    for (Rollup rollup : Rollup.ALL) {
      for (Rollup.Width width : Rollup.FOLDED) {
        mergeAll(connection, rollup, width, closed, checkpoints, mostRows);
      }
      if (rollup.hasDays()) {
        mergeAll(connection, rollup, Rollup.Width.DAY, closed, checkpoints, mostRows);
      }
    }
    Database.atomically(connection, last -> finish(last, closed));
  }

  private static void mergeAll(
      DuckDBConnection connection,
      Rollup rollup,
      Rollup.Width width,
      long closed,
      Checkpoints checkpoints,
      int mostRows)
      throws SQLException {
    List<Slice> slices = slices(connection, rollup, width, closed, mostRows);
    for (Slice slice : slices) {
      Database.atomically(connection, transaction -> merge(transaction, rollup, width, slice));
      checkpoints.between(connection, slices.size());
    }
  }

  private static boolean finish(DuckDBConnection connection, long closed) throws SQLException {
    mergeAgentTotals(connection);
    Watermark.write(connection, STATE, closed);
    return true;
  }

  private static List<Slice> slices(
      DuckDBConnection connection, Rollup rollup, Rollup.Width width, long closed, int mostRows)
      throws SQLException {
    long part = Math.max(Rollup.HOUR, width.micros);
    List<Slice> slices = new ArrayList<>();
    List<Part> together = new ArrayList<>();
    long rows = 0;
    for (Part next : parts(connection, rollup.table(width), part, closed)) {
      if (!together.isEmpty() && rows + next.rows > mostRows) {
        slices.addAll(slices(together, rows, part, rollup, mostRows));
        together.clear();
        rows = 0;
      }
      together.add(next);
      rows += next.rows;
    }
    slices.addAll(slices(together, rows, part, rollup, mostRows));
    return slices;
  }

  /** Hours or days with rows that are not merged, and how many rows they have in all. */
  private static List<Part> parts(DuckDBConnection connection, String table, long part, long closed)
      throws SQLException {
    List<Long> due =
        Sql.list(
            connection,
            "SELECT DISTINCT bucket // %d AS part FROM %s WHERE level = 0 AND bucket < %d ORDER BY part"
                .formatted(part, table, closed),
            row -> row.getLong(1));
    if (due.isEmpty()) {
      return List.of();
    }
    return Sql.list(
        connection,
        "SELECT bucket // %d AS part, count(*) FROM %s WHERE %s GROUP BY part ORDER BY part"
            .formatted(part, table, within(due, part)),
        row -> new Part(row.getLong(1), row.getLong(2)));
  }

  /** The bounds are for the zone maps, which know nothing of a division. */
  private static String within(List<Long> parts, long part) {
    return "bucket >= %d AND bucket < %d AND bucket // %d IN (%s)"
        .formatted(
            parts.getFirst() * part,
            (parts.getLast() + 1) * part,
            part,
            parts.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  /** Some parts as one slice; one that has too many rows by itself as several. */
  private static List<Slice> slices(
      List<Part> parts, long rows, long part, Rollup rollup, int mostRows) {
    if (parts.isEmpty()) {
      return List.of();
    }
    String where = within(parts.stream().map(Part::number).toList(), part);
    long shares = Math.ceilDiv(rows, (long) mostRows);
    if (shares == 1) {
      return List.of(new Slice(where));
    }
    return LongStream.range(0, shares)
        .mapToObj(
            share ->
                new Slice(
                    "%s AND hash(%s) %% %d = %d"
                        .formatted(where, rollup.keyNames(), shares, share)))
        .toList();
  }

  private static boolean merge(
      DuckDBConnection connection, Rollup rollup, Rollup.Width width, Slice slice)
      throws SQLException {
    String table = rollup.table(width);
    if (width == Rollup.Width.HOUR && rollup.hasDays()) {
      Database.run(connection, rollup.addToDays("level = 0 AND " + slice.where));
    }
    Database.run(
        connection,
        "CREATE OR REPLACE TEMP TABLE merged AS SELECT %s, bucket, max(seq) AS seq, %s FROM %s WHERE %s GROUP BY %s, bucket"
            .formatted(rollup.keyNames(), rollup.merged(), table, slice.where, rollup.keyNames()));
    Database.run(connection, "DELETE FROM " + table + " WHERE " + slice.where);
    Database.run(
        connection,
        "INSERT INTO %s (%s, bucket, seq, level, %s) SELECT %s, bucket, seq, 1, %s FROM merged ORDER BY bucket // %d, %s, bucket"
            .formatted(
                table,
                rollup.keyNames(),
                rollup.valueNames(),
                rollup.keyNames(),
                rollup.valueNames(),
                Math.max(Rollup.HOUR, width.micros),
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
