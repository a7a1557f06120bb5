package io.pitwall.server.notify;

import io.pitwall.model.alert.Severity;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotifiedAlert;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Notifications as incidents of pagers, one for each group from its first alert to its end.
 *
 * <p>PagerDuty: <a href="https://developer.pagerduty.com/docs/events-api-v2/trigger-events/">Events
 * API v2</a>: {@code dedup_key} of at most 255 characters, {@code summary} of at most 1,024, and
 * 512 KB in all. Opsgenie: <a href="https://docs.opsgenie.com/docs/alert-api">Alert API</a>: {@code
 * message} of at most 130 characters, {@code alias} of 512, {@code description} of 15,000.
 */
final class PagerWords {
  private static final int SUMMARY = 1_024;
  private static final int MESSAGE = 130;
  private static final int DESCRIPTION = 14_000;
  private static final int DETAILS = 20_000;
  private static final String SOURCE = "pitwall";

  /** An event of PagerDuty. */
  static Map<String, Object> pagerDuty(Notification notification, Secret routingKey, Links links) {
    if (notification.ends()) {
      return Json.object(
          "routing_key", routingKey.value(),
          "event_action", "resolve",
          "dedup_key", notification.dedupKey());
    }
    NotifiedAlert first = notification.alerts().getFirst();
    return Json.object(
        "routing_key", routingKey.value(),
        "event_action", "trigger",
        "dedup_key", notification.dedupKey(),
        "client", "Pitwall",
        "client_url", links.alerts().orElse(null),
        "payload",
            Json.object(
                "summary", NotificationText.cut(notification.title(), SUMMARY),
                "source", first.labels().getOrDefault("cause", SOURCE),
                "severity", pagerDutySeverity(notification.severity()),
                "timestamp", NotificationText.rfc3339(first.startedMicros()),
                "class", first.rule(),
                "custom_details", details(notification)),
        "links", runs(first, links));
  }

  private static Map<String, Object> details(Notification notification) {
    return Json.object(
        "group", notification.group(),
        "firing", notification.firing(),
        "alerts", NotificationText.lines(notification, line -> line, DETAILS));
  }

  private static List<Map<String, Object>> runs(NotifiedAlert alert, Links links) {
    return alert.traces().stream()
        .flatMap(trace -> links.run(trace).stream())
        .map(url -> Json.object("href", url, "text", "A run behind it"))
        .toList();
  }

  private static String pagerDutySeverity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "critical";
      case HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "info";
    };
  }

  /** An alert that Opsgenie is to open, or to count once more if it is open. */
  static Map<String, Object> opsgenie(Notification notification, Links links) {
    return Json.object(
        "message", NotificationText.cut(notification.title(), MESSAGE),
        "alias", notification.dedupKey(),
        "description", NotificationText.whole(notification, links, DESCRIPTION),
        "source", SOURCE,
        "priority", priority(notification.severity()),
        "tags", List.of(notification.severity().wireName()),
        "details", new TreeMap<>(AlertmanagerWords.labels(notification.groupLabels())));
  }

  /** What Opsgenie is told when an alert is to be closed. */
  static Map<String, Object> opsgenieClose(Notification notification) {
    return Json.object("source", SOURCE, "note", notification.title());
  }

  private static String priority(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "P1";
      case HIGH -> "P2";
      case MEDIUM -> "P3";
      case LOW -> "P4";
    };
  }

  private PagerWords() {}
}
