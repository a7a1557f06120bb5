package io.pitwall.model.advice;

import java.util.List;
import java.util.Map;

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
 */
public record Finding(
    String inspection,
    Scope scope,
    String type,
    Priority priority,
    String issue,
    List<String> texts,
    Map<String, Object> evidence) {

  public Finding {
    texts = List.copyOf(texts);
    evidence = Map.copyOf(evidence);
  }
}
