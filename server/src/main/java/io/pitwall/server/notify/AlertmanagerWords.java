package io.pitwall.server.notify;

import io.pitwall.model.alert.Severity;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotifiedAlert;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Notifications in the words of Prometheus' Alertmanager: the body of its web hooks, version 4 (<a
 * href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">webhook_config</a>),
 * and the alerts that its own API v2 takes (<a
 * href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">postableAlerts</a>).
 */
final class AlertmanagerWords {
  /** What an alert that still fires has for an end. */
  private static final String NO_END = "0001-01-01T00:00:00Z";

  /** The body of a web hook. */
  static Map<String, Object> webhook(Notification notification, Links links) {
    List<Map<String, Object>> alerts =
        notification.alerts().stream().map(alert -> hookAlert(alert, links)).toList();
    List<SortedMap<String, String>> labels =
        notification.alerts().stream().map(alert -> labels(alert.labels())).toList();
    return Json.object(
        "version", "4",
        "groupKey", notification.group(),
        "truncatedAlerts", notification.untold(),
        "status", notification.ends() ? "resolved" : "firing",
        "receiver", notification.channel(),
        "groupLabels", labels(notification.groupLabels()),
        "commonLabels", common(labels),
        "commonAnnotations",
            common(notification.alerts().stream().map(alert -> notes(alert, links)).toList()),
        "externalURL", links.base(),
        "alerts", alerts);
  }

  private static Map<String, Object> hookAlert(NotifiedAlert alert, Links links) {
    Long ended = alert.endedMicros();
    return Json.object(
        "status", alert.firing() ? "firing" : "resolved",
        "labels", labels(alert.labels()),
        "annotations", notes(alert, links),
        "startsAt", NotificationText.rfc3339(alert.startedMicros()),
        "endsAt", ended == null ? NO_END : NotificationText.rfc3339(ended),
        "generatorURL", links.alerts().orElse(""),
        "fingerprint", fingerprint(alert.id()));
  }

  /**
   * Alerts for Alertmanager's own API. Those that fire carry an end in the future: should nobody
   * ever say that they are over, they are over then. Labels are what tells one alert from another
   * there, so an alert of another severity is another alert: each is named once for each severity,
   * and those that do not hold are over.
   */
  static List<Map<String, Object>> postable(
      Notification notification, Links links, long forgetMicros) {
    List<Map<String, Object>> alerts = new ArrayList<>();
    for (NotifiedAlert alert : notification.alerts()) {
      SortedMap<String, String> notes = notes(alert, links);
      if (notification.untold() > 0) {
        notes.put("more", notification.untold() + " further alerts of the same group");
      }
      Long ended = alert.endedMicros();
      for (Severity severity : Severity.values()) {
        long end =
            ended != null
                ? ended
                : severity == alert.severity()
                    ? notification.createdMicros() + forgetMicros
                    : notification.createdMicros();
        alerts.add(postable(alert, severity, notes, Math.max(end, alert.startedMicros()), links));
      }
    }
    return alerts;
  }

  private static Map<String, Object> postable(
      NotifiedAlert alert,
      Severity severity,
      SortedMap<String, String> notes,
      long endMicros,
      Links links) {
    SortedMap<String, String> labels = labels(alert.labels());
    labels.put("severity", severity.wireName());
    labels.put("pitwall_alert", fingerprint(alert.id()));
    return Json.object(
        "labels", labels,
        "annotations", notes,
        "startsAt", NotificationText.rfc3339(alert.startedMicros()),
        "endsAt", NotificationText.rfc3339(endMicros),
        "generatorURL", links.alerts().orElse(null));
  }

  private static SortedMap<String, String> notes(NotifiedAlert alert, Links links) {
    SortedMap<String, String> notes = new TreeMap<>();
    notes.put("summary", alert.summary());
    if (!alert.runbook().isEmpty()) {
      notes.put("runbook_url", alert.runbook());
    }
    if (!Double.isNaN(alert.value())) {
      notes.put("value", Double.toString(alert.value()));
    }
    if (!alert.traces().isEmpty()) {
      notes.put(
          "runs",
          alert.traces().stream()
              .map(trace -> links.run(trace).orElse(trace))
              .collect(Collectors.joining(" ")));
    }
    return notes;
  }

  /** Names as Prometheus allows them; empty values, which mean no label to it, are left out. */
  static SortedMap<String, String> labels(Map<String, String> raw) {
    SortedMap<String, String> labels = new TreeMap<>();
    raw.forEach(
        (name, value) -> {
          String allowed = name.replaceAll("[^a-zA-Z0-9_]", "_");
          if (!value.isEmpty()) {
            labels.putIfAbsent(
                allowed.isEmpty() || Character.isDigit(allowed.charAt(0)) ? "_" + allowed : allowed,
                value);
          }
        });
    return labels;
  }

  private static SortedMap<String, String> common(List<SortedMap<String, String>> all) {
    SortedMap<String, String> common =
        all.isEmpty() ? new TreeMap<>() : new TreeMap<>(all.getFirst());
    all.forEach(labels -> common.entrySet().retainAll(labels.entrySet()));
    return common;
  }

  private static String fingerprint(String id) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)),
              0,
              8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java to know SHA-256", e);
    }
  }

  private AlertmanagerWords() {}
}
