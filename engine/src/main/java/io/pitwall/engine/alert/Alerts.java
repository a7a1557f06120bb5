package io.pitwall.engine.alert;

import io.pitwall.engine.alert.signal.OpenRunSignals;
import io.pitwall.engine.alert.signal.Signals;
import io.pitwall.engine.live.EngineEvent;
import io.pitwall.engine.live.EventBus;
import io.pitwall.engine.port.AlertListener;
import io.pitwall.engine.port.AlertService;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.AlertState;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.ControlStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All alerts: judges the rules once a round, keeps every change in the store, and only then tells
 * the alert service and the listeners. What the store cannot keep is kept and told as soon as it
 * can. The store belongs to one process at a time, so one node judges. Thread-safe.
 */
public final class Alerts {
  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
  private static final int MOST_LOOKED_UP = 20;
  private static final int MOST_PENDING_SHOWN = 1_000;

  private final ControlStore store;
  private final AlertService service;
  private final EventBus events;
  private final AlertPolicy policy;
  private final Signals signals;
  private final Judge judge;
  private final Mutes mutes;
  private final Silences silences;
  private final Crossings crossings = new Crossings();
  private final PassClock clock = new PassClock();
  private final Function<Alert, List<String>> runsBehind;
  private final PendingMarks marks;
  private final Map<String, RuleState> states = new LinkedHashMap<>();
  private final Map<String, Alert> alerts = new ConcurrentHashMap<>();
  private final Set<String> active = new LinkedHashSet<>();
  private final Set<String> unsaved = new LinkedHashSet<>();
  private final LongAdder failedDeliveries = new LongAdder();
  private final LongAdder failedRules = new LongAdder();
  private final List<AlertListener> listeners = new CopyOnWriteArrayList<>();
  private volatile List<Alert> pending = List.of();
  private volatile Map<String, RuleHealth> health = Map.of();
  private @Nullable List<AlertRule> rulesBefore;

  /**
   * What alerts are made of besides the rules.
   *
   * @param signals what rules judge
   * @param openRuns what is known of runs that have not ended, null for nothing
   * @param agentsOfWorkflow ids of the agents that take part in a workflow
   * @param runsBehind ids of runs that show what an alert is about
   */
  public record Sources(
      Signals signals,
      @Nullable OpenRunSignals openRuns,
      Function<String, Set<String>> agentsOfWorkflow,
      Function<Alert, List<String>> runsBehind) {}

  public Alerts(
      ControlStore store,
      Sources sources,
      Silences silences,
      AlertService service,
      EventBus events,
      AlertPolicy policy) {
    this.store = store;
    this.service = service;
    this.events = events;
    this.policy = policy;
    this.silences = silences;
    signals = sources.signals();
    runsBehind = sources.runsBehind();
    judge = new Judge(signals, crossings, sources.openRuns(), policy.staleAfter());
    mutes = new Mutes(silences, new Explanations(sources.agentsOfWorkflow()));
    marks = new PendingMarks(store);
    for (Alert alert : store.alerts()) {
      alerts.put(alert.id(), alert);
      if (alert.isActive()) {
        active.add(alert.id());
      }
    }
  }

