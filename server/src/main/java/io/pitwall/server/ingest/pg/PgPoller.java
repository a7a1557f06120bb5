package io.pitwall.server.ingest.pg;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.schedule.Loop;
import io.pitwall.model.time.Clock;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a PostgreSQL server time and again and stores what it sees, and whether it answered. A
 * server that cannot be reached is told once and asked again at the next time; counters that were
 * reset are taken as such. Close it to stop.
 */
public final class PgPoller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PgPoller.class);

  /** Plans asked for at one look, so that a server with many queries is not kept busy. */
  private static final int PLANS_AT_ONCE = 5;

  private static final long PLAN_AGE_MICROS = 3_600_000_000L;

  private final PerformanceEngine engine;
  private final PgSettings settings;
  private final Clock clock;
  private final PgDeltas deltas = new PgDeltas();
  private final Map<PgStatement.Id, Long> planned = new java.util.HashMap<>();
  private final LongAdder failures = new LongAdder();
  private @Nullable PgReader reader;
  private @Nullable Loop loop;
  private long lastMicros;
  private boolean toldOfExtension;
  private boolean failing;

  public PgPoller(PerformanceEngine engine, PgSettings settings, Clock clock) {
    this.engine = engine;
    this.settings = settings;
    this.clock = clock;
  }

  /** Begins to look. */
  public synchronized PgPoller start() {
    loop = Loop.start("postgresql", clock, settings.interval(), this::look);
    return this;
  }

  /** Looks that failed since start. */
  public long failures() {
    return failures.sum();
  }

  /** Looks once. */
  synchronized void look() {
    try {
      PgReader open = reader == null ? PgReader.open(settings) : reader;
      reader = open;
      look(open);
      tell(true);
      if (failing) {
        failing = false;
        LOG.info("PostgreSQL at {} is watched again", settings.server());
      }
    } catch (SQLException e) {
      failed(e);
    }
  }

  private void look(PgReader open) throws SQLException {
    long now = clock.nowMicros();
    List<PgStatement> added = List.of();
    if (open.hasStatements()) {
      List<PgStatement> statements = open.statements(settings.maxQueries());
      added = deltas.next(statements, statements.size() < settings.maxQueries());
    } else if (!toldOfExtension) {
      toldOfExtension = true;
      LOG.warn(
          "PostgreSQL at {} does not have pg_stat_statements in this database: queries are not"
              + " watched. Add it to shared_preload_libraries and CREATE EXTENSION"
              + " pg_stat_statements",
          settings.server());
    }
    long from = lastMicros == 0 ? now - settings.interval().toNanos() / 1_000 : lastMicros;
    engine
        .intake()
        .accept(PgMetrics.of(settings.server(), added, open.activity(), from, now))
        .join();
    lastMicros = now;
    if (settings.explain()) {
      explain(open, added, now);
    }
  }

  private void explain(PgReader open, List<PgStatement> added, long now) throws SQLException {
    String database = open.database();
    int asked = 0;
    for (PgStatement statement : added) {
      Long before = planned.get(statement.id());
      boolean due = before == null || now - before >= PLAN_AGE_MICROS;
      if (asked < PLANS_AT_ONCE && due && statement.database().equals(database)) {
        asked++;
        planned.put(statement.id(), now);
        explain(open, statement, now);
      }
    }
    if (planned.size() > 10 * settings.maxQueries()) {
      planned.clear();
    }
  }

  /** What a server refuses to explain stays without a plan: for want of rights, or of a table. */
  private void explain(PgReader open, PgStatement statement, long now) throws SQLException {
    try {
      open.plan(statement.query())
          .map(PgPlan::of)
          .filter(plan -> !plan.isEmpty())
          .ifPresent(
              plan ->
                  engine
                      .queryPlans()
                      .save(
                          settings.server(),
                          statement.database(),
                          Long.toString(statement.queryId()),
                          plan,
                          now));
    } catch (SQLException e) {
      if (PgReader.isBroken(e)) {
        throw e;
      }
      LOG.debug("PostgreSQL does not explain query {}", statement.queryId(), e);
    }
  }

  private void failed(SQLException e) {
    failures.increment();
    tell(false);
    if (!failing) {
      failing = true;
      LOG.warn(
          "PostgreSQL at {} cannot be watched; it is asked again every {} (postgresql.url, .user,"
              + " .password): {}",
          settings.server(),
          settings.interval(),
          e.getMessage());
    }
    closeReader();
  }

  private void tell(boolean answered) {
    engine.intake().accept(PgMetrics.up(settings.server(), answered, clock.nowMicros())).join();
  }

  private void closeReader() {
    PgReader open = reader;
    reader = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("A connection to PostgreSQL could not be closed", e);
      }
    }
  }

  @Override
  public void close() {
    Loop running;
    synchronized (this) {
      running = loop;
      loop = null;
    }
    if (running != null) {
      running.close();
    }
    synchronized (this) {
      closeReader();
    }
  }
}
