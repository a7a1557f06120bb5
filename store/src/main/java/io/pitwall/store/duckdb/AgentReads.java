package io.pitwall.store.duckdb;

import io.pitwall.model.agent.AgentTotals;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Tokens;
import io.pitwall.store.api.AgentSlot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** Reads what agents did. Expects to run in a transaction. */
final class AgentReads {

  private record Key(int agent, long slot) {}

  private record Histograms(Buckets seconds, Buckets waits) {
    Histograms() {
      this(new Buckets(), new Buckets());
    }
  }

  /** Sums of every agent ever seen. */
  static List<AgentTotals> totals(DuckDBConnection connection, Words words) throws SQLException {
    String tail = Fold.AGENT_TOTALS.replace("$w", "seq > " + Watermark.read(connection));
    String sql =
        Compaction.mergedTotals("(SELECT * FROM agent_total UNION ALL BY NAME (" + tail + "))");
    List<AgentTotals> totals = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        totals.add(
            new AgentTotals(
                words.text(row.getInt(1)),
                words.text(row.getInt(3)),
                row.getLong(4),
                row.getLong(5),
                row.getDouble(6),
                orNaN(row, 7),
                orNaN(row, 9),
                row.getLong(11)));
      }
    }
    return totals;
  }

  /** What agents did, by slots, in order of time. */
  static List<AgentSlot> slots(
      DuckDBConnection connection, Words words, TimeRange range, long slotMicros)
      throws SQLException {
    return chosen(connection, words, "", range, slotMicros);
  }

  /** What one agent did, by slots, in order of time. */
  static List<AgentSlot> slots(
      DuckDBConnection connection, Words words, String agentId, TimeRange range, long slotMicros)
      throws SQLException {
    return chosen(connection, words, "WHERE agent = " + words.find(agentId), range, slotMicros);
  }

  private static List<AgentSlot> chosen(
      DuckDBConnection connection, Words words, String where, TimeRange range, long slotMicros)
      throws SQLException {
    if (slotMicros < Rollup.MINUTE || slotMicros % Rollup.MINUTE != 0) {
      throw new IllegalArgumentException(
          "Expected slots of a minute or a multiple, but got " + slotMicros + " µs");
    }
    long watermark = Watermark.read(connection);
    Map<Key, Histograms> histograms = new HashMap<>();
    String bucketSql =
        "SELECT agent, slot, waiting, idx, sum(count)::BIGINT FROM (%s) %s GROUP BY agent, slot, waiting, idx ORDER BY agent, slot, idx"
            .formatted(
                RollupSource.slots(Rollup.AGENT_BUCKETS, range, slotMicros, watermark), where);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(bucketSql)) {
      while (row.next()) {
        Histograms of =
            histograms.computeIfAbsent(
                new Key(row.getInt(1), row.getLong(2)), key -> new Histograms());
        (row.getBoolean(3) ? of.waits : of.seconds)
            .add(ExpHistogram.DEFAULT_SCALE, row.getInt(4), row.getLong(5));
      }
    }
    List<AgentSlot> slots = new ArrayList<>();
    String sql =
        "SELECT agent, slot, %s FROM (%s) %s GROUP BY agent, slot ORDER BY slot, agent"
            .formatted(
                Rollup.AGENT.merged(),
                RollupSource.slots(Rollup.AGENT, range, slotMicros, watermark),
                where);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        Key key = new Key(row.getInt(1), row.getLong(2));
        Histograms of = histograms.getOrDefault(key, new Histograms());
        slots.add(new AgentSlot(words.text(key.agent), key.slot * slotMicros, stats(row, of)));
      }
    }
    return slots;
  }

  private static WindowStats stats(ResultSet row, Histograms histograms) throws SQLException {
    return new WindowStats(
        row.getLong(3),
        row.getLong(4),
        histograms.seconds.histogram(row.getDouble(5), orNaN(row, 6), orNaN(row, 7)),
        histograms.waits.histogram(row.getDouble(8), orNaN(row, 9), orNaN(row, 10)),
        new Tokens(count(row, 11), count(row, 12), count(row, 13), count(row, 14)),
        Math.max(0, row.getDouble(15)));
  }

  /** What was taken back may outlive what it was taken from at the edge of the retention. */
  private static long count(ResultSet row, int column) throws SQLException {
    return Math.max(0, row.getLong(column));
  }

  private static double orNaN(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  private AgentReads() {}
}
