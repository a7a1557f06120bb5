package io.pitwall.model;

import java.util.Random;
import java.util.function.Consumer;

/**
 * Checks that something holds for many random inputs. Each try has a seed of its own, which a
 * failure names; {@code -Dpitwall.seed=N} repeats that try alone.
 */
public final class Property {
  private static final long FIRST_SEED = 20_260_101;

  /** Runs {@code body} for {@code tries} seeds, the same ones every time. */
  public static void holds(int tries, Consumer<Random> body) {
    Long only = Long.getLong("pitwall.seed");
    long from = only == null ? FIRST_SEED : only;
    for (long seed = from; seed < from + (only == null ? tries : 1); seed++) {
      try {
        body.accept(new Random(seed));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("Failed with -Dpitwall.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** A number spread evenly over the orders of magnitude from 10^low to 10^high. */
  public static double magnitude(Random random, double low, double high) {
    return Math.pow(10, low + random.nextDouble() * (high - low));
  }

  private Property() {}
}
