package io.pitwall.store.duckdb;

import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.Threshold;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.api.Knowledge;
import io.pitwall.store.api.OutboxStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
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
    saveEach("alert", alerts, Alert::id, DuckDbControlStore::changedMicros);
  }

  private static long changedMicros(Alert alert) {
    return alert.history().isEmpty() ? alert.firedAtMicros() : alert.history().getLast().atMicros();
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
          for (T record : records) {
            Sql.update(connection, "DELETE FROM " + table + " WHERE id = ?", id.apply(record));
            Sql.update(
                connection,
                "INSERT INTO " + table + " VALUES (?, ?, ?)",
                id.apply(record),
                time.applyAsLong(record),
                ControlText.encode(record));
          }
          return true;
        });
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
