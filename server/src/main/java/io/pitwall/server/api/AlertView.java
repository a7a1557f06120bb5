package io.pitwall.server.api;

import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertChange;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Muting;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** An alert as it is answered. */
record AlertView(
    String id,
    String metricName,
    String severity,
    double threshold,
    double currentValue,
    String message,
    Instant timestamp,
    boolean resolved,
    @Nullable Instant resolutionTime,
    String state,
    SortedMap<String, String> tags,
    String rule,
    @Nullable String acknowledgedBy,
    List<Change> history,
    int episode,
    long revision,
    SortedMap<String, String> labels,
    String cause,
    String summary,
    String description,
    String runbook,
    List<String> traces,
    @Nullable Mute muted) {

  /** Why nobody is told of it. */
  record Mute(String kind, String by, String reason, Instant since) {
    static @Nullable Mute of(@Nullable Muting muting) {
      return muting == null
          ? null
          : new Mute(
              muting.kind().wireName(),
              muting.by(),
              muting.reason(),
              Times.instant(muting.sinceMicros()));
    }
  }

  /** A step in its life. */
  record Change(
      Instant timestamp, String state, String severity, double value, String reason, String by) {
    static Change of(AlertChange change) {
      return new Change(
          Times.instant(change.atMicros()),
          change.state().wireName(),
          change.severity().wireName(),
          change.value(),
          change.reason(),
          change.by());
    }
  }

  static AlertView of(Alert alert) {
    return new AlertView(
        alert.id(),
        alert.metric(),
        alert.severity().wireName(),
        alert.threshold(),
        alert.value(),
        alert.message(),
        Times.instant(alert.firedAtMicros()),
        alert.state() == AlertState.RESOLVED,
        Times.instantOrNull(alert.resolvedAtMicros()),
        alert.state().wireName(),
        alert.tags(),
        alert.rule(),
        alert.acknowledgedBy(),
        alert.history().stream().map(Change::of).toList(),
        alert.episode(),
        alert.revision(),
        alert.labels(),
        alert.context().cause().key(),
        alert.context().summary(),
        alert.context().description(),
        alert.context().runbook(),
        alert.context().traces(),
        Mute.of(alert.muting()));
  }
}
