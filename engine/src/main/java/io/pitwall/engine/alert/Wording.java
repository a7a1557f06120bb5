package io.pitwall.engine.alert;

import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.Selection;
import io.pitwall.model.alert.Severity;
import java.math.BigDecimal;
import java.math.MathContext;

/** What alerts say by themselves, one sentence each. */
final class Wording {

  static String message(Verdict verdict, Severity level) {
    if (verdict.isNoData()) {
      return "No data for %s, which the rule %s judges"
          .formatted(signal(verdict.rule().condition().of()), verdict.rule().id());
    }
    String subject = subject(verdict);
    double limit = verdict.limitOf(level);
    if (!verdict.comparator().isBeyond(verdict.value(), limit)) {
      return "%s was lately beyond its %s threshold of %s and is now at %s"
          .formatted(subject, level.wireName(), rounded(limit), rounded(verdict.value()));
    }
    return switch (verdict.rule().condition()) {
      case AlertCondition.Threshold limits ->
          "%s %s %s threshold: %s %s %s"
              .formatted(
                  subject,
                  switch (verdict.comparator()) {
                    case ABOVE, AT_LEAST -> "exceeded";
                    case BELOW, AT_MOST -> "fell below";
                    case EQUAL, NOT_EQUAL -> "is at its";
                  },
                  level.wireName(),
                  rounded(verdict.value()),
                  limits.comparator().symbol(),
                  rounded(limit));
      case AlertCondition.Change change ->
          "%s is %s at %s, %s (%s %s %s)"
              .formatted(
                  subject,
                  change.upward() ? "up" : "down",
                  rounded(verdict.value()),
                  verdict.against(),
                  level.wireName(),
                  change.upward() ? "above" : "below",
                  rounded(limit));
      case AlertCondition.BurnRate burn ->
          "%s uses up its error budget (objective %s) %s times as fast as it may: %s"
              .formatted(subject, burn.objective(), rounded(verdict.value()), verdict.against());
      case AlertCondition.Absence absence ->
          "Nothing was heard of %s for %s".formatted(subject, time(verdict.value()));
      case AlertCondition.StuckRun stuck ->
          "A run of %s goes on for %s, %s"
              .formatted(
                  verdict.tags().getOrDefault("workflow", "a workflow"),
                  time(verdict.value()),
                  verdict.against());
    };
  }

  private static String subject(Verdict verdict) {
    String signal = signal(verdict.rule().condition().of());
    return verdict.tags().isEmpty() ? signal : signal + " " + verdict.tags();
  }

  private static String signal(Selection of) {
    return of.aggregate() == Selection.Aggregate.EACH
        ? of.signal()
        : of.aggregate().wireName() + "(" + of.signal() + ")";
  }

  static String time(double seconds) {
    return seconds < 120
        ? rounded(seconds) + " s"
        : seconds < 7_200 ? rounded(seconds / 60) + " min" : rounded(seconds / 3_600) + " h";
  }

  /** Two digits behind the point, of small numbers three that count. */
  static String rounded(double number) {
    if (!Double.isFinite(number)) {
      return "unknown";
    }
    double rounded =
        Math.abs(number) >= 1
            ? Math.rint(number * 100) / 100
            : new BigDecimal(number, new MathContext(3)).doubleValue();
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
        ? Long.toString((long) rounded)
        : Double.toString(rounded);
  }

  private Wording() {}
}
