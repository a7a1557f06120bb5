package io.pitwall.engine.around;

import io.pitwall.engine.intake.Intake;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.engine.live.RecentActivity;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Span;
import io.pitwall.store.api.Commit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Makes metrics of what spans say about databases, endpoints, outside services and queues. Gathers
 * them in memory and stores them with each {@link #flush}, one distribution for each series and
 * minute. Made of commits, so that a span that comes twice counts once; a process that is killed
 * loses what it gathered since the last flush (the spans themselves are safe). Thread-safe.
 */
public final class AroundMetrics {
  private static final long MINUTE_MICROS = 60_000_000L;
  private static final int MOST_GATHERED = 50_000;
  private static final int MOST_NAMES = 1_000;
  private static final int MOST_REMEMBERED_SERIES = 20_000;

  /** Service of requests that this product served itself. */
  public static final String OWN_SERVICE = "pitwall";

  private final Intake intake;
  private final RecentActivity activity;
  private final MessageWaits waits = new MessageWaits();
  private final NameCap names = new NameCap(MOST_NAMES);
  private final Map<SeriesKey, RawSeries> series = new ConcurrentHashMap<>();
  private final LongAdder dropped = new LongAdder();

  /** Guarded by this. */
  private Map<Slot, Gathered> gathered = new HashMap<>();

  private record SeriesKey(AroundMetric metric, SortedMap<String, String> tags) {}

  private record Slot(SeriesKey key, long minute) {}

  private static final class Gathered {
    private final ExpHistogramBuilder values = new ExpHistogramBuilder();
    private long latestMicros;
  }

  /**
   * Gathers.
   *
   * @param activity is told how long messages waited
   */
  public AroundMetrics(Intake intake, RecentActivity activity) {
    this.intake = intake;
    this.activity = activity;
  }

  /** Takes in a commit. */
  public void committed(Commit commit) {
    List<Span> spans = commit.stored().spans();
    if (spans.stream().noneMatch(AroundMetrics::isAround)) {
      return;
    }
    Callers callers = new Callers(spans);
    List<Observation> observations = new ArrayList<>();
    for (Span span : spans) {
      switch (span.kind()) {
        case DATABASE ->
            observations.addAll(SpanObservations.ofQuery(span, callers.agentType(span)));
        case HTTP_SERVER -> observations.add(SpanObservations.ofServed(span));
        case HTTP_CLIENT -> observations.add(SpanObservations.ofHttpCall(span));
        case MODEL, EMBEDDING -> {
          if (!callers.wrapsModelCall(span)) {
            observations.add(SpanObservations.ofModelCall(span));
          }
        }
        case MESSAGING -> {
          observations.add(SpanObservations.ofMessage(span));
          waits.take(span).ifPresent(wait -> waited(wait, commit.seq(), observations));
        }
        case WORKFLOW, AGENT, TASK, TOOL, RETRIEVAL, FRONTEND, INTERNAL -> {
          // not around agents
        }
      }
    }
    gather(observations);
  }

  /**
   * Takes in a request that this product served itself.
   *
   * @param route template of its path
   * @param status HTTP status, 0 if the client left
   */
  public void served(String method, String route, int status, long endMicros, long durationNanos) {
    gather(
        List.of(
            SpanObservations.served(
                OWN_SERVICE, method, route, Outcome.ofServed(status), endMicros, durationNanos)));
  }

  /**
   * Stores what was gathered. What cannot be stored now is kept for the next time.
   *
   * @return number of distributions stored
   */
  public int flush() {
    Map<Slot, Gathered> taken;
    synchronized (this) {
      taken = gathered;
      gathered = new HashMap<>();
    }
    if (taken.isEmpty()) {
      return 0;
    }
    List<RawHistogram> histograms = new ArrayList<>(taken.size());
    taken.forEach(
        (slot, values) ->
            histograms.add(
                new RawHistogram(
                    seriesOf(slot.key),
                    slot.minute * MINUTE_MICROS,
                    values.latestMicros,
                    values.values.build(),
                    false)));
    try {
      intake.accept(RawBatch.ofMetrics(List.of(), histograms)).join();
    } catch (RuntimeException e) {
      putBack(taken);
      throw e;
    }
    return histograms.size();
  }

  /** Values lost since start because the store could not take them for too long. */
  public long dropped() {
    return dropped.sum();
  }

  /** Names since start that were taken together because there were too many. */
  public long overflowedNames() {
    return names.overflowed();
  }

  private static boolean isAround(Span span) {
    return switch (span.kind()) {
      case DATABASE, HTTP_SERVER, HTTP_CLIENT, MODEL, EMBEDDING, MESSAGING -> true;
      case WORKFLOW, AGENT, TASK, TOOL, RETRIEVAL, FRONTEND, INTERNAL -> false;
    };
  }

  private void waited(Observation wait, long nowMicros, List<Observation> observations) {
    observations.add(wait);
    activity.waited(
        wait.tags().getOrDefault("queue", "unknown"),
        Math.min(nowMicros, wait.endMicros()),
        Math.round(wait.value() * 1e9));
  }

  private void gather(List<Observation> observations) {
    List<Observation> bounded = observations.stream().map(this::bounded).toList();
    synchronized (this) {
      bounded.forEach(this::add);
    }
  }

  private void add(Observation observation) {
    Slot slot =
        new Slot(
            new SeriesKey(observation.metric(), observation.tags()),
            Math.floorDiv(observation.endMicros(), MINUTE_MICROS));
    Gathered values = gathered.get(slot);
    if (values == null) {
      if (gathered.size() >= MOST_GATHERED) {
        dropped.increment();
        return;
      }
      values = new Gathered();
      gathered.put(slot, values);
    }
    values.values.record(observation.value());
    values.latestMicros = Math.max(values.latestMicros, observation.endMicros());
  }

  private Observation bounded(Observation observation) {
    String nameTag =
        switch (observation.metric()) {
          case DATABASE, DATABASE_ROWS -> "query_id";
          case ENDPOINT -> "route";
          case EXTERNAL -> "operation";
          case MESSAGE, MESSAGE_WAIT -> "queue";
        };
    String name = observation.tags().getOrDefault(nameTag, "");
    String group =
        observation.metric()
            + "\n"
            + observation.tags().getOrDefault("service", "")
            + "\n"
            + observation.tags().getOrDefault("host", "");
    String admitted = names.admit(group, name);
    if (admitted.equals(name)) {
      return observation;
    }
    SortedMap<String, String> tags = new TreeMap<>(observation.tags());
    tags.put(nameTag, admitted);
    if (observation.metric() == AroundMetric.DATABASE) {
      tags.put("query", admitted);
      tags.put("summary", admitted);
    }
    return new Observation(
        observation.metric(), tags, observation.endMicros(), observation.value());
  }

  private RawSeries seriesOf(SeriesKey key) {
    if (series.size() >= MOST_REMEMBERED_SERIES) {
      series.clear();
    }
    return series.computeIfAbsent(
        key,
        k ->
            new RawSeries(
                k.metric.metric(), Attributes.of(k.tags), k.metric.type(), k.metric.unit(), ""));
  }

  private synchronized void putBack(Map<Slot, Gathered> taken) {
    taken.forEach(
        (slot, values) -> {
          Gathered newer = gathered.get(slot);
          if (newer != null) {
            newer.values.add(values.values.build());
            newer.latestMicros = Math.max(newer.latestMicros, values.latestMicros);
          } else if (gathered.size() < MOST_GATHERED) {
            gathered.put(slot, values);
          } else {
            dropped.add(values.values.count());
          }
        });
  }
}
