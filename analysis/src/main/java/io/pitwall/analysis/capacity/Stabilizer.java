package io.pitwall.analysis.capacity;

import java.util.List;

/**
 * Keeps sizes from going up and down: what is taken away is the least that was too much for five
 * minutes (as the Horizontal Pod Autoscaler does by default). Going up is not held back.
 */
public final class Stabilizer {
  /** Default of {@code --horizontal-pod-autoscaler-downscale-stabilization}. */
  static final long WINDOW_NANOS = 300_000_000_000L;

  /** A size that was wanted at a time, nanoseconds since the epoch. */
  public record Wanted(long nanos, int slots) {}

  /**
   * The size to go to.
   *
   * @param history sizes wanted so far, in any order
   * @param nowNanos nanoseconds since the epoch
   * @param current size today
   * @param wanted size that the load of now asks for
   */
  public static int size(List<Wanted> history, long nowNanos, int current, int wanted) {
    if (wanted >= current) {
      return wanted;
    }
    int most =
        history.stream()
            .filter(earlier -> nowNanos - earlier.nanos() <= WINDOW_NANOS)
            .filter(earlier -> earlier.nanos() <= nowNanos)
            .mapToInt(Wanted::slots)
            .max()
            .orElse(current);
    return Math.min(current, Math.max(wanted, most));
  }

  private Stabilizer() {}
}
