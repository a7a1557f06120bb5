package io.pitwall.engine.intake;

import io.pitwall.engine.price.PriceList;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.metric.DistributionSample;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.Clock;
import io.pitwall.model.trace.Span;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.TelemetryBatch;
import io.pitwall.store.api.TelemetryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes telemetry in: understands, checks, bounds and stores it. The one door, whatever protocol it
 * came by. Thread-safe.
 *
 * <p>The answer completes when everything that it counts as stored is safe on disk and visible.
 */
public final class Intake {
  /** Stands for all agents beyond {@link IntakeLimits#maxAgents}. */
  public static final String OVERFLOW_AGENT = "__other__";

  private final TelemetryStore store;
  private final Clock clock;
  private final IntakeLimits limits;
  private final SeriesRegistry registry;
  private final SpanMapper mapper;
  private final CumulativeHistograms cumulative;
  private final Set<String> agents = ConcurrentHashMap.newKeySet();
  private final LongAdder overflowedAgentSpans = new LongAdder();
  private final RefusalCounter refused = new RefusalCounter();
  private final LongAdder ended = new LongAdder();
  private volatile ObjLongConsumer<Series> endListener = (series, timeMicros) -> {};

  /** An intake with the prices that come with the product. */
  public Intake(TelemetryStore store, Clock clock, IntakeLimits limits) {
    this(store, clock, limits, PriceList.standard());
  }

  public Intake(TelemetryStore store, Clock clock, IntakeLimits limits, PriceList prices) {
    this.store = store;
    this.clock = clock;
    this.limits = limits;
    cumulative = new CumulativeHistograms(clock.nowMicros());
    registry = new SeriesRegistry(limits);
    registry.restore(store.findSeries(SeriesQuery.startingWith("")));
    mapper = new SpanMapper(SemanticTable.load(), limits, prices, this::admitAgent);
  }

  /**
   * Takes all that can be taken and refuses the rest, record by record: for protocols that can say
   * so.
   *
   * @throws io.pitwall.store.api.OverCapacityException if too much is waiting; nothing was taken
   */
  public CompletableFuture<IntakeResult> accept(RawBatch batch) {
    return store(check(batch));
  }

  /**
   * Takes all or nothing.
   *
   * @throws RefusedException naming every fault, if there is one; nothing was taken
   * @throws io.pitwall.store.api.OverCapacityException if too much is waiting; nothing was taken
   */
  public CompletableFuture<IntakeResult> acceptWhole(RawBatch batch) {
    return acceptWhole(batch, List.of());
  }

  /**
   * Takes all of a batch or nothing, and along with it what was derived from it as far as it can be
   * taken: the sender of the batch cannot help it if a derived metric has too many series.
   *
   * @param derived finite values at times of the batch; those left out are counted
   * @throws RefusedException naming every fault of the batch; nothing was taken
   * @throws io.pitwall.store.api.OverCapacityException if too much is waiting; nothing was taken
   */
  public CompletableFuture<IntakeResult> acceptWhole(RawBatch batch, List<RawNumber> derived) {
    Checked checked = check(batch);
    if (checked.faults.hasAny()) {
      checked.undo();
      throw new RefusedException(checked.faults.named());
    }
    derived.forEach(checked::addDerived);
    return store(checked);
  }

  /**
   * The source of a series says that it has no further values, as stale markers of Prometheus do.
   * Nothing is stored: what follows in time is a gap. A series that has a value again goes on.
   *
   * @param raw the series, as its values were handed over
   * @param timeMicros since when, microseconds since the epoch
   */
  public void end(RawSeries raw, long timeMicros) {
    ended.increment();
    Series series = registry.find(raw);
    if (series != null && !SeriesRegistry.isOverflow(series)) {
      endListener.accept(series, timeMicros);
    }
  }

  /** Is told of every series that {@linkplain #end ends}; there is one such listener. */
  public void onEnd(ObjLongConsumer<Series> listener) {
    endListener = listener;
  }

  /** How often a series was said to have ended, since start. */
  public long endedSeries() {
    return ended.sum();
  }

  /** What was refused so far; receivers add what they could not decode. */
  public RefusalCounter refusals() {
    return refused;
  }

  /** Number of series known. */
  public int seriesCount() {
    return registry.size();
  }

  /** New series since start that went to an overflow series because their metric was full. */
  public long overflowedSeries() {
    return registry.overflowed();
  }

  /** Makes room for agents that are known already: they are never refused for their number. */
  public void knowAgent(String agentId) {
    agents.add(agentId);
  }

  /** Spans of agents beyond the bound: kept and counted under {@value #OVERFLOW_AGENT}. */
  public long overflowedAgentSpans() {
    return overflowedAgentSpans.sum();
  }

  /** Attributes, events and links of spans that were cut or left out since start. */
  public long shortenedAttributes() {
    return mapper.shortened();
  }

  private String admitAgent(String agentId) {
    if (agents.contains(agentId) || (agents.size() < limits.maxAgents() && agents.add(agentId))) {
      return agentId;
    }
    overflowedAgentSpans.increment();
    return OVERFLOW_AGENT;
  }

