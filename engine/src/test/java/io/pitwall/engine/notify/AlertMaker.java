package io.pitwall.engine.notify;

import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertChange;
import io.pitwall.model.alert.AlertContext;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Cause;
import io.pitwall.model.alert.Muting;
import io.pitwall.model.alert.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Alerts as the judging of rules makes them. */
final class AlertMaker {
  private AlertMaker() {}

  static Alert firing(String rule, String agent, Severity severity, long atMicros) {
    AlertChange change = new AlertChange(atMicros, AlertState.FIRING, severity, 2, "beyond");
    return new Alert(
        rule + "{agent_id=" + agent + "}",
        rule,
        "metric." + rule,
        new TreeMap<>(Map.of("agent_id", agent)),
        AlertState.FIRING,
        severity,
        1,
        2,
        rule + " of " + agent + " is 2, beyond 1",
        atMicros,
        null,
        null,
        List.of(change),
        1,
        1,
        new AlertContext(
            new TreeMap<>(Map.of("agent_id", agent, "rule", rule, "team", "shop")),
            new Cause(Cause.Kind.AGENT, agent),
            rule + " of " + agent + " is 2, beyond 1",
            "",
            "docs/alerts/" + rule + ".md",
            List.of("0af7651916cd43dd8448eb211c80319c")),
        null);
  }

  static Alert resolved(Alert alert, long atMicros) {
    return alert.changed(
        new AlertChange(atMicros, AlertState.RESOLVED, alert.severity(), 0, "back"),
        alert.threshold(),
        alert.message(),
        atMicros,
        alert.acknowledgedBy());
  }

  static Alert refired(Alert alert, long atMicros) {
    return alert.refired(
        new AlertChange(atMicros, AlertState.FIRING, alert.severity(), 3, "beyond"),
        alert.threshold(),
        alert.message(),
        alert.context());
  }

  static Alert worse(Alert alert, Severity severity, long atMicros) {
    return alert.changed(
        new AlertChange(atMicros, alert.state(), severity, 9, "worse"),
        alert.threshold(),
        alert.message(),
        null,
        alert.acknowledgedBy());
  }

  static Alert acknowledged(Alert alert, long atMicros) {
    return alert.changed(
        new AlertChange(atMicros, AlertState.ACKNOWLEDGED, alert.severity(), 2, "taken on"),
        alert.threshold(),
        alert.message(),
        null,
        "ann");
  }

  static Alert silenced(Alert alert, long atMicros) {
    return alert.muted(
        new Muting(Muting.Kind.SILENCED, "s1", "maintenance", atMicros),
        new AlertChange(atMicros, alert.state(), alert.severity(), 2, "silenced"));
  }
}
