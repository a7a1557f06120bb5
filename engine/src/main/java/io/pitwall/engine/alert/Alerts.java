package io.pitwall.engine.alert;

import io.pitwall.engine.live.EngineEvent;
import io.pitwall.engine.live.EventBus;
import io.pitwall.engine.live.LatestValues;
import io.pitwall.engine.port.AlertService;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Threshold;
import io.pitwall.model.metric.Sample;
import io.pitwall.store.api.ControlStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All alerts: judges the thresholds once a round, keeps every change in the store, and only then
 * tells the alert service. Thread-safe.
 */
public final class Alerts {
  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

  private final ControlStore store;
  private final LatestValues latest;
  private final AlertService service;
  private final EventBus events;
  private final AlertPolicy policy;
  private final Map<String, AlertLife.Memory> memories = new ConcurrentHashMap<>();
  private final LongAdder failedDeliveries = new LongAdder();

  public Alerts(
      ControlStore store,
      LatestValues latest,
      AlertService service,
      EventBus events,
      AlertPolicy policy) {
    this.store = store;
    this.latest = latest;
    this.service = service;
    this.events = events;
    this.policy = policy;
    store.alerts().forEach(alert -> memories.put(alert.id(), AlertLife.Memory.of(alert)));
  }

  /** Every alert there ever was, those that fired last first. */
  public List<Alert> all() {
    return memories.values().stream()
        .map(AlertLife.Memory::alert)
        .filter(alert -> alert != null)
        .sorted((a, b) -> Long.compare(b.firedAtMicros(), a.firedAtMicros()))
        .toList();
  }

  /** Alerts that are firing or acknowledged. */
  public List<Alert> active() {
    return all().stream().filter(Alert::isActive).toList();
  }

  /** Judges every series that has a threshold. */
  public synchronized void evaluate(Iterable<Threshold> thresholds, long nowMicros) {
    List<Alert> changed = new ArrayList<>();
    Set<String> judged = new HashSet<>();
    long oldest = nowMicros - policy.staleAfter().toNanos() / 1_000;
    for (Threshold threshold : thresholds) {
      for (Sample sample : latest.of(threshold.metric())) {
        if (sample.timeMicros() >= oldest) {
          Condition condition = Condition.of(threshold, sample);
          judged.add(condition.alertId());
          step(condition, nowMicros).ifPresent(changed::add);
        }
      }
    }
    for (Alert alert : active()) {
      if (!judged.contains(alert.id())) {
        boolean hasRule = false;
        for (Threshold threshold : thresholds) {
          hasRule |= threshold.metric().equals(alert.metric());
        }
        Optional<Alert> resolved = withoutData(alert, hasRule, nowMicros);
        resolved.ifPresent(changed::add);
      }
    }
    publish(changed);
  }

  /**
   * A person takes an alert on.
   *
   * @return the alert as it is now; empty if there is none of that id or it is not firing
   */
  public synchronized Optional<Alert> acknowledge(String id, String by, long nowMicros) {
    AlertLife.Memory memory = memories.get(id);
    Alert alert = memory == null ? null : memory.alert();
    if (alert == null || alert.state() != AlertState.FIRING) {
      return Optional.empty();
    }
    Alert taken = AlertLife.acknowledge(alert, by, nowMicros);
    store.saveAlerts(List.of(taken));
    memories.put(id, AlertLife.Memory.of(taken));
    events.publish(new EngineEvent.AlertChanged(taken));
    return Optional.of(taken);
  }

  /** Changes since start of which the alert service could not be told. */
  public long failedDeliveries() {
    return failedDeliveries.sum();
  }

  private Optional<Alert> step(Condition condition, long nowMicros) {
    String id = condition.alertId();
    AlertLife.Memory before = memories.getOrDefault(id, AlertLife.Memory.NONE);
    AlertLife.Memory after = AlertLife.next(before, condition, nowMicros, policy);
    if (after.equals(AlertLife.Memory.NONE)) {
      memories.remove(id);
    } else {
      memories.put(id, after);
    }
    return changed(before.alert(), after.alert());
  }

  /**
   * Right after a start, values may only be late; so an alert waits as long as a value may be old.
   */
  private Optional<Alert> withoutData(Alert alert, boolean hasRule, long nowMicros) {
    AlertLife.Memory memory = memories.getOrDefault(alert.id(), AlertLife.Memory.of(alert));
    long since = memory.betterSince() == 0 ? nowMicros : memory.betterSince();
    if (hasRule && nowMicros - since < policy.staleAfter().toNanos() / 1_000) {
      memories.put(alert.id(), new AlertLife.Memory(alert, 0, since, null));
      return Optional.empty();
    }
    Alert resolved =
        AlertLife.resolve(
            alert, alert.value(), nowMicros, hasRule ? "no data any more" : "its rule was removed");
    memories.put(alert.id(), AlertLife.Memory.of(resolved));
    return Optional.of(resolved);
  }

  private static Optional<Alert> changed(@Nullable Alert before, @Nullable Alert after) {
    if (after == null) {
      return Optional.empty();
    }
    boolean same = before != null && before.history().getLast().equals(after.history().getLast());
    return same ? Optional.empty() : Optional.of(after);
  }

  private void publish(List<Alert> changed) {
    if (changed.isEmpty()) {
      return;
    }
    store.saveAlerts(changed);
    for (Alert alert : changed) {
      deliver(alert);
      events.publish(new EngineEvent.AlertChanged(alert));
    }
  }

  private void deliver(Alert alert) {
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
