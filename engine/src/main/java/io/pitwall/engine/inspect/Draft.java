package io.pitwall.engine.inspect;

import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Risk;
import io.pitwall.model.advice.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A finding being written. Not thread-safe. */
final class Draft {
  private final String inspection;
  private final Scope scope;
  private final String type;
  private final String issue;
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Object> evidence = new HashMap<>();
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

  /** Something to do, in the format of {@link String#format}. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation is in no library that is used here
  Draft text(String format, Object... values) {
    texts.add(String.format(Locale.ROOT, format, values));
    return this;
  }

  /** Something to do. */
  Draft text(String text) {
    texts.add(text);
    return this;
  }

  /** 0 to 100, the least of the dimensions. */
  Draft severity(double... dimensions) {
    severity = Severity.least(dimensions);
    return this;
  }

  /** A number of the rule; one that is not finite is left out. */
  Draft number(String name, double value) {
    if (Double.isFinite(value)) {
      evidence.put(name, value);
    }
    return this;
  }

  /** Runs that show it, the most telling first. */
  Draft examples(List<ObservedRun> runs) {
    examples = ids(runs);
    return this;
  }

  Draft evidence(String name, Object value) {
    evidence.put(name, value);
    return this;
  }

  Draft action(Action value) {
    action = value;
    return this;
  }

  /** What it gains, if that can be told. */
  Draft prediction(Optional<Prediction> value) {
    prediction = value.orElse(null);
    return this;
  }

  /** What it gains; null if that cannot be told. */
  Draft prediction(@Nullable Prediction value) {
    prediction = value;
    return this;
  }

  Draft risk(double runsTouched, String... guardrails) {
    risk = new Risk(runsTouched, true, List.of(guardrails));
    return this;
  }

  /** The rule is the one that holds, with its numbers. */
  Finding because(String rule, long n, long minimum, double severity, List<String> examples) {
    evidence.put("n", n);
    return new Finding(
        inspection,
        scope,
        type,
        Severity.priority(severity),
        issue,
        texts,
        evidence,
        new Basis(rule, n, minimum, severity, examples),
        action,
        prediction,
        risk);
  }

  /** The same with the severity and examples that were given before. */
  Finding done(String rule, long n, long minimum) {
    return because(rule, n, minimum, severity, examples);
  }

  /** {@code ; p95 of invoice 8.4 s → 6.5 s (5.9–7.1), cost $9 → $7 a day, n=412}. */
  static String gain(String workflow, Optional<Prediction> prediction, long n) {
    StringBuilder words = new StringBuilder();
    prediction.ifPresent(
        known -> {
          List<String> parts = new ArrayList<>();
          known
              .effect(Measure.P95_MS)
              .filter(p95 -> Math.abs(p95.gain()) >= 0.01)
              .ifPresent(p95 -> parts.add(Predictions.inWords(workflow, known)));
          known
              .effect(Measure.COST_USD_PER_DAY)
              .filter(cost -> Math.abs(cost.gain()) >= 0.005)
              .ifPresent(cost -> parts.add(cost(cost)));
          known
              .effect(Measure.SUCCESS_RATE)
              .ifPresent(
                  success ->
                      parts.add(
                          "success "
                              + Words.percent(success.baseline())
                              + " → "
                              + Words.percent(success.predicted())));
          parts.forEach(part -> words.append(words.isEmpty() ? "; " : ", ").append(part));
        });
    return words.append(words.isEmpty() ? "; n=" : ", n=").append(n).toString();
  }

  private static String cost(Effect cost) {
    return "cost " + Words.usd(cost.baseline()) + " → " + Words.usd(cost.predicted()) + " a day";
  }

  /** Ids of the first runs. */
  static List<String> ids(List<ObservedRun> runs) {
    return runs.stream().limit(Basis.MOST_EXAMPLES).map(ObservedRun::id).toList();
  }
}
