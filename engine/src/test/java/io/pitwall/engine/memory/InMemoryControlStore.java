package io.pitwall.engine.memory;

import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertChange;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Silence;
import io.pitwall.model.alert.Threshold;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.api.Knowledge;
import io.pitwall.store.api.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A control store without a disk, which fails on demand. Thread-safe. */
public final class InMemoryControlStore implements ControlStore {
  private @Nullable List<Threshold> thresholds;
  private final Map<String, ScoreSettings> scoreSettings = new LinkedHashMap<>();
  private final Map<String, Alert> alerts = new LinkedHashMap<>();
  private final Map<String, Recommendation> recommendations = new LinkedHashMap<>();
  private final List<Knowledge> knowledge = new ArrayList<>();
  private final List<AuditEntry> audit = new ArrayList<>();
  private final InMemoryOutbox outbox = new InMemoryOutbox(this::checkWorks, this::append);
  private volatile boolean broken;
  private final Map<String, AlertRule> rules = new TreeMap<>();
  private final Map<String, Silence> silences = new LinkedHashMap<>();
  private Map<String, Long> pending = Map.of();

  /** Whether every write fails from now on, as with a full disk. */
  public synchronized void setBroken(boolean broken) {
    this.broken = broken;
  }

  @Override
  public synchronized List<Threshold> thresholds() {
    return thresholds == null ? List.of() : thresholds;
  }

  @Override
  public synchronized void saveThresholds(Collection<Threshold> saved, AuditEntry entry) {
    checkWorks();
    thresholds = List.copyOf(saved);
    audit.addFirst(entry);
  }

  @Override
  public synchronized boolean hasThresholds() {
    return thresholds != null;
  }

  @Override
  public synchronized Map<String, ScoreSettings> scoreSettings() {
    return Map.copyOf(scoreSettings);
  }

  @Override
  public synchronized void saveScoreSettings(
      String agentType, ScoreSettings settings, AuditEntry entry) {
    checkWorks();
    scoreSettings.put(agentType, settings);
    audit.addFirst(entry);
  }

  @Override
  public synchronized List<Alert> alerts() {
    return alerts.values().stream()
        .sorted(Comparator.comparingLong(InMemoryControlStore::changedAt).reversed())
        .toList();
  }

  @Override
  public synchronized Optional<Alert> alert(String id) {
    return Optional.ofNullable(alerts.get(id));
  }

  @Override
  public synchronized void saveAlerts(Collection<Alert> saved) {
    checkWorks();
    saved.forEach(alert -> alerts.put(alert.id(), alert));
  }

  @Override
  public synchronized Map<String, Long> pendingAlerts() {
    return Map.copyOf(pending);
  }

  @Override
  public synchronized void savePendingAlerts(Map<String, Long> since) {
    checkWorks();
    pending = Map.copyOf(since);
  }

  @Override
  public synchronized List<AlertRule> alertRules() {
    return List.copyOf(rules.values());
  }

  @Override
  public synchronized void saveAlertRule(AlertRule rule, AuditEntry entry) {
    checkWorks();
    rules.put(rule.id(), rule);
    audit.addFirst(entry);
  }

  @Override
  public synchronized void deleteAlertRule(String id, AuditEntry entry) {
    checkWorks();
    rules.remove(id);
    audit.addFirst(entry);
  }

  @Override
  public synchronized List<Silence> silences() {
    return silences.values().stream()
        .sorted(Comparator.comparingLong(Silence::endsAtMicros).reversed())
        .toList();
  }

  @Override
  public synchronized void saveSilence(Silence silence, AuditEntry entry) {
    checkWorks();
    silences.put(silence.id(), silence);
    audit.addFirst(entry);
  }

  @Override
  public synchronized List<Recommendation> recommendations() {
    return recommendations.values().stream()
        .sorted(Comparator.comparingLong(Recommendation::lastSeenMicros).reversed())
        .toList();
  }

  @Override
  public synchronized void saveRecommendations(Collection<Recommendation> saved) {
    checkWorks();
    saved.forEach(advice -> recommendations.put(advice.id(), advice));
  }

  @Override
  public synchronized void saveKnowledge(Knowledge result) {
    checkWorks();
    knowledge.addFirst(result);
  }

  @Override
  public synchronized List<Knowledge> knowledge(String category, int limit) {
    return knowledge.stream()
        .filter(result -> result.category().equals(category))
        .limit(limit)
        .toList();
  }

  @Override
  public InMemoryOutbox outbox() {
    return outbox;
  }

  private synchronized void append(AuditEntry entry) {
    audit.addFirst(entry);
  }

  @Override
  public synchronized List<AuditEntry> auditLog(int limit) {
    return audit.stream().limit(limit).toList();
  }

  @Override
  public void close() {}

  private void checkWorks() {
    if (broken) {
      throw new StoreException("No space left on the device");
    }
  }

  private static long changedAt(Alert alert) {
    List<AlertChange> history = alert.history();
    return history.isEmpty() ? alert.firedAtMicros() : history.getLast().atMicros();
  }
}
