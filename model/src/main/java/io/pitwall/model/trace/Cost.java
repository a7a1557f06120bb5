package io.pitwall.model.trace;

/**
 * What a model call cost. An unknown cost is no {@code Cost} at all, never 0.
 *
 * @param usd US dollars, finite and 0 or more
 * @param source who says so
 */
public record Cost(double usd, Source source) {

  /** Where a cost comes from. */
  public enum Source {
    /** The provider, gateway or framework reported it with the call. */
    REPORTED,
    /** Computed from tokens and a price list. */
    COMPUTED
  }

  public Cost {
    if (!Double.isFinite(usd) || usd < 0) {
      throw new IllegalArgumentException(
          "Expected a cost in US dollars of 0 or more, but got " + usd);
    }
  }
}
