package io.pitwall.server.notify;

import io.pitwall.model.alert.Severity;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotificationKind;
import io.pitwall.model.notify.NotifiedAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Notifications for tests. */
final class Messages {
  static final long START = 1_772_452_800_000_000L; // 2026-03-02T12:00:00Z
  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  static NotifiedAlert alert(String rule, Severity severity, boolean firing) {
    return new NotifiedAlert(
        rule + "{agent.id=planner}",
        rule,
        firing,
        severity,
        new TreeMap<>(
            Map.of(
                "alertname", rule,
                "agent.id", "planner",
                "severity", severity.wireName(),
                "cause", "agent:planner",
                "empty", "")),
        2.5,
        1,
        rule + " of <planner> is \"2.5\" & beyond 1",
        START,
        firing ? null : START + 60_000_000,
        "docs/alerts/" + rule + ".md",
        List.of(TRACE));
  }

  static Notification firing() {
    return of(NotificationKind.FIRING, 1, List.of(alert("slow", Severity.HIGH, true)), 1, 0);
  }

  static Notification resolved() {
    return of(NotificationKind.RESOLVED, 2, List.of(alert("slow", Severity.HIGH, false)), 0, 1);
  }

  /** 10,000 alerts with long texts, of which the worst are named. */
  static Notification storm() {
    List<NotifiedAlert> alerts = new ArrayList<>();
    for (int i = 0; i < Notification.MOST_ALERTS; i++) {
      alerts.add(alert("rule" + i + "<&>\"".repeat(90), Severity.CRITICAL, true));
    }
    return of(NotificationKind.FIRING, 1, alerts, 10_000, 0);
  }

  private static Notification of(
      NotificationKind kind, int made, List<NotifiedAlert> alerts, int firing, int resolved) {
    return new Notification(
        "pitwall-abc-1." + made + ".test",
        made,
        "test",
        "{}:{cause=\"agent:planner\"}",
        new TreeMap<>(Map.of("cause", "agent:planner")),
        "pitwall-abc-1",
        kind,
        Severity.HIGH,
        firing == 0 ? "[RESOLVED] slow <b>" : "[HIGH] slow <b> & *co*",
        alerts,
        firing,
        resolved,
        START + made);
  }

  private Messages() {}
}
