package io.pitwall.engine.alert.signal;

import io.pitwall.analysis.trend.Line;
import io.pitwall.engine.live.LatestValues;
import io.pitwall.engine.live.QueueMetrics;
import io.pitwall.model.agent.AgentTotals;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.AgentSlot;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.StoreStats;
import io.pitwall.store.api.TelemetryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What the product knows of itself and of its machine: what comes in, how its store does, when a
 * disk is full, how full the heap is, and what waits in queues.
 */
public final class OwnSignals implements SignalSource {
  static final String INGEST = "pitwall.ingest.silent_seconds";
  private static final String QUEUE = "pitwall.store.queue_share";
  private static final String FAILURES = "pitwall.store.failures";
  private static final String DISK = "disk.hours_to_full";
  private static final String HEAP = "jvm.heap_share";
  private static final String DEPTH = "queue.depth_now";
  private static final String AGE = "queue.age_seconds";

  private static final long MINUTE = 60_000_000L;
  private static final Duration DISK_WINDOW = Duration.ofHours(6);
  private static final long DISK_STEP = 5 * MINUTE;
  private static final int FEWEST_FOR_TREND = 36;
  private static final double LEAST_R2 = 0.8;

  /** Minutes of the hour before with something in it, from which on silence is news. */
  private static final int STEADY = 50;

  private static final int HOUR = 60;

  private final TelemetryStore store;
  private final LatestValues latest;
  private final QueueMetrics queues;
  private final LongSupplier otherFailures;
  private final SlotRing failures = new SlotRing(MINUTE, 70);
  private final AtomicLong lastIngest = new AtomicLong();
  private final long[] minutes = new long[HOUR];
  private boolean restored;
  private long knownFailures = -1;
  private long disksReadAt = Long.MIN_VALUE;
  private List<SignalValue> disks = List.of();

  /**
   * Signals of this engine.
   *
   * @param otherFailures failures of upkeep since start, besides those that the store counts
   */
  public OwnSignals(
      TelemetryStore store, LatestValues latest, QueueMetrics queues, LongSupplier otherFailures) {
    this.store = store;
    this.latest = latest;
    this.queues = queues;
    this.otherFailures = otherFailures;
  }

  /** Takes in a commit: anything in it but what the product says of itself is telemetry. */
  public void committed(Commit commit, long nowMicros) {
    boolean foreign =
        !commit.stored().spans().isEmpty()
            || !commit.stored().executions().isEmpty()
            || commit.stored().samples().stream().anyMatch(OwnSignals::isForeign);
    if (foreign) {
      lastIngest.set(nowMicros);
      synchronized (minutes) {
        long minute = Math.floorDiv(nowMicros, MINUTE);
        minutes[Math.floorMod(minute, HOUR)] = minute;
      }
    }
  }

  private static boolean isForeign(Sample sample) {
    String name = sample.series().name();
    return !name.startsWith("system.")
        && !name.startsWith("jvm.")
        && !name.startsWith("process.")
        && !name.startsWith("pitwall.");
  }

  @Override
  public Set<String> names() {
    return Set.of(INGEST, QUEUE, FAILURES, DISK, HEAP, DEPTH, AGE);
  }

  @Override
  public List<SignalValue> read(String signal, Duration over, long nowMicros) {
    return switch (signal) {
      case INGEST -> ingest(nowMicros);
      case QUEUE -> {
        StoreStats stats = store.stats();
        yield one(
            signal, (double) stats.queuedRecords() / Math.max(1, stats.queueCapacity()), nowMicros);
      }
      case FAILURES -> failures(over, nowMicros);
      case DISK -> disks(nowMicros);
      case HEAP -> heap(nowMicros);
      case DEPTH -> {
        List<SignalValue> values = new ArrayList<>();
        queues
            .depths(nowMicros)
            .forEach((name, n) -> values.add(queue(signal, name, n, nowMicros)));
        yield values;
      }
      case AGE -> {
        List<SignalValue> values = new ArrayList<>();
        queues.ages(nowMicros).forEach((name, s) -> values.add(queue(signal, name, s, nowMicros)));
        yield values;
      }
      default -> List.of();
    };
  }

  private static List<SignalValue> one(String signal, double value, long nowMicros) {
    return List.of(SignalValue.of(signal, new TreeMap<>(), value, 1, nowMicros));
  }

