package io.pitwall.analysis.whatif;

/**
 * What is known of a pool besides the runs.
 *
 * @param slots tasks that it works on at a time, 1 or more
 * @param utilisation share of the slots' time that was busy in the range as metrics show it, 0..1,
 *     so that load from elsewhere is seen; NaN if not known
 */
public record PoolFacts(int slots, double utilisation) {
  public PoolFacts {
    if (slots < 1) {
      throw new IllegalArgumentException("Expected 1 slot or more, but got " + slots);
    }
  }
}
