package io.pitwall.store.duckdb;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.TraceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** Reads spans by trace, looking only where the index says they lie. */
final class TraceReads {
  private final TraceIndex index;
  private final SpanTable table;

  TraceReads(TraceIndex index, SpanTable table) {
    this.index = index;
    this.table = table;
  }

  List<Span> spans(DuckDBConnection connection, TraceId trace, int offset, int limit)
      throws SQLException {
    TraceIndex.Extent extent = index.find(trace);
    List<Span> spans = new ArrayList<>();
    if (extent == null || limit <= 0) {
      return spans;
    }
    String sql =
        "SELECT %s FROM spans WHERE seq BETWEEN %d AND %d AND trace_hi = %d AND trace_lo = %d ORDER BY start, span LIMIT %d OFFSET %d"
            .formatted(
                SpanTable.DETAIL,
                extent.firstSeq(),
                extent.lastSeq(),
                trace.high(),
                trace.low(),
                limit,
                offset);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        spans.add(table.read(row, true));
      }
    }
    return spans;
  }

  /**
   * All spans of several traces.
   *
   * @param detail whether with attributes, links and events
   */
  List<List<Span>> all(DuckDBConnection connection, List<TraceId> traces, boolean detail)
      throws SQLException {
    Map<TraceId, List<Span>> byTrace = new LinkedHashMap<>();
    List<TraceId> known = new ArrayList<>();
    long firstSeq = Long.MAX_VALUE;
    long lastSeq = Long.MIN_VALUE;
    for (TraceId trace : traces) {
      TraceIndex.Extent extent = index.find(trace);
      if (byTrace.putIfAbsent(trace, new ArrayList<>()) == null && extent != null) {
        known.add(trace);
        firstSeq = Math.min(firstSeq, extent.firstSeq());
        lastSeq = Math.max(lastSeq, extent.lastSeq());
      }
    }
    if (!known.isEmpty()) {
      String sql =
          "SELECT %s FROM spans JOIN %s ON trace_hi = hi AND trace_lo = lo WHERE seq BETWEEN %d AND %d ORDER BY start, span"
              .formatted(
                  detail ? SpanTable.DETAIL : SpanTable.OUTLINE,
                  WantedTraces.TABLE,
                  firstSeq,
                  lastSeq);
      try (PreparedStatement statement = WantedTraces.prepare(connection, sql, known);
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Span span = table.read(row, detail);
          List<Span> spans = byTrace.get(span.traceId());
          if (spans != null) {
            spans.add(span);
          }
        }
      }
    }
    return traces.stream().map(trace -> byTrace.getOrDefault(trace, List.of())).toList();
  }
}
