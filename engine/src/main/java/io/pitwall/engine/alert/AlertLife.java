package io.pitwall.engine.alert;

import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertChange;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Severity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of one alert, as a pure step from what was to what is:
 *
 * <pre>
 *            beyond a limit            for long enough
 *   (none) ────────────────▶ pending ─────────────────▶ firing ◀──▶ acknowledged
 *      ▲                        │ back                     │  worse: at once
 *      │                        ▼                          │  milder: after clearFor
 *   resolved ◀─────────────────(none)     within limits    ▼
 *      └───────── fires again ◀──────────── for clearFor ─ resolved
 * </pre>
 *
 * A pending condition is not an alert yet: it lives in memory only and leaves no history.
 */
final class AlertLife {

  /**
   * What is remembered of a rule and series between two looks.
   *
   * @param alert the alert, null before it first fired
   * @param pendingSince since when the condition holds without having fired, 0 if it does not
   * @param betterSince since when things are better than the alert says, 0 if they are not
   * @param worstSince worst severity since {@code betterSince}, null if within all limits
   */
  record Memory(
      @Nullable Alert alert, long pendingSince, long betterSince, @Nullable Severity worstSince) {
    static final Memory NONE = new Memory(null, 0, 0, null);

    static Memory of(Alert alert) {
      return new Memory(alert, 0, 0, null);
    }
  }

  /**
   * Looks once. The alert changed if and only if the answer's alert has another last entry in its
   * history; else at most its value and limit are newer.
   */
  static Memory next(Memory before, Condition condition, long nowMicros, AlertPolicy policy) {
    Alert alert = before.alert;
    boolean active = alert != null && alert.isActive();
    Optional<Severity> severity = condition.severity();
    if (!active || alert == null) {
      return severity.isEmpty()
          ? new Memory(alert, 0, 0, null)
          : maybeFire(before, condition, severity.get(), nowMicros, policy);
    }
    int compared = severity.map(now -> now.compareTo(alert.severity())).orElse(-1);
    if (compared > 0) {
      return Memory.of(changeSeverity(alert, condition, severity.get(), nowMicros, "worse"));
    }
    if (compared == 0) {
      return Memory.of(seen(alert, condition));
    }
    long since = before.betterSince == 0 ? nowMicros : before.betterSince;
    Severity worst = worse(before.worstSince, severity.orElse(null));
    if (nowMicros - since < policy.clearFor().toNanos() / 1_000) {
      return new Memory(seen(alert, condition), 0, since, worst);
    }
    return Memory.of(
        worst == null
            ? resolve(alert, condition.value(), nowMicros, "back within its limits")
            : changeSeverity(alert, condition, worst, nowMicros, "better"));
  }

  /** Ends an active alert for a reason that lies outside its condition. */
  static Alert resolve(Alert alert, double value, long nowMicros, String reason) {
    return alert.changed(
        new AlertChange(nowMicros, AlertState.RESOLVED, alert.severity(), value, reason),
        alert.threshold(),
        alert.message(),
        nowMicros,
        alert.acknowledgedBy());
  }

  /** A person takes an active alert on. */
  static Alert acknowledge(Alert alert, String by, long nowMicros) {
    return alert.changed(
        new AlertChange(
            nowMicros,
            AlertState.ACKNOWLEDGED,
            alert.severity(),
            alert.value(),
            "acknowledged by " + by,
            by),
        alert.threshold(),
        alert.message(),
        null,
        by);
  }

  private static Memory maybeFire(
      Memory before, Condition condition, Severity severity, long nowMicros, AlertPolicy policy) {
    long since = before.pendingSince == 0 ? nowMicros : before.pendingSince;
    if (nowMicros - since < policy.pendingFor().toNanos() / 1_000) {
      return new Memory(before.alert, since, 0, null);
    }
    Alert earlier = before.alert;
    AlertChange change =
        new AlertChange(
            nowMicros,
            AlertState.FIRING,
            severity,
            condition.value(),
            earlier == null ? "fired" : "fired again");
    double limit = condition.limitOf(severity);
    String message = condition.message(severity);
    return Memory.of(
        earlier == null
            ? new Alert(
                condition.alertId(),
                "threshold:" + condition.threshold().metric(),
                condition.series().name(),
                condition.series().tags(),
                AlertState.FIRING,
                severity,
                limit,
                condition.value(),
                message,
                nowMicros,
                null,
                null,
                List.of(change))
            : earlier.refired(change, limit, message, earlier.context()));
  }

  /** A worse alert needs attention again, even if somebody had taken it on. */
  private static Alert changeSeverity(
      Alert alert, Condition condition, Severity severity, long nowMicros, String how) {
    boolean worse = severity.compareTo(alert.severity()) > 0;
    AlertState state = worse ? AlertState.FIRING : alert.state();
    return alert.changed(
        new AlertChange(
            nowMicros,
            state,
            severity,
            condition.value(),
            how + ": " + alert.severity().wireName() + " to " + severity.wireName()),
        condition.limitOf(severity),
        condition.message(severity),
        null,
        worse ? null : alert.acknowledgedBy());
  }

  /** The message stays what it was when the alert changed, unless somebody moved its limit. */
  private static Alert seen(Alert alert, Condition condition) {
    double limit = condition.limitOf(alert.severity());
    boolean moved = Double.compare(limit, alert.threshold()) != 0;
    return alert.seen(
        condition.value(), limit, moved ? condition.message(alert.severity()) : alert.message());
  }

  private static @Nullable Severity worse(@Nullable Severity one, @Nullable Severity other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) > 0 ? one : other;
  }

  private AlertLife() {}
}
