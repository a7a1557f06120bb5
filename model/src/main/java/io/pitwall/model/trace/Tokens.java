package io.pitwall.model.trace;

/**
 * Tokens of a model call, or of several added up.
 *
 * @param input all input tokens, cached ones included
 * @param output all output tokens, reasoning included where the source counts it so
 * @param cachedInput input tokens read from a prompt cache; part of {@code input}
 * @param reasoning reasoning tokens
 */
public record Tokens(long input, long output, long cachedInput, long reasoning) {
  /** No tokens. */
  public static final Tokens NONE = new Tokens(0, 0, 0, 0);

  public Tokens {
    if (input < 0 || output < 0 || cachedInput < 0 || reasoning < 0) {
      throw new IllegalArgumentException(
          "Expected token counts of 0 or more, but got input=%d, output=%d, cached=%d, reasoning=%d"
              .formatted(input, output, cachedInput, reasoning));
    }
  }

  /** Both added up, part by part. A sum beyond the largest number stays at that number. */
  public Tokens plus(Tokens other) {
    return new Tokens(
        sum(input, other.input),
        sum(output, other.output),
        sum(cachedInput, other.cachedInput),
        sum(reasoning, other.reasoning));
  }

  /** Input and output together. */
  public long total() {
    return sum(input, output);
  }

  /** Absurd counts come from outside and must not break those that add them up. */
  private static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
