package io.pitwall.analysis.whatif;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How much percentiles would differ had other runs been seen. Runs that arrive close to each other
 * share queues, so whole blocks of time are drawn, with replacement (Künsch 1989): 200 times,
 * blocks of 5 minutes. A short range is cut into 20 blocks at least, longer ones would leave too
 * few to draw from. The same blocks are drawn for every scenario.
 */
final class Bootstrap {
  private static final int DRAWS = 200;
  private static final double BLOCK_SECONDS = 300;
  private static final int FEWEST_BLOCKS = 20;
  private static final long SEED = 0xb10c;

  /** Ends of the 80 % interval. */
  private static final double LOW = 0.1;

  private static final double HIGH = 0.9;

  /** Error that four of five predictions stay within if the runs are the same: simulated fleets. */
  private static final double MODEL_ERROR = 0.01;

  private final int[] block;

  /** How often each block is drawn. */
  private final int[][] weights;

  Bootstrap(double[] arrivals) {
    int n = arrivals.length;
    double window = arrivals[n - 1] - arrivals[0];
    double length = Math.max(Math.min(BLOCK_SECONDS, window / FEWEST_BLOCKS), 1e-9);
    block = new int[n];
    int blocks = 0;
    int previous = -1;
    for (int i = 0; i < n; i++) {
      int number = (int) Math.min(Integer.MAX_VALUE, (arrivals[i] - arrivals[0]) / length);
      blocks += number == previous ? 0 : 1;
      previous = number;
      block[i] = blocks - 1;
    }
    var random = new SplittableRandom(SEED);
    weights = new int[DRAWS][blocks];
    for (int[] weight : weights) {
      for (int i = 0; i < blocks; i++) {
        weight[random.nextInt(blocks)]++;
      }
    }
  }

  /** Percentiles of durations, as they are and in each draw. O(n log n + 200 n). */
  Drawn of(double[] durations) {
    int[] order = byValue(durations);
    int n = order.length;
    int[] blocks = new int[n];
    double[] values = new double[n];
    int[] sizes = new int[weights[0].length];
    double[] sums = new double[sizes.length];
    for (int i = 0; i < n; i++) {
      values[i] = durations[order[i]];
      blocks[i] = block[order[i]];
      sizes[blocks[i]]++;
      sums[blocks[i]] += values[i];
    }
    double[][] draws = new double[DRAWS][];
    for (int d = 0; d < DRAWS; d++) {
      draws[d] = draw(weights[d], sizes, sums, values, blocks);
    }
    int[] once = new int[sizes.length];
    Arrays.fill(once, 1);
    return new Drawn(draw(once, sizes, sums, values, blocks), draws, widening(sizes.length));
  }

  /**
   * By how much the spread of few blocks is too narrow: the variance misses one degree of freedom,
   * and Student's distribution has longer tails than the normal one; its 90th percentile is 1.2816
   * (1 + 0.66 / degrees of freedom), within 1 % from 8 degrees on.
   */
  private static double widening(int blocks) {
    double free = Math.max(1, blocks - 1);
    return Math.sqrt((free + 1) / free) * (1 + 0.66 / free);
  }

  /** Median, 95th percentile by nearest rank, and mean, if each block counts so often. */
  private static double[] draw(
      int[] weight, int[] sizes, double[] sums, double[] values, int[] blocks) {
    long total = 0;
    double sum = 0;
    for (int b = 0; b < sizes.length; b++) {
      total += (long) weight[b] * sizes[b];
      sum += weight[b] * sums[b];
    }
    double half = 0.5 * total;
    double most = 0.95 * total;
    double p50 = Double.NaN;
    long seen = 0;
    int i = 0;
    while (seen < most) {
      seen += weight[blocks[i]];
      if (seen >= half && Double.isNaN(p50)) {
        p50 = values[i];
      }
      i++;
    }
    return new double[] {p50, values[i - 1], sum / total};
  }

  /**
   * Indices by rising value. The index takes the place of the value's last bits, so that plain
   * numbers are sorted: durations that agree to seven digits may come in any order.
   */
  private static int[] byValue(double[] durations) {
    int n = durations.length;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(n);
    long mask = (1L << bits) - 1;
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      keys[i] = (Double.doubleToLongBits(Math.max(0.0, durations[i])) & ~mask) | i;
    }
    Arrays.sort(keys);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = (int) (keys[i] & mask);
    }
    return order;
  }

  /** Median, 95th percentile and mean: of the runs, and of each draw. */
  @SuppressWarnings("ArrayRecordComponent") // columns, never compared
  record Drawn(double[] all, double[][] draws, double widening) {
    static final int P50 = 0;
    static final int P95 = 1;
    static final int MEAN = 2;

    /**
     * What is observed, changed as the model changes.
     *
     * @param base what the model makes of no change
     * @param changed what it makes of the change
     */
    static Estimate estimate(int which, Drawn observed, Drawn base, Drawn changed) {
      double[] spread = new double[DRAWS];
      for (int d = 0; d < DRAWS; d++) {
        spread[d] = moved(observed.draws[d][which], base.draws[d][which], changed.draws[d][which]);
      }
      Arrays.sort(spread);
      double predicted = moved(observed.all[which], base.all[which], changed.all[which]);
      double own = predicted == observed.all[which] ? 0 : MODEL_ERROR * predicted;
      double below = Math.max(0, predicted - spread[(int) (LOW * DRAWS)]);
      double above = Math.max(0, spread[(int) (HIGH * DRAWS)] - predicted);
      return new Estimate(
          observed.all[which],
          predicted,
          Math.max(0, predicted - Math.hypot(below * observed.widening, own)),
          predicted + Math.hypot(above * observed.widening, own));
    }

    private static double moved(double observed, double base, double changed) {
      return base == 0 ? changed : observed * changed / base;
    }
  }
}
