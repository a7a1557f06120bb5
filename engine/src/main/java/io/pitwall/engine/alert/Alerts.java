package io.pitwall.engine.alert;

import io.pitwall.engine.live.EngineEvent;
import io.pitwall.engine.live.EventBus;
import io.pitwall.engine.live.LatestValues;
import io.pitwall.engine.port.AlertListener;
import io.pitwall.engine.port.AlertService;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Threshold;
import io.pitwall.model.metric.Sample;
import io.pitwall.store.api.ControlStore;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All alerts: judges the thresholds once a round, keeps every change in the store, and only then
 * tells the alert service. What the store cannot keep is kept and told as soon as it can.
 * Thread-safe.
 */
public final class Alerts {
  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

  private final ControlStore store;
  private final LatestValues latest;
  private final AlertService service;
  private final EventBus events;
  private final AlertPolicy policy;
  private final Map<String, AlertLife.Memory> memories = new ConcurrentHashMap<>();
  private final Set<String> unsaved = new LinkedHashSet<>();
  private final LongAdder failedDeliveries = new LongAdder();
  private final List<AlertListener> listeners = new CopyOnWriteArrayList<>();

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

  /** Adds a listener for all changes from now on; close the answer to remove it. */
  public EventBus.Subscription addListener(AlertListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
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

  /**
   * Judges every series that has a threshold.
   *
   * @throws io.pitwall.store.api.StoreException if the changes cannot be kept; they are then kept
   *     and told the next time
   */
  public synchronized void evaluate(Iterable<Threshold> thresholds, long nowMicros) {
    Set<String> metrics = new HashSet<>();
    Set<String> judged = new HashSet<>();
    Set<String> stale = new HashSet<>();
    long oldest = nowMicros - policy.staleAfter().toNanos() / 1_000;
    for (Threshold threshold : thresholds) {
      metrics.add(threshold.metric());
      for (Sample sample : latest.of(threshold.metric())) {
        Condition condition = Condition.of(threshold, sample);
        if (sample.timeMicros() >= oldest) {
          judged.add(condition.alertId());
          step(condition, nowMicros);
        } else {
          stale.add(condition.alertId());
        }
      }
    }
    for (String id : List.copyOf(memories.keySet())) {
      if (!judged.contains(id)) {
        withoutData(id, metrics, stale.contains(id), nowMicros);
      }
    }
    publish(nowMicros);
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
    tellListeners(List.of(taken), nowMicros);
    return Optional.of(taken);
  }

  /** Calls since start by which the alert service or a listener could not be told. */
  public long failedDeliveries() {
    return failedDeliveries.sum();
  }

  private void step(Condition condition, long nowMicros) {
    String id = condition.alertId();
    AlertLife.Memory before = memories.getOrDefault(id, AlertLife.Memory.NONE);
    remember(id, before, AlertLife.next(before, condition, nowMicros, policy));
  }

  /**
   * A value that is too old says nothing any more. Right after a start there is none at all and it
   * may only be late, so an alert then waits as long as a value may be old.
   */
  private void withoutData(String id, Set<String> metrics, boolean stale, long nowMicros) {
    AlertLife.Memory before = memories.getOrDefault(id, AlertLife.Memory.NONE);
    Alert alert = before.alert();
    if (alert == null || !alert.isActive()) {
      remember(id, before, new AlertLife.Memory(alert, 0, 0, null));
      return;
    }
    boolean hasRule = metrics.contains(alert.metric());
    long since = before.betterSince() == 0 ? nowMicros : before.betterSince();
    if (hasRule && !stale && nowMicros - since < policy.staleAfter().toNanos() / 1_000) {
      remember(id, before, new AlertLife.Memory(alert, 0, since, null));
      return;
    }
    String reason = hasRule ? "no data any more" : "its rule was removed";
    remember(
        id,
        before,
        AlertLife.Memory.of(AlertLife.resolve(alert, alert.value(), nowMicros, reason)));
  }

  private void remember(String id, AlertLife.Memory before, AlertLife.Memory after) {
    if (after.equals(AlertLife.Memory.NONE)) {
      memories.remove(id);
    } else {
      memories.put(id, after);
    }
    if (isChanged(before.alert(), after.alert())) {
      unsaved.add(id);
    }
  }

  private static boolean isChanged(@Nullable Alert before, @Nullable Alert after) {
    return after != null
        && (before == null || !before.history().getLast().equals(after.history().getLast()));
  }

  /** First kept, then told: what cannot be kept now is kept and told the next time. */
  private void publish(long nowMicros) {
    List<Alert> changed =
        unsaved.stream()
            .map(id -> memories.getOrDefault(id, AlertLife.Memory.NONE).alert())
            .filter(alert -> alert != null)
            .toList();
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
