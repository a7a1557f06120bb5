package io.pitwall.store.duckdb;

import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.Silence;
import io.pitwall.model.alert.Threshold;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.api.Knowledge;
import io.pitwall.store.api.OutboxStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.duckdb.DuckDBConnection;

/**
 * Control records in DuckDB: small tables in the same file, read and written by one thread of their
 * own. What is looked up by its parts has columns, the rest is JSON.
 */
final class DuckDbControlStore implements ControlStore {
  private static final String THRESHOLDS_SAVED = "thresholds_saved";
  private static final int ROWS_AT_ONCE = 500;

  private final Lane lane;
  private final DuckDbOutbox outbox;

  DuckDbControlStore(Database database) {
    this.lane = new Lane("control", 1, database);
    outbox = new DuckDbOutbox(lane);
  }

  @Override
  public List<Threshold> thresholds() {
    return lane.call(
        connection -> {
          Map<String, Comparator> comparators = new LinkedHashMap<>();
          Map<String, Map<Severity, Double>> limits = new LinkedHashMap<>();
          Sql.each(
              connection,
              "SELECT metric, comparator, severity, value FROM threshold ORDER BY metric",
              row -> {
                String metric = row.getString(1);
                comparators.put(metric, Comparator.valueOf(row.getString(2)));
                limits
                    .computeIfAbsent(metric, name -> new EnumMap<>(Severity.class))
                    .put(Severity.valueOf(row.getString(3)), row.getDouble(4));
              });
          List<Threshold> thresholds = new ArrayList<>();
          comparators.forEach(
              (metric, comparator) ->
                  thresholds.add(
                      new Threshold(metric, comparator, limits.getOrDefault(metric, Map.of()))));
          return thresholds;
        });
  }

  @Override
  public void saveThresholds(Collection<Threshold> thresholds, AuditEntry audit) {
    lane.atomically(
        connection -> {
          Database.run(connection, "DELETE FROM threshold");
          for (Threshold threshold : thresholds) {
            for (Map.Entry<Severity, Double> limit : threshold.limits().entrySet()) {
              Sql.update(
                  connection,
                  "INSERT INTO threshold VALUES (?, ?, ?, ?)",
                  threshold.metric(),
                  threshold.comparator().name(),
                  limit.getKey().name(),
                  limit.getValue());
            }
          }
          Watermark.write(connection, THRESHOLDS_SAVED, audit.atMicros());
          return append(connection, audit);
        });
  }

  @Override
  public boolean hasThresholds() {
    return lane.call(
        connection ->
            !Sql.list(
                    connection,
                    "SELECT value FROM state WHERE name = ?",
                    row -> row.getLong(1),
                    THRESHOLDS_SAVED)
                .isEmpty());
  }

  @Override
  public Map<String, ScoreSettings> scoreSettings() {
    return lane.call(
        connection -> {
          Map<String, ScoreSettings> settings = new LinkedHashMap<>();
          Sql.each(
              connection,
              "SELECT agent_type, json FROM score_settings ORDER BY agent_type",
              row ->
                  settings.put(
                      row.getString(1), ControlText.decode(row.getString(2), ScoreSettings.class)));
          return settings;
        });
  }

  @Override
  public void saveScoreSettings(String agentType, ScoreSettings settings, AuditEntry audit) {
    lane.atomically(
        connection -> {
          Sql.update(connection, "DELETE FROM score_settings WHERE agent_type = ?", agentType);
          Sql.update(
              connection,
              "INSERT INTO score_settings VALUES (?, ?)",
              agentType,
              ControlText.encode(settings));
          return append(connection, audit);
        });
  }

  @Override
  public List<Alert> alerts() {
    return lane.call(
        connection ->
            Sql.list(
                connection,
                "SELECT json FROM alert ORDER BY changed DESC, id",
                row -> ControlText.decode(row.getString(1), Alert.class)));
  }

  @Override
  public Optional<Alert> alert(String id) {
    return lane.call(
        connection ->
            Sql.list(
                    connection,
                    "SELECT json FROM alert WHERE id = ?",
                    row -> ControlText.decode(row.getString(1), Alert.class),
                    id)
                .stream()
                .findFirst());
  }

  @Override
  public void saveAlerts(Collection<Alert> alerts) {
    saveEach("alert", alerts, Alert::id, Alert::changedAtMicros);
  }

  @Override
  public Map<String, Long> pendingAlerts() {
    return lane.call(
        connection -> {
          Map<String, Long> since = new LinkedHashMap<>();
          Sql.each(
              connection,
              "SELECT key, since FROM pending_alert",
              row -> since.put(row.getString(1), row.getLong(2)));
          return since;
        });
  }

  @Override
  public void savePendingAlerts(Map<String, Long> since) {
    lane.atomically(
        connection -> {
          Database.run(connection, "DELETE FROM pending_alert");
          List<Object[]> rows = new ArrayList<>();
          since.forEach((key, at) -> rows.add(new Object[] {key, at}));
          insertAll(connection, "pending_alert", rows);
          return since.size();
        });
  }

