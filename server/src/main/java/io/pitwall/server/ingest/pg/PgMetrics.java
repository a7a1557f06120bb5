package io.pitwall.server.ingest.pg;

import io.pitwall.analysis.sql.SqlDialect;
import io.pitwall.analysis.sql.SqlText;
import io.pitwall.engine.around.ServerStatistics;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import java.util.ArrayList;
import java.util.List;

/** Metrics of what was read. Pure. */
final class PgMetrics {
  /** 1 if the last look at a server succeeded, 0 if it failed: what an alert can be set on. */
  static final String UP = "postgresql.up";

  private static final int LONGEST_QUERY = 500;

  /** Metrics of a look at a server. */
  static RawBatch of(
      String server,
      List<PgStatement> deltas,
      List<PgActivity> activity,
      long fromMicros,
      long nowMicros) {
    List<RawHistogram> histograms = new ArrayList<>();
    for (PgStatement delta : deltas) {
      Attributes tags = tags(server, delta);
      long calls = delta.calls();
      add(
          histograms,
          ServerStatistics.TIME,
          "s",
          tags,
          delta.totalMillis() / 1e3,
          calls,
          fromMicros,
          nowMicros);
      add(
          histograms,
          ServerStatistics.ROWS,
          "rows",
          tags,
          (double) delta.rows(),
          calls,
          fromMicros,
          nowMicros);
      add(
          histograms,
          ServerStatistics.SHARED_READS,
          "blocks",
          tags,
          (double) delta.sharedBlocksRead(),
          calls,
          fromMicros,
          nowMicros);
    }
    List<RawNumber> numbers = new ArrayList<>();
    for (PgActivity one : activity) {
      Attributes tags = Attributes.of("server", server, "database", one.database());
      gauge(
          numbers,
          "postgresql.sessions.active",
          "sessions",
          tags,
          (double) one.active(),
          nowMicros);
      gauge(numbers, "postgresql.sessions.idle", "sessions", tags, (double) one.idle(), nowMicros);
      gauge(
          numbers,
          "postgresql.sessions.idle_in_transaction",
          "sessions",
          tags,
          (double) one.idleInTransaction(),
          nowMicros);
      gauge(
          numbers,
          "postgresql.sessions.waiting_for_lock",
          "sessions",
          tags,
          (double) one.waitingForLock(),
          nowMicros);
      gauge(
          numbers,
          "postgresql.idle_in_transaction.max_seconds",
          "s",
          tags,
          one.longestIdleSeconds(),
          nowMicros);
      gauge(
          numbers,
          "postgresql.lock_wait.max_seconds",
          "s",
          tags,
          one.longestLockSeconds(),
          nowMicros);
      gauge(
          numbers,
          "postgresql.transaction.max_seconds",
          "s",
          tags,
          one.longestTransactionSeconds(),
          nowMicros);
    }
    return RawBatch.ofMetrics(numbers, histograms);
  }

  /** The query's text without literals, in one line. */
  static SqlText normalised(PgStatement statement) {
    return SqlText.of(statement.query(), SqlDialect.STANDARD);
  }

  private static Attributes tags(String server, PgStatement statement) {
    SqlText text = normalised(statement);
    String query = text.oneLine();
    return Attributes.of(
        "server", server,
        "database", statement.database(),
        "query_id", Long.toString(statement.queryId()),
        "query",
            query.length() <= LONGEST_QUERY ? query : query.substring(0, LONGEST_QUERY - 1) + "…",
        "summary", text.summary());
  }

  private static void add(
      List<RawHistogram> histograms,
      String name,
      String unit,
      Attributes tags,
      double total,
      long calls,
      long fromMicros,
      long nowMicros) {
    MetricType type = unit.equals("s") ? MetricType.TIMER : MetricType.HISTOGRAM;
    histograms.add(
        new RawHistogram(
            new RawSeries(name, tags, type, unit, ""),
            fromMicros,
            nowMicros,
            new ExpHistogramBuilder().record(total / calls, calls).build(),
            false));
  }

  private static void gauge(
      List<RawNumber> numbers, String name, String unit, Attributes tags, double value, long at) {
    numbers.add(RawNumber.of(new RawSeries(name, tags, MetricType.GAUGE, unit, ""), at, value));
  }

  /** Whether the server could be asked, as {@value #UP}. */
  static RawBatch up(String server, boolean answered, long nowMicros) {
    List<RawNumber> numbers = new ArrayList<>();
    gauge(numbers, UP, "", Attributes.of("server", server), answered ? 1 : 0, nowMicros);
    return RawBatch.ofMetrics(numbers, List.of());
  }

  private PgMetrics() {}
}