  /** Adds a listener for all changes from now on; close the answer to remove it. */
  public EventBus.Subscription addListener(AlertListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Every alert there ever was, those that fired last first. */
  public List<Alert> all() {
    return alerts.values().stream()
        .sorted((a, b) -> Long.compare(b.firedAtMicros(), a.firedAtMicros()))
        .toList();
  }

  /** Alerts that are firing or acknowledged. */
  public List<Alert> active() {
    return all().stream().filter(Alert::isActive).toList();
  }

  public Optional<Alert> of(String id) {
    return Optional.ofNullable(alerts.get(id));
  }

  /** Conditions that hold, but not for long enough yet; at most a thousand. */
  public List<Alert> pending() {
    return pending;
  }

  /** How each rule is doing, by id. */
  public Map<String, RuleHealth> health() {
    return health;
  }

  public Silences silences() {
    return silences;
  }

  /** Names of the aggregates that rules may judge besides metrics. */
  public Set<String> signalNames() {
    return signals.names();
  }

  /** Takes in values as they arrive. */
  public void committed(Commit commit) {
    crossings.committed(commit.stored().samples());
  }

  /**
   * Judges all rules. A rule that fails is said to, and the others go on.
   *
   * @param nowMicros wall time; may step
   * @param monotonicNanos time that does not step
   * @throws io.pitwall.store.api.StoreException if the changes cannot be kept; they are then kept
   *     and told the next time
   */
  public synchronized void evaluate(
      Collection<AlertRule> rules, long nowMicros, long monotonicNanos) {
    Moment now = clock.at(nowMicros, monotonicNanos, policy.staleAfter().toNanos() / 1_000);
    if (clock.wasSetBack()) {
      signals.clockSetBack(nowMicros);
    }
    judge.begin(nowMicros, clock.forgivenMicros());
    settle(rules, now);
    List<Alert> pendingNow = new ArrayList<>();
    Map<String, RuleHealth> healthNow = new LinkedHashMap<>();
    Map<String, Long> marksNow = new HashMap<>();
    for (RuleState state : states.values()) {
      if (state.rule().enabled()) {
        pass(state, now, pendingNow);
        marks.collect(state, now, marksNow);
      } else {
        withoutRule(state, now, "its rule was switched off");
      }
      healthNow.put(state.rule().id(), state.health);
    }
    pending = Collections.unmodifiableList(pendingNow);
    health = Collections.unmodifiableMap(healthNow);
    lookUpRuns();
    mute(nowMicros);
    publish(nowMicros);
    marks.save(marksNow);
    crossings.next(watched());
  }

  /**
   * A person takes an alert on.
   *
   * @return the alert as it is now; empty if there is none of that id or it is not firing
   */
  public synchronized Optional<Alert> acknowledge(String id, String by, long nowMicros) {
    Alert alert = alerts.get(id);
    if (alert == null || alert.state() != AlertState.FIRING) {
      return Optional.empty();
    }
    Alert taken = AlertLife.acknowledge(alert, by, nowMicros);
    store.saveAlerts(List.of(taken));
    alerts.put(id, taken);
    RuleState state = states.get(taken.rule());
    if (state != null) {
      state.memories.put(Verdict.subjectOf(id), AlertLife.Memory.of(taken));
    }
    events.publish(new EngineEvent.AlertChanged(taken));
    tellListeners(List.of(taken), nowMicros);
    return Optional.of(taken);
  }

  /**
   * Silences changed: who is told of what is settled anew, without waiting for the next pass.
   *
   * @throws io.pitwall.store.api.StoreException as {@link #evaluate} does
   */
  public synchronized void silencesChanged(long nowMicros) {
    mute(nowMicros);
    publish(nowMicros);
  }

  /** Calls since start by which the alert service or a listener could not be told. */
  public long failedDeliveries() {
    return failedDeliveries.sum();
  }

  /** Rules since start that could not be judged, each once for each pass. */
  public long failedRules() {
    return failedRules.sum();
  }

  /** Rules come, change and go; what was remembered of those that stay stays. */
  private void settle(Collection<AlertRule> rules, Moment now) {
    List<AlertRule> all = List.copyOf(rules);
    if (all.equals(rulesBefore)) {
      return;
    }
    boolean first = rulesBefore == null;
    rulesBefore = all;
    signals.retain(rules);
    Set<String> ids = new HashSet<>();
    for (AlertRule rule : rules) {
      ids.add(rule.id());
      RuleState known = states.get(rule.id());
      if (known == null) {
        states.put(rule.id(), new RuleState(rule));
      } else if (!known.rule().equals(rule)) {
        known.change(rule);
      }
    }
    for (RuleState state : List.copyOf(states.values())) {
      if (!ids.contains(state.rule().id())) {
        withoutRule(state, now, "its rule was removed");
        states.remove(state.rule().id());
        judge.forget(state.rule().id());
      }
    }
    if (first) {
      restoreMemories(now);
    }
  }

  private void restoreMemories(Moment now) {
    for (Alert alert : alerts.values()) {
      RuleState state = states.get(alert.rule());
      if (state != null) {
        state.memories.put(Verdict.subjectOf(alert.id()), AlertLife.Memory.of(alert));
      } else if (alert.isActive()) {
        keep(AlertLife.resolve(alert, alert.value(), now.wallMicros(), "its rule was removed"));
      }
    }
    marks.restore(states, now);
  }

  private void pass(RuleState state, Moment now, List<Alert> pendingNow) {
    state.begin();
    try {
      judge.judge(state, verdict -> step(state, verdict, now, pendingNow));
    } catch (RuntimeException e) {
      failedRules.increment();
      boolean known = state.health.state() == RuleHealth.State.ERROR;
      state.health =
          new RuleHealth(
              RuleHealth.State.ERROR,
              0,
              "could not be judged: " + e.getMessage(),
              now.wallMicros());
      if (!known) {
        LOG.warn("The rule {} could not be judged; the others go on", state.rule().id(), e);
      }
      return;
    }
    for (Map.Entry<Long, AlertLife.Memory> entry : List.copyOf(state.memories.entrySet())) {
      long subject = entry.getKey();
      if (!state.judged.contains(subject) && subject != Verdict.NO_DATA) {
        withoutData(state, subject, entry.getValue(), now);
      }
    }
    noData(state, now, pendingNow);
    state.health = health(state, now);
  }

  private void step(RuleState state, Verdict verdict, Moment now, List<Alert> pendingNow) {
    AlertLife.Memory before = state.memories.getOrDefault(verdict.subject(), AlertLife.Memory.NONE);
    AlertLife.Memory after = AlertLife.next(before, verdict, now);
    if (after.pendingSince() != 0
        && verdict.severity() != null
        && pendingNow.size() < MOST_PENDING_SHOWN) {
      long since = now.wallMicros() - (now.steadyMicros() - after.pendingSince());
      pendingNow.add(AlertLife.pending(verdict, verdict.severity(), since));
    }
    state.judged.add(verdict.subject());
    remember(state, verdict.subject(), before, after);
  }

  /**
   * A value that is too old says nothing any more. Right after a start there is none at all and it
   * may only be late, so an alert then waits as long as a value may be old.
   */
  private void withoutData(RuleState state, long subject, AlertLife.Memory before, Moment now) {
    Alert alert = before.alert();
    if (alert == null || !alert.isActive()) {
      remember(state, subject, before, new AlertLife.Memory(alert, 0, 0, null));
      return;
    }
    if (state.rule().noData() == AlertRule.NoData.KEEP) {
      remember(state, subject, before, AlertLife.Memory.of(alert));
      return;
    }
    long since = before.betterSince() == 0 ? now.steadyMicros() : before.betterSince();
    long patience = policy.staleAfter().toNanos() / 1_000;
    if (!state.stale.contains(subject) && now.steadyMicros() - since < patience) {
      remember(state, subject, before, new AlertLife.Memory(alert, 0, since, null));
      return;
    }
    remember(
        state,
        subject,
        before,
        AlertLife.Memory.of(
            AlertLife.resolve(alert, alert.value(), now.wallMicros(), "no data any more")));
  }

  /** Missing data as an alert of its own, where the rule wants that. */
  private void noData(RuleState state, Moment now, List<Alert> pendingNow) {
    boolean silent = state.judgedNow == 0;
    state.silentSince =
        !silent ? 0 : state.silentSince == 0 ? now.steadyMicros() : state.silentSince;
    boolean wanted = state.rule().noData() == AlertRule.NoData.ALERT;
    boolean known = state.memories.containsKey(Verdict.NO_DATA);
    boolean longEnough =
        silent && now.steadyMicros() - state.silentSince >= policy.staleAfter().toNanos() / 1_000;
    if ((wanted && longEnough) || known) {
      step(state, NoDataVerdict.of(state.rule(), wanted && silent), now, pendingNow);
    }
  }

  private void withoutRule(RuleState state, Moment now, String reason) {
    state.memories.forEach(
        (subject, memory) -> {
          Alert alert = memory.alert();
          if (alert != null && alert.isActive()) {
            Alert over = AlertLife.resolve(alert, alert.value(), now.wallMicros(), reason);
            keep(over);
          }
        });
    state.memories.replaceAll(
        (subject, memory) -> {
          Alert alert = memory.alert();
          return alert == null
              ? AlertLife.Memory.NONE
              : AlertLife.Memory.of(alerts.getOrDefault(alert.id(), alert));
        });
    state.health = new RuleHealth(RuleHealth.State.DISABLED, 0, "", now.wallMicros());
  }

  private RuleHealth health(RuleState state, Moment now) {
    if (state.judgedNow == 0) {
      String signal = state.rule().condition().of().signal();
      return new RuleHealth(
          RuleHealth.State.NO_DATA,
          0,
          signals.isKnown(signal)
              ? "nothing that the rule selects has data now"
              : "there is no metric or aggregate called " + signal + " yet",
          now.wallMicros());
    }
    RuleHealth.State worst = RuleHealth.State.OK;
    for (AlertLife.Memory memory : state.memories.values()) {
      Alert alert = memory.alert();
      if (alert != null && alert.isActive()) {
        worst = RuleHealth.State.FIRING;
        break;
      }
      worst = memory.pendingSince() != 0 ? RuleHealth.State.PENDING : worst;
    }
    return new RuleHealth(worst, state.judgedNow, "", now.wallMicros());
  }

  private void remember(
      RuleState state, long subject, AlertLife.Memory before, AlertLife.Memory after) {
    if (after.equals(AlertLife.Memory.NONE)) {
      state.memories.remove(subject);
    } else {
      state.memories.put(subject, after);
    }
    Alert alert = after.alert();
    if (alert != null && !alert.equals(before.alert())) {
      boolean changed = before.alert() == null || before.alert().revision() != alert.revision();
      alerts.put(alert.id(), alert);
      if (changed) {
        keep(alert);
      }
    }
  }

  private void keep(Alert alert) {
    alerts.put(alert.id(), alert);
    unsaved.add(alert.id());
    if (alert.isActive()) {
      active.add(alert.id());
    } else {
      active.remove(alert.id());
    }
  }

  /** What is new is told with runs that show it, as far as they can be had quickly. */
  private void lookUpRuns() {
    int looked = 0;
    for (String id : unsaved) {
      Alert alert = alerts.get(id);
      if (alert != null
          && alert.isActive()
          && alert.context().traces().isEmpty()
          && looked < MOST_LOOKED_UP) {
        looked++;
        List<String> runs = runsBehind(alert);
        if (!runs.isEmpty()) {
          replace(alert.around(alert.context().withTraces(runs)));
        }
      }
    }
  }

  private List<String> runsBehind(Alert alert) {
    try {
      return runsBehind.apply(alert);
    } catch (RuntimeException e) {
      LOG.warn("The runs behind {} could not be had", alert.id(), e);
      return List.of();
    }
  }

  private void mute(long nowMicros) {
    if (active.isEmpty()) {
      return;
    }
    List<Alert> now = new ArrayList<>(active.size());
    active.forEach(id -> now.add(alerts.get(id)));
    for (Alert changed : mutes.changed(now, nowMicros)) {
      replace(changed);
      unsaved.add(changed.id());
    }
  }

  private void replace(Alert alert) {
    alerts.put(alert.id(), alert);
    RuleState state = states.get(alert.rule());
    if (state != null) {
      state.memories.computeIfPresent(
          Verdict.subjectOf(alert.id()),
          (subject, memory) ->
              new AlertLife.Memory(
                  alert, memory.pendingSince(), memory.betterSince(), memory.worstSince()));
    }
  }

  private Map<String, Set<Long>> watched() {
    Map<String, Set<Long>> watched = new HashMap<>();
    for (String id : active) {
      Alert alert = alerts.get(id);
      RuleState state = alert == null ? null : states.get(alert.rule());
      if (alert != null && state != null && signals.isPlain(state.rule().condition().of())) {
        watched
            .computeIfAbsent(alert.metric(), metric -> new HashSet<>())
            .add(Verdict.subjectOf(id));
      }
    }
    return watched;
  }

  /** First kept, then told: what cannot be kept now is kept and told the next time. */
  private void publish(long nowMicros) {
    List<Alert> changed = new ArrayList<>(unsaved.size());
    for (String id : unsaved) {
      Alert alert = alerts.get(id);
      if (alert != null) {
        changed.add(alert);
      }
    }
    if (changed.isEmpty()) {
      return;
    }
    store.saveAlerts(changed);
    unsaved.clear();
    for (Alert alert : changed) {
      deliver(alert);
      events.publish(new EngineEvent.AlertChanged(alert));
    }
    tellListeners(changed, nowMicros);
  }

  private void tellListeners(List<Alert> changed, long nowMicros) {
    for (AlertListener listener : listeners) {
      try {
        listener.changed(changed, nowMicros);
      } catch (RuntimeException e) {
        failedDeliveries.increment();
        LOG.warn("A listener could not take {} changed alerts", changed.size(), e);
      }
    }
  }

  private void deliver(Alert alert) {
    if (alert.isMuted()) {
      return;
    }
    try {
      if (alert.isActive()) {
        service.sendAlert(alert);
      } else {
        service.resolveAlert(alert);
      }
    } catch (RuntimeException e) {
      failedDeliveries.increment();
      LOG.warn("The alert service could not be told of {}", alert.id(), e);
    }
  }
}