  @Override
  public List<AlertRule> alertRules() {
    return lane.call(
        connection ->
            Sql.list(
                connection,
                "SELECT json FROM alert_rule ORDER BY id",
                row -> RuleText.decode(row.getString(1))));
  }

  @Override
  public void saveAlertRule(AlertRule rule, AuditEntry audit) {
    lane.atomically(
        connection -> {
          Sql.update(connection, "DELETE FROM alert_rule WHERE id = ?", rule.id());
          Sql.update(
              connection, "INSERT INTO alert_rule VALUES (?, ?)", rule.id(), RuleText.encode(rule));
          return append(connection, audit);
        });
  }

  @Override
  public void deleteAlertRule(String id, AuditEntry audit) {
    lane.atomically(
        connection -> {
          Sql.update(connection, "DELETE FROM alert_rule WHERE id = ?", id);
          return append(connection, audit);
        });
  }

  @Override
  public List<Silence> silences() {
    return lane.call(
        connection ->
            Sql.list(
                connection,
                "SELECT json FROM silence ORDER BY ends DESC, id",
                row -> ControlText.decode(row.getString(1), Silence.class)));
  }

  @Override
  public void saveSilence(Silence silence, AuditEntry audit) {
    lane.atomically(
        connection -> {
          Sql.update(connection, "DELETE FROM silence WHERE id = ?", silence.id());
          Sql.update(
              connection,
              "INSERT INTO silence VALUES (?, ?, ?)",
              silence.id(),
              silence.endsAtMicros(),
              ControlText.encode(silence));
          return append(connection, audit);
        });
  }

  @Override
  public List<Recommendation> recommendations() {
    return lane.call(
        connection ->
            Sql.list(
                connection,
                "SELECT json FROM recommendation ORDER BY seen DESC, id",
                row -> ControlText.decode(row.getString(1), Recommendation.class)));
  }

  @Override
  public void saveRecommendations(Collection<Recommendation> recommendations) {
    saveEach("recommendation", recommendations, Recommendation::id, Recommendation::lastSeenMicros);
  }

  @Override
  public void saveKnowledge(Knowledge knowledge) {
    lane.atomically(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO knowledge SELECT ?, coalesce(max(number), 0) + 1, ?, ? FROM knowledge",
                knowledge.atMicros(),
                knowledge.category(),
                ControlText.encode(knowledge)));
  }

  @Override
  public List<Knowledge> knowledge(String category, int limit) {
    return lane.call(
        connection ->
            Sql.list(
                connection,
                "SELECT json FROM knowledge WHERE category = ? ORDER BY time DESC, number DESC LIMIT ?",
                row -> ControlText.decode(row.getString(1), Knowledge.class),
                category,
                limit));
  }

  @Override
  public List<AuditEntry> auditLog(int limit) {
    return lane.call(
        connection ->
            Sql.list(
                connection,
                "SELECT time, actor, action, target, before, after FROM audit ORDER BY time DESC, number DESC LIMIT ?",
                DuckDbControlStore::readAudit,
                limit));
  }

  @Override
  public OutboxStore outbox() {
    return outbox;
  }

  @Override
  public void close() {
    lane.close();
  }

  private <T> void saveEach(
      String table, Collection<T> records, Function<T, String> id, ToLongFunction<T> time) {
    if (records.isEmpty()) {
      return;
    }
    lane.atomically(
        connection -> {
          deleteAll(connection, table, records.stream().map(id).toList());
          List<Object[]> rows = new ArrayList<>();
          for (T record : records) {
            rows.add(
                new Object[] {
                  id.apply(record), time.applyAsLong(record), ControlText.encode(record)
                });
          }
          insertAll(connection, table, rows);
          return true;
        });
  }

  /** One pass over the table for many records, not one for each of them. */
  private static void deleteAll(DuckDBConnection connection, String table, List<String> ids)
      throws SQLException {
    for (int from = 0; from < ids.size(); from += ROWS_AT_ONCE) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + ROWS_AT_ONCE));
      String places = String.join(",", Collections.nCopies(some.size(), "?"));
      Sql.update(
          connection, "DELETE FROM " + table + " WHERE id IN (" + places + ")", some.toArray());
    }
  }

  private static void insertAll(DuckDBConnection connection, String table, List<Object[]> rows)
      throws SQLException {
    for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
      List<Object[]> some = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE));
      String row = "(" + String.join(",", Collections.nCopies(some.getFirst().length, "?")) + ")";
      Sql.update(
          connection,
          "INSERT INTO "
              + table
              + " VALUES "
              + String.join(",", Collections.nCopies(some.size(), row)),
          some.stream().flatMap(Arrays::stream).toArray());
    }
  }

  static int append(DuckDBConnection connection, AuditEntry entry) throws SQLException {
    return Sql.update(
        connection,
        "INSERT INTO audit SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM audit",
        entry.atMicros(),
        entry.actor(),
        entry.action(),
        entry.target(),
        entry.before(),
        entry.after());
  }

  private static AuditEntry readAudit(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6));
  }
}
