package io.pitwall.server.api;

import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotifiedAlert;
import io.pitwall.store.api.OutboxEntry;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A notification and how far it got, as it is answered. */
record NotificationView(
    String id,
    String channel,
    String state,
    String kind,
    String severity,
    String title,
    String group,
    SortedMap<String, String> groupLabels,
    String dedupKey,
    int firing,
    int resolved,
    List<Told> alerts,
    Instant created,
    int failedAttempts,
    @Nullable Instant nextAttempt,
    @Nullable Instant finished,
    String detail) {

  /** An alert that it tells of. */
  record Told(
      String id,
      String rule,
      boolean firing,
      String severity,
      String summary,
      SortedMap<String, String> labels) {
    static Told of(NotifiedAlert alert) {
      return new Told(
          alert.id(),
          alert.rule(),
          alert.firing(),
          alert.severity().wireName(),
          alert.summary(),
          alert.labels());
    }
  }

  static NotificationView of(OutboxEntry entry) {
    Notification told = entry.notification();
    OutboxEntry.Progress progress = entry.progress();
    return new NotificationView(
        told.id(),
        told.channel(),
        progress.state().wireName(),
        told.kind().wireName(),
        told.severity().wireName(),
        told.title(),
        told.group(),
        told.groupLabels(),
        told.dedupKey(),
        told.firing(),
        told.resolved(),
        told.alerts().stream().map(Told::of).toList(),
        Times.instant(told.createdMicros()),
        progress.attempts(),
        progress.finishedMicros() == null ? Times.instant(progress.nextAttemptMicros()) : null,
        Times.instantOrNull(progress.finishedMicros()),
        progress.detail());
  }
}