  private static SignalValue queue(String signal, String name, double value, long nowMicros) {
    return SignalValue.of(signal, SignalValue.tags("queue", name), value, 1, nowMicros);
  }

  /** Says something only if telemetry came steadily before, or is coming now. */
  private List<SignalValue> ingest(long nowMicros) {
    if (!restored) {
      restored = true;
      restore(nowMicros);
    }
    long last = lastIngest.get();
    if (last == 0) {
      return List.of();
    }
    long lastMinute = Math.floorDiv(last, MINUTE);
    int busy = 0;
    synchronized (minutes) {
      for (long minute : minutes) {
        busy += minute > lastMinute - HOUR && minute <= lastMinute ? 1 : 0;
      }
    }
    return busy < STEADY ? List.of() : one(INGEST, Math.max(0, nowMicros - last) / 1e6, nowMicros);
  }

  private List<SignalValue> failures(Duration over, long nowMicros) {
    StoreStats stats = store.stats();
    long now = stats.failedCommits() + stats.refusedBatches() + otherFailures.getAsLong();
    if (knownFailures >= 0 && now > knownFailures) {
      failures.addSum(nowMicros, now - knownFailures, 0.0);
    }
    knownFailures = now;
    Duration window = over.isZero() ? Duration.ofMinutes(5) : over;
    long within = failures.over(window.toNanos() / 1_000, nowMicros, false).count();
    return one(FAILURES, (double) within, nowMicros);
  }

  /** Every five minutes: where the line through the free space of six hours reaches zero. */
  private List<SignalValue> disks(long nowMicros) {
    if (nowMicros >= disksReadAt && nowMicros - disksReadAt < DISK_STEP) {
      return disks;
    }
    disksReadAt = nowMicros;
    List<Series> series = store.findSeries(SeriesQuery.named("system.disk.free").limitedTo(1_000));
    List<SignalValue> found = new ArrayList<>();
    if (!series.isEmpty()) {
      for (SeriesPoints free :
          store.read(series, TimeRange.last(DISK_WINDOW, nowMicros), DISK_STEP)) {
        found.add(hoursToFull(free, nowMicros));
      }
    }
    disks = found.stream().filter(value -> !Double.isNaN(value.value())).toList();
    return disks;
  }

  private static SignalValue hoursToFull(SeriesPoints free, long nowMicros) {
    double[] hours = new double[free.length()];
    int known = 0;
    double now = Double.NaN;
    for (int i = 0; i < hours.length; i++) {
      hours[i] = (free.startMicros()[i] - nowMicros) / 3.6e9;
      if (!Double.isNaN(free.mean()[i])) {
        known++;
        now = free.last()[i];
      }
    }
    Line line = Line.of(hours, free.mean());
    boolean falls = known >= FEWEST_FOR_TREND && line.slope() < 0 && line.r2() >= LEAST_R2;
    // A disk that does not fill up is full in more hours than anybody asks for.
    double full = known == 0 ? Double.NaN : falls ? Math.min(10_000, now / -line.slope()) : 10_000;
    return SignalValue.of(DISK, free.series().tags(), full, known, nowMicros);
  }

  private List<SignalValue> heap(long nowMicros) {
    List<SignalValue> values = new ArrayList<>();
    for (Sample used : latest.of("jvm.heap.used")) {
      for (Sample most : latest.of("jvm.heap.max")) {
        if (used.series().tags().equals(most.series().tags()) && most.value() > 0) {
          values.add(
              SignalValue.of(
                  HEAP,
                  used.series().tags(),
                  used.value() / most.value(),
                  1,
                  Math.min(nowMicros, used.timeMicros())));
        }
      }
    }
    return values;
  }

  /** As far as agents tell, telemetry came in these minutes before the start. */
  private void restore(long nowMicros) {
    long last =
        store.agentTotals().stream().mapToLong(AgentTotals::lastActivityMicros).max().orElse(0);
    if (last > 0 && last <= nowMicros && last > nowMicros - 24 * HOUR * MINUTE) {
      lastIngest.compareAndSet(0, last);
      synchronized (minutes) {
        for (AgentSlot slot :
            store.agentSlots(new TimeRange(last - HOUR * MINUTE, last + 1), MINUTE)) {
          long minute = Math.floorDiv(slot.startMicros(), MINUTE);
          int at = Math.floorMod(minute, HOUR);
          minutes[at] = Math.max(minutes[at], minute);
        }
      }
    }
  }
}
