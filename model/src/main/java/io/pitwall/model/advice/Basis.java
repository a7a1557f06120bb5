package io.pitwall.model.advice;

import java.util.List;

/**
 * What a finding rests on.
 *
 * @param rule the rule with its numbers filled in, e.g. {@code "p95 9.1 s > 3 x 1.2 s of its
 *     peers"}; empty if the evidence says it all
 * @param n independent observations behind it: calls, tasks or runs
 * @param minimum observations below which the inspection stays silent, 1 or more
 * @param severity how bad, 0 to 100: 25 is worth knowing, 75 is worth acting on today (the scale of
 *     JDK Mission Control's rules)
 * @param examples trace ids of runs that show it, most telling first, at most {@link
 *     #MOST_EXAMPLES}
 */
public record Basis(String rule, long n, long minimum, double severity, List<String> examples) {

  /** Runs shown as examples. */
  public static final int MOST_EXAMPLES = 5;

  public Basis {
    if (n < 0 || minimum < 1) {
      throw new IllegalArgumentException(
          "Expected 0 or more observations of at least 1 wanted, but got " + n + " of " + minimum);
    }
    if (!(severity >= 0 && severity <= 100)) {
      throw new IllegalArgumentException("Expected a severity of 0 to 100, but got " + severity);
    }
    examples = List.copyOf(examples.subList(0, Math.min(MOST_EXAMPLES, examples.size())));
  }

  /** How sure the evidence makes us, 0 to 1: {@code n / (n + minimum)}. */
  public double confidence() {
    return (double) n / (n + minimum);
  }
}
