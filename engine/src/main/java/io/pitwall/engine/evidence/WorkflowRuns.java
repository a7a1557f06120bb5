package io.pitwall.engine.evidence;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.whatif.PoolFacts;
import io.pitwall.analysis.whatif.WhatIf;
import io.pitwall.model.trace.SpanStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The latest runs of one workflow, as they are at one moment. "Now" is the end of the latest run:
 * what was imported from the past is judged as of then. Immutable; what was worked out of them is
 * kept with them.
 */
public final class WorkflowRuns {
  /** The window of what goes on now, in which an odd thing counts as such. */
  public static final long FAST_MICROS = 15 * 60_000_000L;

  /** The window it is compared with. */
  public static final long SLOW_MICROS = 24 * 3_600_000_000L;

  /** The least runs to judge by. */
  public static final int FEWEST = 30;

  private static final double DAY_MICROS = 24 * 3_600e6;

  private final String workflow;
  private final Names names;
  private final List<ObservedRun> runs;
  private final long windowMicros;
  private final Supplier<Map<String, PoolFacts>> pools;
  private final Map<Object, Object> remembered = new ConcurrentHashMap<>();

  /**
   * These runs.
   *
   * @param workflow name
   * @param names words of the columns
   * @param runs newest end first, at least one
   */
  public WorkflowRuns(String workflow, Names names, List<ObservedRun> runs) {
    this(workflow, names, runs, SLOW_MICROS, Map::of);
  }

  /**
   * The same with what else is known.
   *
   * @param windowMicros how far back from the latest run {@link #ofLastDay()} reaches
   * @param pools what is known of the pools besides these runs; asked for once
   */
  WorkflowRuns(
      String workflow,
      Names names,
      List<ObservedRun> runs,
      long windowMicros,
      Supplier<Map<String, PoolFacts>> pools) {
    this.workflow = workflow;
    this.names = names;
    this.windowMicros = windowMicros;
    this.pools = pools;
    this.runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected a run of " + workflow + " or more, but got none");
    }
  }

  public String workflow() {
    return workflow;
  }

  /** Words of the columns. */
  public Names names() {
    return names;
  }

  /** All that are at hand, newest end first. */
  public List<ObservedRun> runs() {
    return runs;
  }

  /** End of the latest run, microseconds since the epoch. */
  public long asOfMicros() {
    return runs.getFirst().endMicros();
  }

  /** Runs of the last day. */
  public List<ObservedRun> ofLastDay() {
    return since(asOfMicros() - windowMicros);
  }

  /**
   * What goes on now: the runs of the last quarter of an hour, or as many of the last day as make
   * {@link #FEWEST}.
   */
  public List<ObservedRun> recent() {
    List<ObservedRun> fast = since(asOfMicros() - FAST_MICROS);
    List<ObservedRun> day = ofLastDay();
    return fast.size() >= FEWEST ? fast : day.subList(0, Math.min(FEWEST, day.size()));
  }

  /** Runs of the last day before {@link #recent()}. */
  public List<ObservedRun> before() {
    List<ObservedRun> day = ofLastDay();
    return day.subList(recent().size(), day.size());
  }

  /** Runs a day at the pace of the last day; at least as if these had come within an hour. */
  public double runsPerDay() {
    List<ObservedRun> day = ofLastDay();
    double span = Math.max(3_600e6, asOfMicros() - day.getLast().run().startNanos() / 1e3);
    return day.size() * DAY_MICROS / span;
  }

  /** Runs of the last day that did not fail, in which nothing is missing. */
  public List<RunView> views() {
    return ofLastDay().stream()
        .filter(run -> run.run().status() != SpanStatus.ERROR)
        .map(ObservedRun::view)
        .toList();
  }

  /** What changes would come to; the same for all who ask. */
  public WhatIf whatIf() {
    return remembered(WhatIf.class, () -> WhatIf.of(views(), names, pools.get()));
  }

  /**
   * What was worked out of these runs before; worked out now if it was not. Threads that ask at the
   * same time may work it out twice, and get the same.
   *
   * @param key what it is; always used for the same type
   */
  @SuppressWarnings("unchecked") // a key is always used for the same type
  public <T> T remembered(Object key, Supplier<T> work) {
    Object known = remembered.get(key);
    if (known == null) {
      T made = work.get();
      Object before = remembered.putIfAbsent(key, made);
      known = before == null ? made : before;
    }
    return (T) known;
  }

  private List<ObservedRun> since(long micros) {
    int n = 0;
    while (n < runs.size() && runs.get(n).endMicros() >= micros) {
      n++;
    }
    return runs.subList(0, n);
  }
}
