package io.pitwall.model.advice;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change, to which value.
 *
 * @param target whose setting it is: a pool, an agent, a tool, a query
 * @param setting what is changed there, in the words of the field: {@code workers}, {@code
 *     timeout_ms}, {@code cache_ttl_s}, ...
 * @param unit unit of the values, empty if they are plain numbers or words
 * @param current value today, null if it is not known
 * @param proposed value to set; a number, or a word where the setting is no number
 * @param formula how the value was computed, with the names of {@code inputs}
 * @param inputs numbers that went into the formula, by name
 * @param effort work it takes: 1 a setting, 2 a small change of code or prompt, 4 a change of
 *     design
 */
public record Action(
    String target,
    String setting,
    String unit,
    @Nullable Object current,
    Object proposed,
    String formula,
    Map<String, Double> inputs,
    double effort) {

  /** A setting is changed. */
  public static final double SETTING = 1;

  /** A few lines of code, a query or a prompt are changed. */
  public static final double CODE = 2;

  /** The shape of the system is changed. */
  public static final double DESIGN = 4;

  public Action {
    if (!(effort > 0)) {
      throw new IllegalArgumentException("Expected an effort above 0, but got " + effort);
    }
    inputs = Map.copyOf(inputs);
  }
}
