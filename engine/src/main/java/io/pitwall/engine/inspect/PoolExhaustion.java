package io.pitwall.engine.inspect;

import io.pitwall.analysis.capacity.ScalingAdvisor;
import io.pitwall.analysis.capacity.WaitTarget;
import io.pitwall.analysis.queue.QueueLoad;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Scope;
import io.pitwall.store.api.SeriesPoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * POOL-EXH: who needs a connection has to wait for one. Found where requests were pending in 3 of
 * the last 15 minutes or more; advised is the least size with which one in twenty waits longer than
 * a tenth of the use, by Erlang's C on the connections that are asked for. Reads the metrics of
 * OpenTelemetry ({@code db.client.connection.*}) and of HikariCP.
 */
final class PoolExhaustion implements Inspection {
  static final String ID = "POOL-EXH";

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int FEWEST = 5;
  private static final int LEAST_PENDING = 3;
  private static final int MANY_PENDING = 10;

  /** One pool, put together of its metrics. */
  private static final class Pool {
    final String name;
    double[] pending = {};
    double[] used = {};
    double max = Double.NaN;

    Pool(String name) {
      this.name = name;
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Layer layer() {
    return Layer.CAUSE;
  }

  @Override
  public List<Finding> inspect(Evidence evidence) {
    Map<String, Pool> pools = new TreeMap<>();
    for (SeriesPoints series : evidence.series("db.client.connection.", WINDOW, STEP)) {
      Map<String, String> tags = series.series().tags();
      String name =
          tags.getOrDefault("db.client.connection.pool.name", tags.getOrDefault("pool", ""));
      Pool pool = pools.computeIfAbsent(key(tags, name), key -> new Pool(name));
      switch (series.series().name()) {
        case "db.client.connection.pending_requests" -> pool.pending = series.max();
        case "db.client.connection.max" -> pool.max = SeriesValues.latest(series.last());
        case "db.client.connection.count" -> {
          if ("used".equals(tags.getOrDefault("db.client.connection.state", tags.get("state")))) {
            pool.used = series.mean();
          }
        }
        default -> {}
      }
    }
    for (SeriesPoints series : evidence.series("hikaricp.connections", WINDOW, STEP)) {
      Map<String, String> tags = series.series().tags();
      String name = tags.getOrDefault("pool", "");
      Pool pool = pools.computeIfAbsent(key(tags, name), key -> new Pool(name));
      switch (series.series().name()) {
        case "hikaricp.connections.pending" -> pool.pending = series.max();
        case "hikaricp.connections.max" -> pool.max = SeriesValues.latest(series.last());
        case "hikaricp.connections.active" -> pool.used = series.mean();
        default -> {}
      }
    }
    List<Finding> findings = new ArrayList<>();
    pools.values().forEach(pool -> find(pool).ifPresent(findings::add));
    return findings;
  }

  private static String key(Map<String, String> tags, String name) {
    return name + "\n" + tags.getOrDefault("service", "") + "\n" + tags.getOrDefault("host", "");
  }

  private static Optional<Finding> find(Pool pool) {
    Numbers waiting = new Numbers();
    int pendingMinutes = 0;
    for (double pending : pool.pending) {
      if (!Double.isNaN(pending)) {
        waiting.add(pending);
        pendingMinutes += pending > 0 ? 1 : 0;
      }
    }
    if (waiting.size() < FEWEST || pendingMinutes < LEAST_PENDING || !(pool.max >= 1)) {
      return Optional.empty();
    }
    Numbers used = new Numbers();
    for (double inUse : pool.used) {
      if (!Double.isNaN(inUse)) {
        used.add(inUse);
      }
    }
    // What is asked for: connections in use and those that wait for one.
    double offered = Math.min(pool.max, used.size() == 0 ? pool.max : used.mean()) + waiting.mean();
    int wanted = ScalingAdvisor.smallest(new QueueLoad(offered, 1, 1, 1, 1), WaitTarget.DEFAULT);
    return wanted <= pool.max
        ? Optional.empty()
        : Optional.of(finding(pool, waiting, pendingMinutes, offered, wanted));
  }

  private static Finding finding(
      Pool pool, Numbers waiting, int pendingMinutes, double offered, int wanted) {
    String name = pool.name.isEmpty() ? "connection pool" : pool.name;
    return new Draft(ID, Scope.operation(name), "scaling", "pool_exhausted")
        .severity(Severity.of(pendingMinutes, LEAST_PENDING, MANY_PENDING))
        .text(
            String.format(
                Locale.ROOT,
                "%s: %.0f → %d connections, or hold them shorter (no outside call inside a transaction);"
                    + " %.1f are asked for at once, n=%d",
                name,
                pool.max,
                wanted,
                offered,
                waiting.size()))
        .number("pending_mean", waiting.mean())
        .number("minutes_with_pending", pendingMinutes)
        .number("asked_for", offered)
        .number("max", pool.max)
        .action(
            new Action(
                name,
                "connections",
                "",
                (long) pool.max,
                (long) wanted,
                "least c with P(W > 0.1 S) <= 5 %",
                Map.of("offered_erlang", offered),
                Action.SETTING))
        .risk(Double.NaN, "the database has to bear them: 2 x its cores + disks is plenty")
        .done(
            String.format(
                Locale.ROOT,
                "pending in %d of %d minutes (limit 3), %.1f asked for of %.0f",
                pendingMinutes,
                waiting.size(),
                offered,
                pool.max),
            waiting.size(),
            FEWEST);
  }
}
