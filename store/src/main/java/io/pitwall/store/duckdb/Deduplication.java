package io.pitwall.store.duckdb;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.TraceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Tells new spans from repeated ones. The span ids of traces that were active lately are in memory
 * (bounded); those of a trace that has been quiet are read again when it speaks up, all such traces
 * of a commit in one query. For the writer alone.
 */
final class Deduplication {
  /** Most span ids kept in memory; about 16 MB at this number. */
  private static final int MAX_IDS = 1_000_000;

  private final TraceIndex index;

  /** Span ids by trace, the one quiet for longest first. */
  private final LinkedHashMap<TraceId, LongSet> lively = new LinkedHashMap<>(1024, 0.75f, true);

  private long livelyIds;

  /** What the group at hand adds, by trace. */
  private final Map<TraceId, LongSet> group = new HashMap<>();

  /** Span ids of the traces of the group that the store holds, for the traces it knows. */
  private final Map<TraceId, LongSet> stored = new HashMap<>();

  Deduplication(TraceIndex index) {
    this.index = index;
  }

  /** Makes ready for the spans of a group, which may come from several batches. */
  void begin(DuckDBConnection connection, List<List<Span>> batches) throws SQLException {
    List<TraceId> quiet = new ArrayList<>();
    long firstSeq = Long.MAX_VALUE;
    long lastSeq = Long.MIN_VALUE;
    TraceId previous = null;
    for (List<Span> batch : batches) {
      for (Span span : batch) {
        TraceId trace = span.traceId();
        if (trace.equals(previous) || group.putIfAbsent(trace, new LongSet()) != null) {
          continue;
        }
        previous = trace;
        LongSet known = lively.get(trace);
        TraceIndex.Extent extent = known == null ? index.find(trace) : null;
        if (known != null) {
          stored.put(trace, known);
        } else if (extent != null) {
          quiet.add(trace);
          firstSeq = Math.min(firstSeq, extent.firstSeq());
          lastSeq = Math.max(lastSeq, extent.lastSeq());
        }
      }
    }
    if (!quiet.isEmpty()) {
      readAgain(connection, quiet, firstSeq, lastSeq);
    }
  }

  /** The spans of a batch that are new, each seen for the first time. */
  List<Span> fresh(List<Span> batch) {
    List<Span> kept = null;
    for (int i = 0; i < batch.size(); i++) {
      Span span = batch.get(i);
      if (isNew(span)) {
        if (kept != null) {
          kept.add(span);
        }
      } else if (kept == null) {
        kept = new ArrayList<>(batch.subList(0, i));
      }
    }
    return kept == null ? batch : kept;
  }

  private boolean isNew(Span span) {
    LongSet known = stored.get(span.traceId());
    if (known != null && known.contains(span.spanId())) {
      return false;
    }
    return group.computeIfAbsent(span.traceId(), trace -> new LongSet()).add(span.spanId());
  }

  /** Keeps what the group added. */
  void committed(long seq) {
    group.forEach(
        (trace, ids) -> {
          LongSet known = stored.get(trace);
          if (ids.size() > 0) {
            index.add(trace.high(), trace.low(), seq, seq, ids.size());
          }
          if (known == null) {
            remember(trace, ids);
          } else {
            known.addAll(ids);
            livelyIds += ids.size();
            lively.get(trace);
          }
        });
    shrink();
    end();
  }

  /** Forgets what the group would have added. */
  void rolledBack() {
    end();
  }

  /** Spans that the group adds to a trace so far. */
  long pending(TraceId trace) {
    LongSet ids = group.get(trace);
    return ids == null ? 0 : ids.size();
  }

  /** Forgets all ids in memory; the next span of any trace reads them again. */
  void clear() {
    lively.clear();
    livelyIds = 0;
  }

  private void end() {
    group.clear();
    stored.clear();
  }

  private void readAgain(
      DuckDBConnection connection, List<TraceId> quiet, long firstSeq, long lastSeq)
      throws SQLException {
    for (TraceId trace : quiet) {
      stored.put(trace, new LongSet());
    }
    String sql =
        "SELECT trace_hi, trace_lo, span FROM spans JOIN %s ON trace_hi = hi AND trace_lo = lo WHERE seq BETWEEN %d AND %d"
            .formatted(WantedTraces.TABLE, firstSeq, lastSeq);
    try (PreparedStatement statement = WantedTraces.prepare(connection, sql, quiet);
        ResultSet rows = statement.executeQuery()) {
      TraceId trace = quiet.getFirst();
      while (rows.next()) {
        long hi = rows.getLong(1);
        long lo = rows.getLong(2);
        if (trace.high() != hi || trace.low() != lo) {
          trace = new TraceId(hi, lo);
        }
        LongSet ids = stored.get(trace);
        if (ids != null) {
          ids.add(rows.getLong(3));
        }
      }
    }
    quiet.forEach(trace -> remember(trace, stored.get(trace)));
  }

  private void remember(TraceId trace, @Nullable LongSet ids) {
    if (ids != null) {
      LongSet before = lively.put(trace, ids);
      livelyIds += ids.size() - (before == null ? 0 : before.size());
    }
  }

  private void shrink() {
    Iterator<Map.Entry<TraceId, LongSet>> eldest = lively.entrySet().iterator();
    while (livelyIds > MAX_IDS && lively.size() > 1 && eldest.hasNext()) {
      livelyIds -= eldest.next().getValue().size();
      eldest.remove();
    }
  }
}
