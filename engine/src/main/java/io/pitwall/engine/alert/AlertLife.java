package io.pitwall.engine.alert;

import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertChange;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of one alert, as a pure step from what was to what is:
 *
 * <pre>
 *            beyond a limit            for long enough
 *   (none) ────────────────▶ pending ─────────────────▶ firing ◀──▶ acknowledged
 *      ▲                        │ back                     │  worse: at once
 *      │                        ▼                          │  milder: after keepFiring
 *   resolved ◀─────────────────(none)     within limits    ▼
 *      └───────── fires again ◀──────── for keepFiring ─── resolved
 * </pre>
 *
 * A pending condition is not an alert yet and leaves no history. Durations are measured by steady
 * time. An alert that fired again within the last half hour has to be well for longer, twice as
 * long for each time up to eight times, so that what comes and goes is told of once.
 */
final class AlertLife {
  private static final long FLAPPING_MICROS = 30 * 60_000_000L;
  private static final int MOST_DOUBLINGS = 3;

  /**
   * What is remembered of a rule and thing between two looks.
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
   * Looks once. The alert changed if and only if the answer's alert has another revision; else at
   * most its value and limit are newer.
   */
  static Memory next(Memory before, Verdict verdict, Moment now) {
    Alert alert = before.alert;
    Severity severity = verdict.severity();
    if (alert == null || !alert.isActive()) {
      return severity == null
          ? new Memory(alert, 0, 0, null)
          : maybeFire(before, verdict, severity, now);
    }
    Severity held = severity == null ? verdict.held() : severity;
    int compared = held == null ? -1 : held.compareTo(alert.severity());
    if (compared > 0 && held != null) {
      return Memory.of(changeSeverity(alert, verdict, held, now, "worse"));
    }
    if (compared == 0) {
      return Memory.of(seen(alert, verdict));
    }
    long since = before.betterSince == 0 ? now.steadyMicros() : before.betterSince;
    Severity worst = worse(before.worstSince, held);
    if (now.steadyMicros() - since < clearMicros(alert, verdict.rule(), now)) {
      return new Memory(seen(alert, verdict), 0, since, worst);
    }
    return Memory.of(
        worst == null
            ? resolve(alert, verdict.value(), now.wallMicros(), "back within its limits")
            : changeSeverity(alert, verdict, worst, now, "better"));
  }

  /** How long things have to be better. */
  private static long clearMicros(Alert alert, AlertRule rule, Moment now) {
    long usual = rule.keepFiring().toNanos() / 1_000;
    int again = 0;
    for (AlertChange change : alert.history()) {
      long ago = now.wallMicros() - change.atMicros();
      again += change.state() == AlertState.RESOLVED && ago >= 0 && ago < FLAPPING_MICROS ? 1 : 0;
    }
    return usual << Math.min(again, MOST_DOUBLINGS);
  }

  /** Ends an active alert for a reason that lies outside its condition. */
  static Alert resolve(Alert alert, double value, long wallMicros, String reason) {
    return alert.changed(
        new AlertChange(wallMicros, AlertState.RESOLVED, alert.severity(), value, reason),
        alert.threshold(),
        alert.message(),
        wallMicros,
        alert.acknowledgedBy());
  }

  /** A person takes an active alert on. */
  static Alert acknowledge(Alert alert, String by, long wallMicros) {
    return alert.changed(
        new AlertChange(
            wallMicros,
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

  /** What is pending, as it is shown: not kept, and without a history. */
  static Alert pending(Verdict verdict, Severity severity, long sinceWallMicros) {
    return new Alert(
        verdict.alertId(),
        verdict.rule().id(),
        verdict.rule().condition().of().signal(),
        verdict.tags(),
        AlertState.PENDING,
        severity,
        verdict.limitOf(severity),
        verdict.value(),
        verdict.message(severity),
        sinceWallMicros,
        null,
        null,
        List.of(),
        0,
        1,
        verdict.context(severity, List.of()),
        null);
  }

  private static Memory maybeFire(Memory before, Verdict verdict, Severity severity, Moment now) {
    long since = before.pendingSince == 0 ? now.steadyMicros() : before.pendingSince;
    if (now.steadyMicros() - since < verdict.rule().pendingFor().toNanos() / 1_000) {
      return new Memory(before.alert, since, 0, null);
    }
    Alert earlier = before.alert;
    AlertChange change =
        new AlertChange(
            now.wallMicros(),
            AlertState.FIRING,
            severity,
            verdict.value(),
            earlier == null ? "fired" : "fired again");
    Alert first = earlier == null ? pending(verdict, severity, now.wallMicros()) : earlier;
    double limit = verdict.limitOf(severity);
    String message = verdict.message(severity);
    return Memory.of(
        earlier == null
            ? first
                .changed(change, limit, message, null, null)
                .around(verdict.context(severity, verdict.traces()))
            : first.refired(change, limit, message, verdict.context(severity, verdict.traces())));
  }

  /** A worse alert needs attention again, even if somebody had taken it on. */
  private static Alert changeSeverity(
      Alert alert, Verdict verdict, Severity severity, Moment now, String how) {
    boolean worse = severity.compareTo(alert.severity()) > 0;
    AlertState state = worse ? AlertState.FIRING : alert.state();
    return alert
        .changed(
            new AlertChange(
                now.wallMicros(),
                state,
                severity,
                verdict.value(),
                how + ": " + alert.severity().wireName() + " to " + severity.wireName()),
            verdict.limitOf(severity),
            verdict.message(severity),
            null,
            worse ? null : alert.acknowledgedBy())
        .around(verdict.context(severity, alert.context().traces()));
  }

  /** The message stays what it was when the alert changed, unless somebody moved its limit. */
  private static Alert seen(Alert alert, Verdict verdict) {
    double limit = verdict.limitOf(alert.severity());
    boolean moved = Double.compare(limit, alert.threshold()) != 0 && verdict.against().isEmpty();
    return alert.seen(
        verdict.value(), limit, moved ? verdict.message(alert.severity()) : alert.message());
  }

  private static @Nullable Severity worse(@Nullable Severity one, @Nullable Severity other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) > 0 ? one : other;
  }

  private AlertLife() {}
}
