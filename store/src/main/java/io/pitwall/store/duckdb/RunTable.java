package io.pitwall.store.duckdb;

import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.RunPage;
import io.pitwall.store.api.RunQuery;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Turns runs into rows and back, and finds them. */
final class RunTable {
  private static final String COLUMNS =
      "trace_hi, trace_lo, workflow, service, state, status, start, duration, spans, agent_spans, model_calls, failed_model_calls, tool_calls, error_spans, input, output, cached, reasoning, cost, cost_complete, agents";

  private final Words words;

  RunTable(Words words) {
    this.words = words;
  }

  /** Deletes the runs of these traces, before they are appended anew. */
  void delete(DuckDBConnection connection, List<TraceId> traces) throws SQLException {
    try (PreparedStatement statement =
        WantedTraces.prepare(
            connection,
            "DELETE FROM run USING "
                + WantedTraces.TABLE
                + " WHERE trace_hi = hi AND trace_lo = lo",
            traces)) {
      statement.executeUpdate();
    }
  }

  /**
   * Appends a run.
   *
   * @param coveredSeq the last commit whose spans of the trace are all in it, 0 if some are not
   */
  void append(DuckDBAppender rows, Run run, long seq, long coveredSeq) throws SQLException {
    rows.beginRow();
    rows.append(run.traceId().high());
    rows.append(run.traceId().low());
    rows.append(seq);
    rows.append(coveredSeq);
    rows.append(words.add(run.workflow()));
    rows.append(words.add(run.service()));
    rows.append(Codes.of(run.state()));
    rows.append(Codes.of(run.status()));
    rows.append(run.startNanos());
    rows.append(run.durationNanos());
    rows.append(run.spanCount());
    rows.append(run.agentSpans());
    rows.append(run.modelCalls());
    rows.append(run.failedModelCalls());
    rows.append(run.toolCalls());
    rows.append(run.errorSpans());
    SpanTable.appendTokens(rows, run.tokens());
    Double cost = run.costUsd();
    if (cost == null) {
      rows.appendNull();
    } else {
      rows.append(cost.doubleValue());
    }
    rows.append(run.costComplete());
    rows.append(run.agents().stream().mapToInt(words::add).toArray());
    rows.endRow();
  }

  Optional<Run> find(DuckDBConnection connection, TraceId trace) throws SQLException {
    List<Run> found =
        read(
            connection,
            "SELECT %s FROM run WHERE trace_hi = %d AND trace_lo = %d"
                .formatted(COLUMNS, trace.high(), trace.low()));
    return found.stream().findFirst();
  }

  /** Final runs that a query chooses; both statements must see the same state. */
  RunPage page(DuckDBConnection connection, RunQuery query) throws SQLException {
    String where = where(query);
    long total;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM run WHERE " + where)) {
      row.next();
      total = row.getLong(1);
    }
    // The narrow columns choose the rows, the wide ones are read for the page alone.
    List<Run> runs =
        read(
            connection,
            "SELECT %s FROM run WHERE %s ORDER BY %s, trace_hi, trace_lo LIMIT %d OFFSET %d"
                .formatted(COLUMNS, where, order(query.sort()), query.limit(), query.offset()));
    return new RunPage(runs, total);
  }

  private String where(RunQuery query) {
    StringBuilder where = new StringBuilder("state = ").append(Codes.of(RunState.FINAL));
    if (query.workflow() != null) {
      where.append(" AND workflow = ").append(words.find(query.workflow()));
    }
    if (query.agentId() != null) {
      where.append(" AND list_contains(agents, ").append(words.find(query.agentId())).append(')');
    }
    if (query.status() != null) {
      where.append(" AND status = ").append(Codes.of(query.status()));
    }
    if (query.minDurationNanos() > 0) {
      where.append(" AND duration >= ").append(query.minDurationNanos());
    }
    if (query.range() != null) {
      where.append(" AND start >= ").append(nanos(query.range().fromMicros()));
      where.append(" AND start < ").append(nanos(query.range().toMicros()));
    }
    return where.toString();
  }

  private static long nanos(long micros) {
    return Math.clamp(micros, Long.MIN_VALUE / 1_000, Long.MAX_VALUE / 1_000) * 1_000;
  }

  private static String order(RunQuery.Sort sort) {
    return switch (sort) {
      case NEWEST -> "start DESC";
      case OLDEST -> "start";
      case SLOWEST -> "duration DESC";
      case DEAREST -> "cost DESC NULLS LAST";
    };
  }

  private List<Run> read(DuckDBConnection connection, String sql) throws SQLException {
    List<Run> runs = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        runs.add(read(row));
      }
    }
    return runs;
  }

  private Run read(ResultSet row) throws SQLException {
    double cost = row.getDouble(19);
    boolean costUnknown = row.wasNull();
    return new Run(
        new TraceId(row.getLong(1), row.getLong(2)),
        words.text(row.getInt(3)),
        words.text(row.getInt(4)),
        Codes.state(row.getByte(5)),
        Codes.status(row.getByte(6)),
        row.getLong(7),
        row.getLong(8),
        row.getInt(9),
        row.getInt(10),
        row.getInt(11),
        row.getInt(12),
        row.getInt(13),
        row.getInt(14),
        Objects.requireNonNullElse(SpanTable.readTokens(row, 15), Tokens.NONE),
        costUnknown ? null : cost,
        row.getBoolean(20),
        agents(row.getArray(21)));
  }

  private List<String> agents(Array column) throws SQLException {
    List<String> agents = new ArrayList<>();
    for (Object number : (Object[]) column.getArray()) {
      agents.add(words.text((Integer) number));
    }
    return agents;
  }
}
