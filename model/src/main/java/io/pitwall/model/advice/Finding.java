package io.pitwall.model.advice;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an inspection saw in one round: evidence that a rule holds for a scope.
 *
 * @param inspection id of the inspection, e.g. {@code agent-low-score}
 * @param scope what it is about
 * @param type kind of advice, in the words of the original: {@code agent_optimization}, ...
 * @param priority how much it matters
 * @param issue what is wrong, in the words of the original: {@code low_performance_score}, ...
 * @param texts what to do, for people, most useful first
 * @param evidence the rule's numbers, name to value
 * @param basis what it rests on
 * @param action what to change to which value; null if the finding only tells
 * @param prediction what that will gain; null if it cannot be told
 * @param risk what could go wrong; null if nothing is changed
 */
public record Finding(
    String inspection,
    Scope scope,
    String type,
    Priority priority,
    String issue,
    List<String> texts,
    Map<String, Object> evidence,
    Basis basis,
    @Nullable Action action,
    @Nullable Prediction prediction,
    @Nullable Risk risk) {

  public Finding {
    texts = List.copyOf(texts);
    evidence = Map.copyOf(evidence);
  }

  /** A finding that tells what is wrong and what to look at, without a computed value. */
  public Finding(
      String inspection,
      Scope scope,
      String type,
      Priority priority,
      String issue,
      List<String> texts,
      Map<String, Object> evidence,
      Basis basis) {
    this(inspection, scope, type, priority, issue, texts, evidence, basis, null, null, null);
  }
}
