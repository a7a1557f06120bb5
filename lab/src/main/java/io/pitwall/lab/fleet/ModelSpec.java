package io.pitwall.lab.fleet;

/**
 * A generative model and what it costs.
 *
 * @param name as requested
 * @param provider who serves it
 * @param firstTokenSeconds mean time until the answer begins
 * @param tokensPerSecond speed of the answer
 * @param concurrency calls that the provider allows at a time; one more is answered with 429
 * @param usdPerMillionInput price of a million input tokens
 * @param usdPerMillionCached price of a million input tokens read from the cache
 * @param usdPerMillionOutput price of a million output tokens
 */
public record ModelSpec(
    String name,
    String provider,
    double firstTokenSeconds,
    double tokensPerSecond,
    int concurrency,
    double usdPerMillionInput,
    double usdPerMillionCached,
    double usdPerMillionOutput) {

  public ModelSpec {
    if (!(firstTokenSeconds >= 0 && tokensPerSecond > 0 && concurrency >= 1)) {
      throw new IllegalArgumentException(
          "Expected model "
              + name
              + " with firstTokenSeconds >= 0, tokensPerSecond > 0 and"
              + " concurrency >= 1, but got "
              + firstTokenSeconds
              + ", "
              + tokensPerSecond
              + ", "
              + concurrency);
    }
  }

  /** Mean seconds of a call with that many output tokens. */
  public double seconds(long outputTokens) {
    return firstTokenSeconds + outputTokens / tokensPerSecond;
  }

  /** Cost of a call in US dollars; input tokens include the cached ones. */
  public double usd(long input, long cached, long output) {
    return ((input - cached) * usdPerMillionInput
            + cached * usdPerMillionCached
            + output * usdPerMillionOutput)
        / 1e6;
  }
}
