package io.pitwall.engine.alert;

import io.pitwall.engine.alert.signal.SignalValue;
import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertContext;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Cause;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Severity;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says about one thing now.
 *
 * @param subject identity of what is judged
 * @param tags what tells it apart
 * @param value its value
 * @param comparator which side is bad
 * @param limits severity to limit, as they are for this thing now
 * @param severity worst severity that the value calls for, null if none
 * @param held worst severity that keeps an alert that is there already: a value between limit and
 *     clear value calls for none but ends none, nor does one that was beyond since the last look
 * @param against what the value is compared with besides limits, for people; empty for nothing
 * @param traces runs behind it, as far as they are at hand
 */
record Verdict(
    AlertRule rule,
    long subject,
    SortedMap<String, String> tags,
    double value,
    Comparator comparator,
    Map<Severity, Double> limits,
    @Nullable Severity severity,
    @Nullable Severity held,
    String against,
    List<String> traces) {

  /** The subject of the alert that a rule has no data. */
  static final long NO_DATA = 0x6e6f_2d64_6174_61L;

  private static final String NO_DATA_SUFFIX = "-no-data";

  /** What a rule says about a value of a signal. */
  static Verdict of(
      AlertRule rule,
      SignalValue value,
      Comparator comparator,
      Map<Severity, Double> limits,
      @Nullable Severity severity,
      @Nullable Severity held,
      String against) {
    return new Verdict(
        rule,
        value.subject(),
        value.tags(),
        value.value(),
        comparator,
        limits,
        severity,
        held,
        against,
        value.traces());
  }

  /** Identity of the alert: stable over restarts, one for each rule and thing. */
  String alertId() {
    return alertId(rule, subject);
  }

  static String alertId(AlertRule rule, long subject) {
    String name =
        rule.source() == AlertRule.Source.THRESHOLD ? rule.condition().of().signal() : rule.id();
    return subject == NO_DATA
        ? name + NO_DATA_SUFFIX
        : name + "-" + HexFormat.of().toHexDigits(subject);
  }

  /** The subject in the id of an alert. */
  static long subjectOf(String alertId) {
    int at = alertId.length() - 16;
    if (at <= 0 || alertId.endsWith(NO_DATA_SUFFIX) || alertId.charAt(at - 1) != '-') {
      return NO_DATA;
    }
    try {
      return HexFormat.fromHexDigitsToLong(alertId, at, alertId.length());
    } catch (IllegalArgumentException notOurs) {
      return NO_DATA;
    }
  }

  /** Whether it is about missing data. */
  boolean isNoData() {
    return subject == NO_DATA;
  }

  /** The limit of a severity; of one without a limit that of the next milder, else the mildest. */
  double limitOf(Severity level) {
    Double nearest = null;
    for (Map.Entry<Severity, Double> limit : limits.entrySet()) {
      if (nearest == null || limit.getKey().compareTo(level) <= 0) {
        nearest = limit.getValue();
      }
    }
    return nearest == null ? Double.NaN : nearest;
  }

  /** One sentence for people, in the words of the original where its case is met. */
  String message(Severity level) {
    return Wording.message(this, level);
  }

  /** What surrounds the alert. */
  AlertContext context(Severity level, List<String> behind) {
    SortedMap<String, String> labels = new TreeMap<>(tags);
    if (rule.condition() instanceof AlertCondition.Absence) {
      labels.put("kind", "absence");
    }
    labels.putAll(rule.labels());
    if (isNoData()) {
      labels.put("kind", "no-data");
    }
    labels.put("rule", rule.id());
    AlertRule.Annotations says = rule.annotations();
    return new AlertContext(
        labels,
        Cause.of(rule.condition().of().signal(), tags),
        says.summary().isEmpty() ? message(level) : Template.fill(says.summary(), this, level),
        Template.fill(says.description(), this, level),
        says.runbook(),
        behind);
  }
}
