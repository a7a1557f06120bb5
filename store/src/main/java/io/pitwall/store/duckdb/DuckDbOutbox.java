package io.pitwall.store.duckdb;

import io.pitwall.model.notify.DeliveryState;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotifiedGroup;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.OutboxEntry;
import io.pitwall.store.api.OutboxQuery;
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
import org.duckdb.DuckDBConnection;

/**
 * Notifications in DuckDB. What is told never changes and is JSON; how far it got has columns, so
 * that an attempt writes little.
 */
final class DuckDbOutbox implements OutboxStore {
  private static final String ENTRY =
      "SELECT json, state, attempts, next_attempt, finished, detail";

  private final Lane lane;

  DuckDbOutbox(Lane lane) {
    this.lane = lane;
  }

  @Override
  public void save(
      Collection<Notification> made, Collection<NotifiedGroup> known, Collection<String> over) {
    if (made.isEmpty() && known.isEmpty() && over.isEmpty()) {
      return;
    }
    lane.atomically(
        connection -> {
          for (Notification notification : made) {
            insert(connection, notification);
          }
          for (NotifiedGroup group : known) {
            Sql.update(connection, "DELETE FROM notified_group WHERE id = ?", group.id());
            Sql.update(
                connection,
                "INSERT INTO notified_group VALUES (?, ?)",
                group.id(),
                ControlText.encode(group));
          }
          for (String id : over) {
            Sql.update(connection, "DELETE FROM notified_group WHERE id = ?", id);
          }
          return true;
        });
  }

  private static void insert(DuckDBConnection connection, Notification notification)
      throws SQLException {
    Sql.update(
        connection,
        """
        INSERT INTO notification
        SELECT ?, ?, ?, ?, 'PENDING', ?, 0, ?, NULL, '', ?
          WHERE NOT EXISTS (SELECT 1 FROM notification WHERE id = ?)
        """,
        notification.id(),
        notification.number(),
        notification.channel(),
        notification.group(),
        notification.createdMicros(),
        notification.createdMicros(),
        ControlText.encode(notification),
        notification.id());
  }

  @Override
  public List<NotifiedGroup> groups() {
    return lane.call(
        connection ->
            Sql.list(
                connection,
                "SELECT json FROM notified_group ORDER BY id",
                row -> ControlText.decode(row.getString(1), NotifiedGroup.class)));
  }

  @Override
  public List<OutboxEntry.Pending> pending() {
    return lane.call(
        connection ->
            Sql.list(
                connection,
                """
                SELECT id, number, channel, group_key, created, attempts, next_attempt
                  FROM notification WHERE state = 'PENDING' ORDER BY number
                """,
                row ->
                    new OutboxEntry.Pending(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getInt(6),
                        row.getLong(7))));
  }

  @Override
  public Optional<OutboxEntry> notification(String id) {
    return lane.call(
        connection ->
            Sql.list(
                    connection,
                    ENTRY + " FROM notification WHERE id = ?",
                    DuckDbOutbox::readEntry,
                    id)
                .stream()
                .findFirst());
  }

  @Override
  public void saveProgress(Collection<OutboxEntry.Progress> progress) {
    lane.atomically(
        connection -> {
          for (OutboxEntry.Progress step : progress) {
            write(connection, step);
          }
          return true;
        });
  }

  @Override
  public void saveProgress(OutboxEntry.Progress progress, AuditEntry audit) {
    lane.atomically(
        connection -> {
          write(connection, progress);
          return DuckDbControlStore.append(connection, audit);
        });
  }

  private static void write(DuckDBConnection connection, OutboxEntry.Progress progress)
      throws SQLException {
    Sql.update(
        connection,
        """
        UPDATE notification SET state = ?, attempts = ?, next_attempt = ?, finished = ?::BIGINT,
          detail = ? WHERE id = ?
        """,
        progress.state().name(),
        progress.attempts(),
        progress.nextAttemptMicros(),
        progress.finishedMicros(),
        progress.detail(),
        progress.id());
  }

  @Override
  public List<OutboxEntry> notifications(OutboxQuery query) {
    StringBuilder sql = new StringBuilder(ENTRY + " FROM notification WHERE number < ?");
    List<Object> parameters = new ArrayList<>(List.of(query.before()));
    query
        .state()
        .ifPresent(
            state -> {
              sql.append(" AND state = ?");
              parameters.add(state.name());
            });
    query
        .channel()
        .ifPresent(
            channel -> {
              sql.append(" AND channel = ?");
              parameters.add(channel);
            });
    sql.append(" ORDER BY number DESC LIMIT ?");
    parameters.add(query.limit());
    return lane.call(
        connection ->
            Sql.list(connection, sql.toString(), DuckDbOutbox::readEntry, parameters.toArray()));
  }

  @Override
  public Map<String, Map<DeliveryState, Long>> counts() {
    return lane.call(
        connection -> {
          Map<String, Map<DeliveryState, Long>> counts = new LinkedHashMap<>();
          Sql.each(
              connection,
              "SELECT channel, state, count(*) FROM notification GROUP BY ALL ORDER BY ALL",
              row ->
                  counts
                      .computeIfAbsent(
                          row.getString(1), channel -> new EnumMap<>(DeliveryState.class))
                      .put(DeliveryState.valueOf(row.getString(2)), row.getLong(3)));
          return counts;
        });
  }

  @Override
  public long lastNumber() {
    return lane.call(
        connection ->
            Sql.list(
                    connection,
                    "SELECT coalesce(max(number), 0) FROM notification",
                    row -> row.getLong(1))
                .getFirst());
  }

  @Override
  public int expire(long deliveredBefore, long givenUpBefore) {
    return lane.atomically(
        connection ->
            Sql.update(
                connection,
                """
                DELETE FROM notification WHERE (state = 'DELIVERED' AND finished < ?)
                  OR (state = 'DEAD' AND finished < ?)
                """,
                deliveredBefore,
                givenUpBefore));
  }

  private static OutboxEntry readEntry(ResultSet row) throws SQLException {
    Notification notification = ControlText.decode(row.getString(1), Notification.class);
    long finished = row.getLong(5);
    boolean pending = row.wasNull();
    return new OutboxEntry(
        notification,
        new OutboxEntry.Progress(
            notification.id(),
            DeliveryState.valueOf(row.getString(2)),
            row.getInt(3),
            row.getLong(4),
            pending ? null : finished,
            row.getString(6)));
  }
}
