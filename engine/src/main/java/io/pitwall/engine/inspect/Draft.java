package io.pitwall.engine.inspect;

import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Risk;
import io.pitwall.model.advice.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A finding being written. Not thread-safe. */
final class Draft {
  private final String inspection;
  private final Scope scope;
  private final String type;
  private final String issue;
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Object> numbers = new HashMap<>();
  private List<String> examples = List.of();
  private double severity;
  private @Nullable Action action;
  private @Nullable Prediction prediction;
  private @Nullable Risk risk;

  Draft(String inspection, Scope scope, String type, String issue) {
    this.inspection = inspection;
    this.scope = scope;
    this.type = type;
    this.issue = issue;
  }

  /** 0 to 100, the least of the dimensions. */
  Draft severity(double... dimensions) {
    severity = Severity.least(dimensions);
    return this;
  }

  Draft text(String text) {
    texts.add(text);
    return this;
  }

  /** A number of the rule; one that is not finite is left out. */
  Draft number(String name, double value) {
    if (Double.isFinite(value)) {
      numbers.put(name, value);
    }
    return this;
  }

  /** Runs that show it, the most telling first. */
  Draft examples(List<ObservedRun> runs) {
    examples = runs.stream().limit(Basis.MOST_EXAMPLES).map(ObservedRun::id).toList();
    return this;
  }

  Draft action(Action toTake) {
    action = toTake;
    return this;
  }

  /** What it gains; null if that cannot be told. */
  Draft prediction(@Nullable Prediction predicted) {
    prediction = predicted;
    return this;
  }

  Draft risk(double runsTouched, String... guardrails) {
    risk = new Risk(runsTouched, true, List.of(guardrails));
    return this;
  }

  /** The finding, resting on so many observations. */
  Finding done(String rule, long n, long minimum) {
    numbers.put("n", n);
    return new Finding(
        inspection,
        scope,
        type,
        Severity.priority(severity),
        issue,
        texts,
        numbers,
        new Basis(rule, n, minimum, severity, examples),
        action,
        prediction,
        risk);
  }
}