  private CompletableFuture<IntakeResult> store(Checked checked) {
    TelemetryBatch batch = checked.batch();
    if (batch.isEmpty()) {
      return CompletableFuture.completedFuture(checked.result(0));
    }
    try {
      return store
          .append(batch)
          .whenComplete(
              (commit, failure) -> {
                if (failure != null) {
                  checked.undo();
                }
              })
          .thenApply(commit -> checked.result(commit.duplicateSpans()));
    } catch (RuntimeException refusedByStore) {
      checked.undo();
      throw refusedByStore;
    }
  }

  private Checked check(RawBatch batch) {
    Checked checked = new Checked(batch);
    TimeBounds times = TimeBounds.at(clock.nowMicros(), limits);
    int at = 0;
    for (RawSpan raw : batch.spans()) {
      checked.addSpan(raw, times, at++);
    }
    at = 0;
    for (RawNumber raw : batch.numbers()) {
      checked.addNumber(raw, times, at++);
    }
    at = 0;
    for (RawHistogram raw : batch.histograms()) {
      checked.addHistogram(raw, times, at++);
    }
    at = 0;
    for (TaskExecution execution : batch.executions()) {
      checked.addExecution(execution, times, at++);
    }
    return checked;
  }

  /** One request on its way through the door. */
  private final class Checked {
    private final Faults faults = new Faults(refused);
    private final List<Span> spans;
    private final List<Sample> samples;
    private final List<DistributionSample> distributions;
    private final List<TaskExecution> executions;
    private final List<CumulativeHistograms.Step> steps = new ArrayList<>();
    private int refusedSpans;
    private int refusedPoints;

    /** Points that were taken but add nothing by themselves: the base of a cumulative histogram. */
    private int basePoints;

    Checked(RawBatch batch) {
      spans = new ArrayList<>(batch.spans().size());
      samples = new ArrayList<>(batch.numbers().size());
      distributions = new ArrayList<>(batch.histograms().size());
      executions = new ArrayList<>(batch.executions().size());
    }

    void addSpan(RawSpan raw, TimeBounds times, int at) {
      if (faults.inSpan(raw, times, at)) {
        refusedSpans++;
      } else {
        spans.add(mapper.map(raw));
      }
    }

    void addNumber(RawNumber raw, TimeBounds times, int at) {
      if (faults.inNumber(raw, times, at)) {
        refusedPoints++;
        return;
      }
      Series series = settled(raw.series(), at);
      if (series != null) {
        samples.add(new Sample(series, raw.timeMicros(), raw.kept()));
      }
    }

    void addDerived(RawNumber raw) {
      switch (registry.settle(raw.series())) {
        case SeriesVerdict.Kept(Series series) ->
            samples.add(new Sample(series, raw.timeMicros(), raw.value()));
        case SeriesVerdict.Refused(Refusal refusal) ->
            refused.count("derived_" + refusal.reason(), 1);
      }
    }

    void addHistogram(RawHistogram raw, TimeBounds times, int at) {
      if (faults.inTime(raw.timeMicros(), times, "metrics", at, "time")) {
        refusedPoints++;
        return;
      }
      Series series = settled(raw.series(), at);
      if (series == null) {
        return;
      }
      if (raw.cumulative() && SeriesRegistry.isOverflow(series)) {
        faults.add(mixedTotals(series), "metrics", at);
        refusedPoints++;
        return;
      }
      ExpHistogram observed = raw.cumulative() ? difference(series, raw) : raw.histogram();
      if (observed == null || observed.isEmpty()) {
        basePoints++;
      } else {
        distributions.add(new DistributionSample(series, raw.timeMicros(), observed));
      }
    }

    private @Nullable ExpHistogram difference(Series series, RawHistogram raw) {
      CumulativeHistograms.Step step =
          cumulative.step(series.id(), raw.startMicros(), raw.timeMicros(), raw.histogram());
      steps.add(step);
      return step.observed();
    }

    /** Running totals of several sources that share a series cannot be told apart. */
    private static Refusal mixedTotals(Series series) {
      return new Refusal(
          "too_many_series",
          "name",
          "a series of its own for a cumulative histogram (limits.max_series_per_metric)",
          "one more series of " + series.name());
    }

    /** The series that stands for what came; null if it was refused. */
    private @Nullable Series settled(RawSeries raw, int at) {
      return switch (registry.settle(raw)) {
        case SeriesVerdict.Kept(Series series) -> series;
        case SeriesVerdict.Refused(Refusal refusal) -> {
          faults.add(refusal, "metrics", at);
          refusedPoints++;
          yield null;
        }
      };
    }

    void addExecution(TaskExecution execution, TimeBounds times, int at) {
      if (!faults.inExecution(execution, times, agents, limits, at)) {
        agents.add(execution.agentId());
        executions.add(execution);
      }
    }

    TelemetryBatch batch() {
      return new TelemetryBatch(samples, distributions, spans, executions);
    }

    IntakeResult result(int duplicateSpans) {
      return new IntakeResult(
          spans.size() - duplicateSpans,
          duplicateSpans,
          refusedSpans,
          samples.size() + distributions.size() + basePoints,
          refusedPoints,
          executions.size(),
          faults.named());
    }

    /** Nothing of it was stored: what comes next is compared with what came before it. */
    void undo() {
      steps.reversed().forEach(cumulative::undo);
    }
  }
}
