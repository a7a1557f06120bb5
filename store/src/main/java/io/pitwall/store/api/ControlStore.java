package io.pitwall.store.api;

import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Silence;
import io.pitwall.model.alert.Threshold;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what people and the product decided. Few records, small ones, kept for ever. Every write is
 * safe when the call returns. Safe for use by many threads.
 */
public interface ControlStore extends AutoCloseable {

  /** All thresholds; empty if none were ever saved. */
  List<Threshold> thresholds();

  /** Replaces all thresholds and writes the audit entry, both or neither. */
  void saveThresholds(Collection<Threshold> thresholds, AuditEntry audit);

  /**
   * Whether thresholds were ever saved: after that an empty list is a decision, not a beginning.
   */
  boolean hasThresholds();

  /** Settings by agent type, for the types that have their own. */
  Map<String, ScoreSettings> scoreSettings();

  /** Sets the settings of an agent type and writes the audit entry, both or neither. */
  void saveScoreSettings(String agentType, ScoreSettings settings, AuditEntry audit);

  /** All alerts, those that changed last first. */
  List<Alert> alerts();

  Optional<Alert> alert(String id);

  /** Keeps alerts, each replacing its earlier state. */
  void saveAlerts(Collection<Alert> alerts);

  /** Since when conditions hold whose alerts have not fired yet, microseconds, by a key. */
  Map<String, Long> pendingAlerts();

  /** Replaces all of them. */
  void savePendingAlerts(Map<String, Long> since);

  /** All rules of alerts that were saved, by id. */
  List<AlertRule> alertRules();

  /** Keeps a rule, in place of one of its id, and writes the audit entry, both or neither. */
  void saveAlertRule(AlertRule rule, AuditEntry audit);

  /** Deletes a rule, if there is one, and writes the audit entry, both or neither. */
  void deleteAlertRule(String id, AuditEntry audit);

  /** All silences that were ever made, those that end last first. */
  List<Silence> silences();

  /** Keeps a silence, in place of one of its id, and writes the audit entry, both or neither. */
  void saveSilence(Silence silence, AuditEntry audit);

  /** All recommendations, those seen last first. */
  List<Recommendation> recommendations();

  /** Keeps recommendations, each replacing its earlier state. */
  void saveRecommendations(Collection<Recommendation> recommendations);

  /** Keeps a result of an analysis. */
  void saveKnowledge(Knowledge knowledge);

  /** Results of a category, newest first. */
  List<Knowledge> knowledge(String category, int limit);

  /** Where notifications are kept. */
  OutboxStore outbox();

  /** The audit log, newest first. */
  List<AuditEntry> auditLog(int limit);

  /** Closes; never throws. */
  @Override
  void close();
}
