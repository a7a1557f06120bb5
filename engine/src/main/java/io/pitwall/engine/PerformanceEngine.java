package io.pitwall.engine;

import io.pitwall.engine.advice.Recommendations;
import io.pitwall.engine.agent.AgentProfiles;
import io.pitwall.engine.alert.AlertRules;
import io.pitwall.engine.alert.Alerts;
import io.pitwall.engine.alert.Backtest;
import io.pitwall.engine.alert.DefaultPack;
import io.pitwall.engine.alert.Silences;
import io.pitwall.engine.alert.Thresholds;
import io.pitwall.engine.around.AroundMetrics;
import io.pitwall.engine.around.AroundQueries;
import io.pitwall.engine.around.BrowserVitals;
import io.pitwall.engine.around.QueryPlans;
import io.pitwall.engine.evidence.ArchiveLimits;
import io.pitwall.engine.evidence.RunArchive;
import io.pitwall.engine.inspect.Catalogue;
import io.pitwall.engine.intake.Intake;
import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.engine.live.EventBus;
import io.pitwall.engine.live.HookDispatcher;
import io.pitwall.engine.live.LatestValues;
import io.pitwall.engine.live.QueueMetrics;
import io.pitwall.engine.live.RecentActivity;
import io.pitwall.engine.notify.Notifications;
import io.pitwall.engine.port.AlertService;
import io.pitwall.engine.port.MemoryService;
import io.pitwall.engine.port.PerformanceHook;
import io.pitwall.engine.port.StateService;
import io.pitwall.engine.query.FleetQueries;
import io.pitwall.engine.query.Queries;
import io.pitwall.engine.query.Scaling;
import io.pitwall.engine.query.WorkflowQueries;
import io.pitwall.engine.run.RunTracker;
import io.pitwall.engine.schedule.Loop;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.system.SystemSnapshot;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Attributes;
import io.pitwall.store.api.AgentSlot;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.api.TelemetryStore;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The performance engineer as a library: takes telemetry in, keeps it, profiles agents, raises
 * alerts and gives advice, with no network. Thread-safe.
 *
 * <pre>{@code
 * try (PerformanceEngine engine = PerformanceEngine.builder(telemetry, control).build()) {
 *   engine.start();
 *   engine.recordMetric("queue.depth", 7, MetricType.GAUGE, Map.of("queue", "inbox"), "", "").join();
 * }
 * }</pre>
 *
 * <p>Building it restores everything from the stores, the windows of agents in the background:
 * whoever asks for one in the first second waits for it. {@link #start} sets the loop going. The
 * stores stay open when the engine is closed: they belong to who opened them.
 */
public final class PerformanceEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PerformanceEngine.class);

  private final TelemetryStore telemetry;
  private final ControlStore control;
  private final Clock clock;
  private final EngineSettings settings;
  private final StateService state;
  private final LatestValues latest = new LatestValues();
  private final QueueMetrics queues = new QueueMetrics(latest);
  private final RecentActivity activity = new RecentActivity();
  private final EventBus events = new EventBus();
  private final HookDispatcher hooks = new HookDispatcher();
  private final LongAdder failedStateUpdates = new LongAdder();
  private final Map<String, ScoreSettings> scoreSettings;
  private final AgentProfiles agents;
  private final RunTracker runs;
  private final Thresholds thresholds;
  private final Alerts alerts;
  private final Notifications notifications;
  private final AlertRules alertRules;
  private final AlertSignals alertSignals;
  private final Backtest backtest;
  private final RunArchive archive;
  private final Scaling scaling;
  private final Recommendations recommendations;
  private final Intake intake;
  private final AroundMetrics around;
  private final AroundQueries aroundQueries;
  private final BrowserVitals browsers;
  private final QueryPlans queryPlans;
  private final WorkflowQueries workflows;
  private final FleetQueries fleet;
  private final Round round;
  private final Queries queries;
  private volatile List<Loop> loops = List.of();
  private volatile boolean closed;

  PerformanceEngine(EngineBuilder parts) {
    telemetry = parts.telemetry;
    control = parts.control;
    clock = parts.clock;
    settings = parts.settings;
    state = parts.state;
    AlertService alertService = parts.alerts;
    MemoryService memory = parts.memory == null ? control::saveKnowledge : parts.memory;
    scoreSettings = new ConcurrentHashMap<>(control.scoreSettings());
    agents = new AgentProfiles(this::scoreSettings);
    runs = new RunTracker(telemetry, settings.runIdle(), agents::used);
    thresholds = new Thresholds(control);
    archive = new RunArchive(telemetry, ArchiveLimits.DEFAULT);
    alertSignals = new AlertSignals(telemetry, latest, queues, agents, runs, this::upkeepFailures);
    archive.onRun(alertSignals.calls()::look);
    alertRules =
        new AlertRules(
            control,
            settings.alerts().defaultPack() ? DefaultPack.rules() : List.of(),
            () -> thresholds.rules(settings.alerts()));
    alerts =
        new Alerts(
            control,
            alertSignals.sources(),
            new Silences(control),
            alertService,
            events,
            settings.alerts());
    notifications =
        new Notifications(
            control.outbox(), clock, parts.notifications, parts.channels, alerts.all());
    alerts.addListener(notifications);
    backtest = new Backtest(alertSignals.fresh());
    scaling = new Scaling(archive);
    recommendations =
        new Recommendations(
            control,
            memory,
            events,
            Catalogue.standard(),
            settings.persistence(),
            new StoredObservations(this));
    intake = new Intake(telemetry, clock, settings.limits(), parts.prices);
    intake.onEnd(latest::end);
    around = new AroundMetrics(intake, activity);
    queryPlans = new QueryPlans(control);
    aroundQueries = new AroundQueries(telemetry, queryPlans);
    browsers = new BrowserVitals(intake);
    workflows = new WorkflowQueries(telemetry, runs);
    fleet = new FleetQueries(archive);
    restore();
    telemetry.onCommit(this::committed);
    round = new Round(this, clock, settings);
    queries = new Queries(this, clock);
  }

  /** Begins to put an engine together; the stores must be open. */
  public static EngineBuilder builder(TelemetryStore telemetry, ControlStore control) {
    return new EngineBuilder(telemetry, control);
  }

  /** Sets the loops going. A second call does nothing, nor does one after closing. */
  public synchronized void start() {
    if (loops.isEmpty() && !closed) {
      notifications.start();
      loops =
          List.of(
              Loop.start("round", clock, settings.interval(), round::run),
              Loop.start("inspect", clock, settings.inspectEvery(), round::inspect),
              Loop.start("fold", clock, settings.foldEvery(), telemetry::fold),
              Loop.start(
                  "expire",
                  clock,
                  settings.expireEvery(),
                  () -> telemetry.expire(settings.retention())));
    }
  }

  /**
   * Runs one round of the loop and one of the inspections now, on the caller's thread: for tests
   * and simulations.
   */
  public void runRound() {
    round.run();
    round.inspect();
  }

  /** Runs one round of the loop now, without the inspections, likewise. */
  public void look() {
    round.run();
  }

  /**
   * Records a value of a metric.
   *
   * @param name name of the metric
   * @param value finite
   * @param tags what tells its series apart
   * @param unit unit of the value, empty if none
   * @param description for people, empty if none
   * @return completes when the value is safe on disk
   * @throws io.pitwall.engine.intake.RefusedException if it cannot be taken, naming why
   * @throws io.pitwall.store.api.OverCapacityException if too much is waiting
   */
  public CompletableFuture<IntakeResult> recordMetric(
      String name,
      double value,
      MetricType type,
      Map<String, String> tags,
      String unit,
      String description) {
    RawSeries series = new RawSeries(name, Attributes.of(tags), type, unit, description);
    return intake.acceptWhole(
        RawBatch.ofMetrics(List.of(RawNumber.of(series, clock.nowMicros(), value)), List.of()));
  }

  /**
   * Records that an agent has just finished a task, in the words of the original.
   *
   * @param executionTime how long it took, 0 or more
   * @param memoryMb memory the agent uses, megabytes; 0 or NaN if unknown
   * @param cpuPercent CPU the agent uses, percent of a core; 0 or NaN if unknown
   * @see #recordAgentPerformance(List)
   */
  public CompletableFuture<IntakeResult> recordAgentPerformance(
      String agentId,
      String agentType,
      Duration executionTime,
      boolean success,
      double memoryMb,
      double cpuPercent) {
    return recordAgentPerformance(
        List.of(
            new TaskExecution(
                agentId,
                agentType,
                clock.nowMicros(),
                executionTime.toNanos(),
                success,
                memoryMb,
                cpuPercent,
                -1,
                null,
                null,
                null,
                null,
                null)));
  }

  /**
   * Records that agents finished tasks: updates their profiles and records execution times, success
   * rates and scores as metrics, as the original does. What cannot be taken of those metrics is
   * left out and counted.
   *
   * @return completes when the executions are safe on disk
   * @throws io.pitwall.engine.intake.RefusedException if it cannot be taken, naming why
   * @throws io.pitwall.store.api.OverCapacityException if too much is waiting
   */
  public CompletableFuture<IntakeResult> recordAgentPerformance(List<TaskExecution> executions) {
    return intake
        .acceptWhole(RawBatch.ofExecutions(executions), AgentMetrics.executionTimes(executions))
        .thenCompose(result -> recordStanding(executions).handle((done, failure) -> result));
  }

  /** Adds a hook that is called with every value of a metric. */
  public void addPerformanceHook(String metric, PerformanceHook hook) {
    hooks.add(metric, hook);
  }

  /** Removes a hook; returns whether it was there. */
  public boolean removePerformanceHook(String metric, PerformanceHook hook) {
    return hooks.remove(metric, hook);
  }

  /** Settings that agents of a type are scored by. */
  public ScoreSettings scoreSettings(String agentType) {
    return scoreSettings.getOrDefault(agentType, ScoreSettings.DEFAULT);
  }

  /** Gives a type of agent its own settings; safe when the call returns. */
  public void setScoreSettings(String agentType, ScoreSettings own, String actor) {
    control.saveScoreSettings(
        agentType,
        own,
        new AuditEntry(
            clock.nowMicros(),
            actor,
            "score_settings.update",
            agentType,
            ScoreSettingsText.json(scoreSettings(agentType)),
            ScoreSettingsText.json(own)));
    scoreSettings.put(agentType, own);
  }

  /** The door for telemetry. */
  public Intake intake() {
    return intake;
  }

  public AgentProfiles agents() {
    return agents;
  }

  public RunTracker runs() {
    return runs;
  }

  public Thresholds thresholds() {
    return thresholds;
  }

  public Alerts alerts() {
    return alerts;
  }

  /** What people are told of alerts. */
  public Notifications notifications() {
    return notifications;
  }

  /** The rules that alerts are raised by. */
  public AlertRules alertRules() {
    return alertRules;
  }

  /** Tries rules on what was stored. */
  public Backtest backtest() {
    return backtest;
  }

  /** What of alerts is made of runs and their calls. */
  AlertSignals alertSignals() {
    return alertSignals;
  }

  /** The latest runs with their spans, at hand for analysis. */
  public RunArchive archive() {
    return archive;
  }

  /** How many workers pools should have. */
  public Scaling scaling() {
    return scaling;
  }

  public Recommendations recommendations() {
    return recommendations;
  }

  /** Latest value of every series. */
  public LatestValues latest() {
    return latest;
  }

  /** What metrics tell of queues. */
  public QueueMetrics queues() {
    return queues;
  }

  /** What happened within the last minutes. */
  public RecentActivity activity() {
    return activity;
  }

  /** Makes metrics of what surrounds agents. */
  public AroundMetrics around() {
    return around;
  }

  /** Plans that databases told. */
  public QueryPlans queryPlans() {
    return queryPlans;
  }

  /** Takes what browsers measure. */
  public BrowserVitals browsers() {
    return browsers;
  }

  /** How databases, endpoints, outside services and pages did. */
  public AroundQueries aroundQueries() {
    return aroundQueries;
  }

  /** How workflows did. */
  public WorkflowQueries workflows() {
    return workflows;
  }

  /** What the runs at hand tell of the agents in them. */
  public FleetQueries fleet() {
    return fleet;
  }

  /** What happens now, for listeners. */
  public EventBus events() {
    return events;
  }

  /** Answers that are put together from several sources. */
  public Queries queries() {
    return queries;
  }

  public TelemetryStore telemetry() {
    return telemetry;
  }

  public ControlStore control() {
    return control;
  }

  public EngineSettings settings() {
    return settings;
  }

  /** The latest look at the system; empty before the first, or if it is not watched. */
  public Optional<SystemSnapshot> snapshot() {
    return round.snapshot();
  }

  /** Counts of what went wrong or was left out inside the engine since start, by name. */
  public Map<String, Long> selfCounts() {
    List<Loop> running = loops;
    Loop rounds = running.isEmpty() ? null : running.getFirst();
    Loop inspections = running.isEmpty() ? null : running.get(1);
    long upkeepFailures = running.stream().skip(2).mapToLong(Loop::failed).sum();
    Map<String, Long> counts = new HashMap<>(notifications.selfCounts());
    counts.putAll(ownCounts(rounds, inspections, upkeepFailures));
    return Map.copyOf(counts);
  }

  private Map<String, Long> ownCounts(
      @Nullable Loop rounds, @Nullable Loop inspections, long upkeepFailures) {
    return Map.ofEntries(
        Map.entry("rounds", rounds == null ? 0L : rounds.rounds()),
        Map.entry("rounds_skipped", rounds == null ? 0L : rounds.skipped()),
        Map.entry(
            "round_failures",
            (rounds == null ? 0 : rounds.failed())
                + (inspections == null ? 0 : inspections.failed())
                + round.failedSteps()),
        Map.entry("inspection_rounds", inspections == null ? 0L : inspections.rounds()),
        Map.entry("inspection_rounds_skipped", inspections == null ? 0L : inspections.skipped()),
        Map.entry("store_upkeep_failures", upkeepFailures),
        Map.entry("hook_failures", hooks.failed()),
        Map.entry("hook_drops", hooks.dropped()),
        Map.entry("listener_failures", events.failed()),
        Map.entry("state_service_failures", failedStateUpdates.sum()),
        Map.entry("alert_service_failures", alerts.failedDeliveries()),
        Map.entry("alert_rule_failures", alerts.failedRules()),
        Map.entry("around_values_dropped", around.dropped()),
        Map.entry("around_names_overflowed", around.overflowedNames() + browsers.overflowed()),
        Map.entry("inspection_failures", recommendations.failedInspections()),
        Map.entry("archive_runs_passed_over", archive.passedOver()),
        Map.entry("inspection_trifles", recommendations.trifles()),
        Map.entry("memory_service_failures", recommendations.failedMemories()));
  }

  /**
   * Stops the loops, makes the calls of hooks that wait, makes final the runs that are idle, and
   * rolls up what came in. From then on commits are not listened to any more. The stores stay open.
   */
  @Override
  public synchronized void close() {
    loops.forEach(Loop::close);
    loops = List.of();
    notifications.close();
    hooks.close();
    try {
      runs.finalizeIdle(clock.nowMicros());
      around.flush();
      telemetry.fold();
    } catch (RuntimeException e) {
      LOG.warn("What came in last could not be worked up; the next start will do it", e);
    }
    closed = true;
  }

  private long upkeepFailures() {
    return loops.stream().skip(2).mapToLong(Loop::failed).sum();
  }

  private void restore() {
    long now = clock.nowMicros();
    long latestEnd = now + settings.limits().maxFuture().toNanos() / 1_000;
    Map<AgentProfiles.Window, CompletableFuture<List<AgentSlot>>> slots =
        new EnumMap<>(AgentProfiles.Window.class);
    for (AgentProfiles.Window window : AgentProfiles.Window.values()) {
      TimeRange range = new TimeRange(now - window.length().toNanos() / 1_000, latestEnd);
      slots.put(window, telemetry.agentSlotsAsOfNow(range, window.slotMicros()));
    }
    CompletableFuture<Void> windows = agents.restore(telemetry.agentTotals(), slots);
    knowAgents();
    var _ =
        windows.whenComplete(
            (done, failure) -> {
              if (failure != null && !closed) {
                LOG.warn(
                    "What agents did lately could not be read; their windows begin anew", failure);
              }
              knowAgents();
            });
    runs.restore(telemetry.openTraces());
    alertSignals.restore(alerts.active());
  }

  private void knowAgents() {
    agents.all().forEach(agent -> intake.knowAgent(agent.agentId()));
  }

  private void committed(Commit commit) {
    if (closed) {
      return;
    }
    agents.committed(commit);
    runs.committed(commit);
    activity.committed(commit);
    around.committed(commit);
    List<Sample> samples = commit.stored().samples();
    latest.update(samples, commit.seq());
    alertSignals.committed(commit, clock.nowMicros());
    alerts.committed(commit);
    boolean hooked = hooks.hasAny();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      if (hooked) {
        hooks.dispatch(sample);
      }
      updateState(sample);
    }
  }

  private void updateState(Sample sample) {
    try {
      state.updateMetric(sample);
    } catch (RuntimeException e) {
      failedStateUpdates.increment();
      if (failedStateUpdates.sum() == 1) {
        LOG.warn("The state service failed; further failures are only counted", e);
      }
    }
  }

  /** The executions are safe by now; their agents' standing can be had again at any time. */
  private CompletableFuture<IntakeResult> recordStanding(List<TaskExecution> executions) {
    try {
      return intake.accept(
          RawBatch.ofMetrics(AgentMetrics.standing(executions, agents), List.of()));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
