package io.pitwall.engine.live;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.store.api.Commit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Response times of endpoints and error rates of components over the last five minutes, by when the
 * work ended, but not later than it was told of. Bounded: beyond {@value #MAX_NAMES} names further
 * ones are left out. Thread-safe.
 */
public final class RecentActivity {
  private static final int MAX_NAMES = 500;
  private static final int MINUTES = 5;
  private static final long MINUTE_MICROS = 60_000_000L;

  private final Map<String, Ring> endpoints = new ConcurrentHashMap<>();
  private final Map<String, Ring> queues = new ConcurrentHashMap<>();
  private final Map<String, Ring> components = new ConcurrentHashMap<>();
  private final Ring all = new Ring();

  /** Takes in a commit: served requests count as endpoints, all work as its component's. */
  public void committed(Commit commit) {
    long now = commit.seq();
    for (Span span : commit.stored().spans()) {
      long endMicros = Math.min(now, span.endNanos() / 1_000);
      if (span.kind() == SpanKind.HTTP_SERVER) {
        record(endpoints, span.operation(), endMicros, span.durationNanos(), span.isError());
      }
      work(component(span), endMicros, span.durationNanos(), span.isError());
    }
    commit
        .stored()
        .executions()
        .forEach(
            done ->
                work(
                    done.agentType(),
                    Math.min(now, done.endMicros()),
                    done.durationNanos(),
                    !done.success()));
  }

  /** Takes in a request that this product itself served. */
  public void served(String endpoint, long endMicros, long durationNanos, boolean error) {
    record(endpoints, endpoint, endMicros, durationNanos, error);
  }

  /** Takes in a message that waited in a queue. */
  public void waited(String queue, long endMicros, long waitNanos) {
    record(queues, queue, endMicros, waitNanos, false);
  }

  /** Mean wait in seconds by queue, for queues whose messages were worked off. */
  public Map<String, Double> queueWaits(long nowMicros) {
    return means(queues, nowMicros);
  }

  /** Mean response time in seconds by endpoint, for endpoints that were called. */
  public Map<String, Double> responseTimes(long nowMicros) {
    return means(endpoints, nowMicros);
  }

  private static Map<String, Double> means(Map<String, Ring> rings, long nowMicros) {
    Map<String, Double> means = new TreeMap<>();
    rings.forEach(
        (name, ring) -> {
          Totals totals = ring.totals(nowMicros);
          if (totals.count > 0) {
            means.put(name, totals.nanos / 1e9 / totals.count);
          }
        });
    return means;
  }

  /** Failed share, 0 to 1, by component, for components that worked. */
  public Map<String, Double> errorRates(long nowMicros) {
    Map<String, Double> rates = new TreeMap<>();
    components.forEach(
        (name, ring) -> {
          Totals totals = ring.totals(nowMicros);
          if (totals.count > 0) {
            rates.put(name, (double) totals.errors / totals.count);
          }
        });
    return rates;
  }

  /** Failed share, 0 to 1, of all work, whatever its component; NaN if there was none. */
  public double errorRate(long nowMicros) {
    Totals totals = all.totals(nowMicros);
    return totals.count == 0 ? Double.NaN : (double) totals.errors / totals.count;
  }

  private void work(String component, long endMicros, long durationNanos, boolean error) {
    record(components, component, endMicros, durationNanos, error);
    all.record(endMicros, durationNanos, error);
  }

  /** An agent is a component of its own; other work belongs to its service. */
  private static String component(Span span) {
    String agentType = span.agentType();
    if (agentType != null) {
      return agentType;
    }
    return span.service().isEmpty() ? "unknown" : span.service();
  }

  private static void record(
      Map<String, Ring> rings, String name, long endMicros, long durationNanos, boolean error) {
    Ring ring = rings.get(name);
    if (ring == null) {
      if (rings.size() >= MAX_NAMES) {
        return;
      }
      ring = rings.computeIfAbsent(name, n -> new Ring());
    }
    ring.record(endMicros, durationNanos, error);
  }

  private record Totals(long count, long errors, double nanos) {}

  /** One slot a minute; thread-safe. */
  private static final class Ring {
    private final long[] minute = new long[MINUTES];
    private final long[] count = new long[MINUTES];
    private final long[] errors = new long[MINUTES];
    private final double[] nanos = new double[MINUTES];

    synchronized void record(long endMicros, long durationNanos, boolean error) {
      long now = Math.floorDiv(endMicros, MINUTE_MICROS);
      int at = Math.floorMod(now, MINUTES);
      if (minute[at] > now) {
        return;
      }
      if (minute[at] < now) {
        minute[at] = now;
        count[at] = 0;
        errors[at] = 0;
        nanos[at] = 0;
      }
      count[at]++;
      errors[at] += error ? 1 : 0;
      nanos[at] += durationNanos;
    }

    synchronized Totals totals(long nowMicros) {
      long now = Math.floorDiv(nowMicros, MINUTE_MICROS);
      long n = 0;
      long failed = 0;
      double time = 0;
      for (int i = 0; i < MINUTES; i++) {
        if (minute[i] > now - MINUTES && minute[i] <= now) {
          n += count[i];
          failed += errors[i];
          time += nanos[i];
        }
      }
      return new Totals(n, failed, time);
    }
  }
}
