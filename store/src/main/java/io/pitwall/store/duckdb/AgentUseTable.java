package io.pitwall.store.duckdb;

import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.TraceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * What agents used in runs. A run that is saved again adds only the differences to what is there,
 * which may be below 0: so rows are never changed and can be rolled up like any other.
 */
final class AgentUseTable {
  static final String NAME = "agent_use";

  private static final String KNOWN =
      """
      SELECT trace_hi, trace_lo, agent, time, sum(input)::BIGINT, sum(output)::BIGINT,
        sum(cached)::BIGINT, sum(reasoning)::BIGINT, sum(cost)
        FROM agent_use JOIN %s ON trace_hi = hi AND trace_lo = lo
        GROUP BY trace_hi, trace_lo, agent, time
      """
          .formatted(WantedTraces.TABLE);

  private final Words words;
  private final Appenders appenders;

  AgentUseTable(Words words, Appenders appenders) {
    this.words = words;
    this.appenders = appenders;
  }

  /**
   * Saves what several savers say, of which the last about a run stands.
   *
   * @return what changed, for each saver
   */
  List<List<AgentUse>> save(DuckDBConnection connection, long seq, List<SavedRuns> saved)
      throws SQLException {
    Map<TraceId, Integer> saverOf = new HashMap<>();
    Map<TraceId, Long> startOf = new HashMap<>();
    List<List<AgentUse>> changes = new ArrayList<>();
    for (int saver = 0; saver < saved.size(); saver++) {
      changes.add(new ArrayList<>());
      for (Run run : saved.get(saver).runs()) {
        saverOf.put(run.traceId(), saver);
        startOf.put(run.traceId(), AgentUse.minuteOf(run.startNanos() / 1_000));
      }
    }
    List<AgentUse> before = known(connection, List.copyOf(saverOf.keySet()));
    // Spans that are expired take nothing of what they used with them.
    before.removeIf(use -> use.minuteMicros() < startOf.getOrDefault(use.traceId(), 0L));
    List<AgentUse> after = new ArrayList<>();
    for (int saver = 0; saver < saved.size(); saver++) {
      for (AgentUse use : saved.get(saver).uses()) {
        if (saverOf.getOrDefault(use.traceId(), -1) == saver) {
          after.add(use);
        }
      }
    }
    for (AgentUse change : AgentUse.changes(before, after)) {
      append(seq, change);
      changes.get(saverOf.getOrDefault(change.traceId(), 0)).add(change);
    }
    return changes;
  }

  private List<AgentUse> known(DuckDBConnection connection, List<TraceId> traces)
      throws SQLException {
    List<AgentUse> known = new ArrayList<>();
    try (PreparedStatement statement = WantedTraces.prepare(connection, KNOWN, traces);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        known.add(
            new AgentUse(
                new TraceId(row.getLong(1), row.getLong(2)),
                words.text(row.getInt(3)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getDouble(9)));
      }
    }
    return known;
  }

  private void append(long seq, AgentUse use) throws SQLException {
    DuckDBAppender rows = appenders.of(NAME);
    rows.beginRow();
    rows.append(seq);
    rows.append(use.traceId().high());
    rows.append(use.traceId().low());
    rows.append(words.add(use.agentId()));
    rows.append(use.minuteMicros());
    rows.append(use.input());
    rows.append(use.output());
    rows.append(use.cachedInput());
    rows.append(use.reasoning());
    rows.append(use.costUsd());
    rows.endRow();
  }
}
