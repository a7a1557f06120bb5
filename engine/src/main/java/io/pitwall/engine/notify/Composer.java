package io.pitwall.engine.notify;

import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.Cause;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotificationKind;
import io.pitwall.model.notify.NotifiedAlert;
import io.pitwall.model.notify.NotifiedGroup;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts notifications into words, bounded whatever the number and length of what is told. */
final class Composer {
  private static final int LONGEST_SUMMARY = 500;
  private static final int LONGEST_TITLE = 200;

  private static final Comparator<Alert> WORST_FIRST =
      Comparator.comparing(Alert::severity)
          .reversed()
          .thenComparing(Comparator.comparingLong(Alert::firedAtMicros).reversed())
          .thenComparing(Alert::id);

  /**
   * The notification of what a group has become.
   *
   * @param group what its channel knows from then on
   * @param kind why it is told
   * @param firing alerts that fire
   * @param over alerts that are over since the last notification and still known
   * @param resolved how many are over, also those that nobody knows any more
   */
  static Notification notification(
      NotifiedGroup group,
      NotificationKind kind,
      List<Alert> firing,
      List<Alert> over,
      int resolved,
      long number,
      long nowMicros) {
    List<Alert> told =
        Stream.concat(firing.stream().sorted(WORST_FIRST), over.stream().sorted(WORST_FIRST))
            .limit(Notification.MOST_ALERTS)
            .toList();
    String dedupKey = dedupKey(group.key(), group.episodeMicros());
    return new Notification(
        dedupKey + "." + group.made() + "." + group.channel(),
        number,
        group.channel(),
        group.key(),
        group.labels(),
        dedupKey,
        kind,
        worst(firing, group.worst()),
        title(kind, worst(firing, group.worst()), firing, over, resolved),
        told.stream().map(Composer::notified).toList(),
        firing.size(),
        resolved,
        nowMicros);
  }

  /**
   * The same for the same group from its first alert to its end, whatever happens in between, and
   * another one the next time. Short enough for every receiver.
   */
  static String dedupKey(String groupKey, long episodeMicros) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(groupKey.getBytes(StandardCharsets.UTF_8));
      return "pitwall-"
          + HexFormat.of().formatHex(hash, 0, 10)
          + "-"
          + Long.toString(episodeMicros, Character.MAX_RADIX);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java to know SHA-256", e);
    }
  }

  static NotifiedAlert notified(Alert alert) {
    return new NotifiedAlert(
        alert.id(),
        alert.rule(),
        alert.isActive(),
        alert.severity(),
        AlertLabels.of(alert),
        alert.value(),
        alert.threshold(),
        AlertLabels.cut(summary(alert), LONGEST_SUMMARY),
        alert.firedAtMicros(),
        alert.isActive() ? null : alert.resolvedAtMicros(),
        AlertLabels.cut(alert.context().runbook()),
        alert.context().traces());
  }

  private static String summary(Alert alert) {
    String summary = alert.context().summary();
    return (summary.isBlank() ? alert.message() : summary).strip();
  }

  private static Severity worst(List<Alert> firing, Severity otherwise) {
    return firing.stream().map(Alert::severity).max(Comparator.naturalOrder()).orElse(otherwise);
  }

  private static String title(
      NotificationKind kind,
      Severity severity,
      List<Alert> firing,
      List<Alert> over,
      int resolved) {
    boolean ends = kind == NotificationKind.RESOLVED;
    List<Alert> main = ends ? over : firing;
    int count = ends ? resolved : firing.size();
    String state = ends ? "RESOLVED" : severity.wireName().toUpperCase(Locale.ROOT);
    String what =
        count == 1 && main.size() == 1
            ? summary(main.getFirst())
            : count + " alerts" + about(commonCause(main));
    String more =
        switch (kind) {
          case REPEAT -> " (still firing)";
          case UPDATE -> resolved == 0 ? "" : " (" + resolved + " over)";
          case FIRING, RESOLVED, TEST -> "";
        };
    return AlertLabels.cut("[" + state + "] " + what.replaceAll("\\s+", " "), LONGEST_TITLE) + more;
  }

  private static @Nullable Cause commonCause(List<Alert> alerts) {
    List<Cause> causes =
        alerts.stream().map(alert -> alert.context().cause()).distinct().limit(2).toList();
    return causes.size() == 1 ? causes.getFirst() : null;
  }

  private static String about(@Nullable Cause cause) {
    if (cause == null) {
      return " of several causes";
    }
    String kind = cause.kind() == Cause.Kind.OTHER ? "" : cause.kind().wireName() + " ";
    return (" of " + kind + cause.name()).stripTrailing();
  }

  private Composer() {}
}
