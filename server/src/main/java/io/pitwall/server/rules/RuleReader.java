package io.pitwall.server.rules;

import io.pitwall.engine.alert.Template;
import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertCondition.BurnRate;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Selection;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.TagMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rule from an object of JSON or YAML. Everything that is wrong is found at once, each with
 * the path of its field. Used for one rule.
 */
public final class RuleReader {
  /** What answers add to a rule; passed over, so that what was read can be sent back. */
  private static final Set<String> ANSWERED =
      Set.of("source", "read_only", "state", "series_judged", "state_message", "judged_at");

  private final List<RuleFault> faults = new ArrayList<>();

  /** What is wrong, empty if nothing is. */
  public List<RuleFault> faults() {
    return List.copyOf(faults);
  }

  /**
   * Reads a rule.
   *
   * @param fields the object
   * @param path what stands before the names of fields in faults, as in {@code rules[3].}
   * @param knownId its id where that is not in the object, null if it has to be
   * @return the rule, empty if something is wrong
   */
  public Optional<AlertRule> read(
      Map<?, ?> fields, String path, @Nullable String knownId, AlertRule.Source source) {
    RuleFields rule = new RuleFields(path, fields, faults);
    ANSWERED.forEach(rule::has);
    String id = rule.text("id", knownId == null ? "" : knownId);
    if (id.isEmpty()) {
      rule.wrong("id", "an id of letters, digits and . _ : -", null);
    } else if (knownId != null && !knownId.equals(id)) {
      rule.wrong("id", "the id of the path, " + knownId, id);
    }
    if (!rule.has("condition")) {
      rule.wrong("condition", "what the rule looks for", null);
    }
    AlertCondition condition = condition(rule.object("condition"));
    Duration pendingFor = rule.time("for", Duration.ZERO);
    Duration keepFiring = rule.time("keep_firing", Duration.ofMinutes(5));
    AlertRule.NoData noData =
        rule.oneOf(
            "no_data",
            AlertRule.NoData.IGNORE,
            "ignore, alert or keep",
            AlertRule.NoData::ofWireName);
    AlertRule.Annotations annotations = annotations(rule.object("annotations"));
    Map<String, String> labels = rule.map("labels");
    boolean enabled = rule.flag("enabled", true);
    rule.end();
    if (!faults.isEmpty() || condition == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AlertRule(
              id,
              condition,
              pendingFor,
              keepFiring,
              noData,
              new TreeMap<>(labels),
              annotations,
              source,
              enabled));
    } catch (IllegalArgumentException e) {
      rule.wrong("id", reason(e), id);
      return Optional.empty();
    }
  }

  private static AlertRule.Annotations annotations(RuleFields says) {
    AlertRule.Annotations annotations =
        new AlertRule.Annotations(
            says.text("summary", ""), says.text("description", ""), says.text("runbook", ""));
    Template.fault(annotations.summary())
        .ifPresent(fault -> says.wrong("summary", fault, annotations.summary()));
    Template.fault(annotations.description())
        .ifPresent(fault -> says.wrong("description", fault, annotations.description()));
    says.end();
    return annotations;
  }

  private @Nullable AlertCondition condition(RuleFields fields) {
    String kind = fields.text("kind", "threshold");
    int before = faults.size();
    AlertCondition read = null;
    try {
      Selection of = selection(fields, kind.equals("stuck_run") ? "run.age_seconds" : "");
      read = of == null ? null : condition(kind, of, fields);
    } catch (IllegalArgumentException e) {
      if (faults.size() == before) {
        fields.wrong("", reason(e), kind);
      }
    }
    fields.end();
    return read;
  }

  private @Nullable Selection selection(RuleFields fields, String usual) {
    String signal = fields.text("signal", usual);
    if (signal.isBlank()) {
      fields.wrong("signal", "the name of a metric or aggregate", null);
    }
    List<TagMatcher> where = new ArrayList<>();
    for (String text : fields.texts("where")) {
      try {
        where.add(TagMatcher.parse(text));
      } catch (IllegalArgumentException e) {
        fields.wrong("where", reason(e), text);
      }
    }
    Selection.Aggregate aggregate =
        fields.oneOf(
            "aggregate",
            Selection.Aggregate.EACH,
            "each, sum, mean, min, max or count",
            Selection.Aggregate::ofWireName);
    List<String> by = fields.texts("by");
    Duration over = fields.time("over", Duration.ZERO);
    long atLeast = (long) fields.number("at_least", 0);
    return signal.isBlank() ? null : new Selection(signal, where, aggregate, by, over, atLeast);
  }

  private static @Nullable AlertCondition condition(String kind, Selection of, RuleFields fields) {
    return switch (kind) {
      case "threshold" ->
          new AlertCondition.Threshold(
              of,
              fields.oneOf(
                  "comparator",
                  Comparator.guessFor(of.signal()),
                  ">, >=, <, <=, == or !=",
                  Comparator::ofSymbol),
              fields.bySeverity("limits"),
              fields.number("clear"));
      case "change" ->
          new AlertCondition.Change(
              of,
              fields.oneOf("direction", true, "up or down", RuleReader::isUp),
              fields.bySeverity("factors"),
              fields.number("at_least_by", 0),
              (int) fields.number("days", 7),
              fields.time("before", Duration.ofHours(6)));
      case "burn_rate" -> new BurnRate(of, fields.number("objective", 0), windows(fields));
      case "absence" ->
          new AlertCondition.Absence(
              of, fields.timesBySeverity("after"), fields.time("within", Duration.ofDays(1)));
      case "stuck_run" ->
          new AlertCondition.StuckRun(
              of,
              fields.bySeverity("factors"),
              fields.time("at_least_age", Duration.ofMinutes(10)));
      default -> {
        fields.wrong("kind", "threshold, change, burn_rate, absence or stuck_run", kind);
        yield null;
      }
    };
  }

  private static Optional<Boolean> isUp(String direction) {
    return direction.equals("up")
        ? Optional.of(true)
        : direction.equals("down") ? Optional.of(false) : Optional.empty();
  }

  private static List<BurnRate.Window> windows(RuleFields fields) {
    List<?> given = fields.list("windows");
    if (given.isEmpty()) {
      return BurnRate.STANDARD;
    }
    List<BurnRate.Window> windows = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      RuleFields window = fields.element("windows", i, given.get(i));
      windows.add(
          new BurnRate.Window(
              window.oneOf(
                  "severity",
                  Severity.HIGH,
                  "a severity: low, medium, high or critical",
                  Severity::ofWireName),
              window.number("factor", 0),
              window.time("long", Duration.ZERO),
              window.time("short", Duration.ZERO)));
      window.end();
    }
    return windows;
  }

  /** The part of a message that says what was expected. */
  private static String reason(IllegalArgumentException e) {
    String message = String.valueOf(e.getMessage());
    int but = message.indexOf(", but ");
    String expected = but < 0 ? message : message.substring(0, but);
    return expected.startsWith("Expected ") ? expected.substring(9) : expected;
  }
}
