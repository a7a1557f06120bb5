package io.pitwall.engine.alert;

import io.pitwall.engine.alert.signal.MetricSignals;
import io.pitwall.engine.alert.signal.Signals;
import io.pitwall.engine.live.EngineEvent;
import io.pitwall.engine.live.EventBus;
import io.pitwall.engine.live.LatestValues;
import io.pitwall.engine.memory.InMemoryControlStore;
import io.pitwall.engine.port.AlertService;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.Threshold;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.TelemetryBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Alerts over a store in memory, and who is told of them. */
final class AlertFixture implements AlertService {
  static final long SECOND = 1_000_000;
  static final Series CPU = Series.of("cpu", Map.of(), MetricType.GAUGE, "%", "");
  static final Threshold LIMITS =
      new Threshold(
          "cpu",
          Comparator.ABOVE,
          Map.of(Severity.MEDIUM, 70.0, Severity.HIGH, 85.0, Severity.CRITICAL, 95.0));

  /** Fires at once, clears after ten seconds, is stale after sixty. */
  static final AlertPolicy POLICY =
      new AlertPolicy(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(60));

  final InMemoryControlStore store = new InMemoryControlStore();
  final LatestValues latest = new LatestValues();
  final EventBus events = new EventBus();
  final List<String> told = new ArrayList<>();
  final List<Alert> announced = new ArrayList<>();
  static final AuditEntry NOBODY = new AuditEntry(0, "test", "test", "test", "", "");

  final List<List<Alert>> heard = new ArrayList<>();
  final AlertPolicy policy;
  List<AlertRule> rules = List.of();
  Map<String, Set<String>> agentsOfWorkflow = Map.of();
  final MetricSignals metrics;
  Silences silences;
  List<Threshold> thresholds = List.of(LIMITS);
  Alerts alerts;
  long now = 1_793_613_600L * SECOND;
  long monotonic;
  boolean serviceFails;

  AlertFixture() {
    this(POLICY);
  }

  AlertFixture(AlertPolicy policy) {
    this.policy = policy;
    metrics = new MetricSignals(latest, null);
    silences = new Silences(store);
    alerts = make();
    events.subscribe(
        event -> {
          if (event instanceof EngineEvent.AlertChanged(Alert alert)) {
            announced.add(alert);
          }
        });
  }

  /** The same over the same store with nothing else remembered, as after a restart. */
  static AlertFixture restarted(AlertFixture before) {
    AlertFixture after = new AlertFixture(before.policy);
    before.store.alerts().reversed().forEach(alert -> after.store.saveAlerts(List.of(alert)));
    before.store.alertRules().forEach(rule -> after.store.saveAlertRule(rule, NOBODY));
    before.store.silences().forEach(silence -> after.store.saveSilence(silence, NOBODY));
    after.store.savePendingAlerts(before.store.pendingAlerts());
    after.silences = new Silences(after.store);
    after.alerts = after.make();
    after.rules = before.rules;
    after.agentsOfWorkflow = before.agentsOfWorkflow;
    after.now = before.now;
    return after;
  }

  /** Reports a value now and looks. */
  void look(double cpu) {
    look(CPU, cpu);
  }

  void look(Series series, double value) {
    arrive(series, value);
    look();
  }

  /** Reports a value now without looking. */
  void arrive(Series series, double value) {
    Sample sample = new Sample(series, now, value);
    latest.update(sample);
    Commit commit = new Commit(now, TelemetryBatch.ofSamples(List.of(sample)), 0);
    metrics.committed(commit);
    alerts.committed(commit);
  }

  void look() {
    List<AlertRule> all = new ArrayList<>(rules);
    thresholds.forEach(threshold -> all.add(Thresholds.rule(threshold, policy)));
    alerts.evaluate(all, now, monotonic);
  }

  void pass(int seconds) {
    now += seconds * SECOND;
    monotonic += seconds * 1_000_000_000L;
  }

  /** Steps the wall clock alone. */
  void step(int seconds) {
    now += seconds * SECOND;
  }

  private Alerts make() {
    Alerts made =
        new Alerts(
            store,
            new Alerts.Sources(
                new Signals(metrics, List.of(), null),
                null,
                workflow -> agentsOfWorkflow.getOrDefault(workflow, Set.of()),
                alert -> List.of()),
            silences,
            this,
            events,
            policy);
    made.addListener((changed, at) -> heard.add(changed));
    return made;
  }

  /** The only alert there is. */
  Alert alert() {
    if (alerts.all().size() != 1) {
      throw new AssertionError("Expected one alert, but got " + alerts.all());
    }
    return alerts.all().getFirst();
  }

  /** State and severity of every change of an alert, oldest first. */
  static List<String> story(Alert alert) {
    return alert.history().stream().map(c -> c.state() + " " + c.severity()).toList();
  }

  @Override
  public void sendAlert(Alert alert) {
    if (serviceFails) {
      throw new IllegalStateException("no route to people");
    }
    told.add("send " + alert.severity().wireName());
  }

  @Override
  public void resolveAlert(Alert alert) {
    if (serviceFails) {
      throw new IllegalStateException("no route to people");
    }
    told.add("resolve " + alert.severity().wireName());
  }
}
