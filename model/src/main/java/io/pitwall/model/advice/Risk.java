package io.pitwall.model.advice;

import java.util.List;

/**
 * What could go wrong with a change.
 *
 * @param runsTouched share of all runs that the change touches, 0 to 1; NaN if unknown
 * @param reversible whether setting the old value back undoes it
 * @param guardrails what to watch, and at which value to go back
 */
public record Risk(double runsTouched, boolean reversible, List<String> guardrails) {

  public Risk {
    guardrails = List.copyOf(guardrails);
  }
}
