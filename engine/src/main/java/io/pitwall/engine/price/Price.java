package io.pitwall.engine.price;

import io.pitwall.model.trace.Tokens;

/**
 * What the tokens of a model cost, US dollars per million. A price that is not known is NaN.
 *
 * @param input input tokens
 * @param cachedInput input tokens read from a prompt cache
 * @param cacheWrite input tokens written to a prompt cache
 * @param output output tokens
 */
record Price(double input, double cachedInput, double cacheWrite, double output) {

  Price {
    if (input < 0 || cachedInput < 0 || cacheWrite < 0 || output < 0) {
      throw new IllegalArgumentException(
          "Expected prices of 0 or more, but got %s, %s, %s, %s"
              .formatted(input, cachedInput, cacheWrite, output));
    }
  }

  /** US dollars for these tokens; NaN if the price of some of them is not known. */
  double usd(Tokens tokens, long cacheWritten) {
    long cached = Math.min(tokens.cachedInput(), tokens.input());
    long written = Math.min(cacheWritten, tokens.input() - cached);
    long plain = tokens.input() - cached - written;
    // More reasoning than output: the source counts it beside its output, but it is billed as such.
    long output =
        tokens.reasoning() > tokens.output()
            ? new Tokens(tokens.output(), tokens.reasoning(), 0, 0).total()
            : tokens.output();
    return (part(plain, input)
            + part(cached, cachedInput)
            + part(written, cacheWrite)
            + part(output, this.output))
        / 1e6;
  }

  /** Without tokens it does not matter whether their price is known. */
  private static double part(long tokens, double price) {
    return tokens == 0 ? 0 : tokens * price;
  }
}
