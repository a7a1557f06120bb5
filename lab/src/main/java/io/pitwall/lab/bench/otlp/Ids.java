package io.pitwall.lab.bench.otlp;

import java.util.Locale;

/**
 * Ids that look random and can be computed again: trace {@code n} of a seed always has the same id,
 * so that what was acknowledged need not be remembered to be asked for.
 *
 * @param seed runs with different seeds share no ids
 */
public record Ids(long seed) {
  private static final long TRACE_HIGH = 0x9e37_79b9_7f4a_7c15L;
  private static final long TRACE_LOW = 0xc2b2_ae3d_27d4_eb4fL;
  private static final long SPAN = 0x1656_67b1_9e37_79f9L;

  /** Upper half of the id of a trace. */
  public long traceHigh(long trace) {
    return mix(seed + trace * TRACE_HIGH);
  }

  /** Lower half of the id of a trace; never 0, so that the whole is not. */
  public long traceLow(long trace) {
    return nonZero(mix(~seed + trace * TRACE_LOW));
  }

  /** Id of a span of a trace, never 0. */
  public long span(long trace, int span) {
    return nonZero(mix(seed ^ mix(trace * TRACE_HIGH + span * SPAN)));
  }

  /** The id of a trace as 32 hexadecimal digits. */
  public String traceHex(long trace) {
    return String.format(Locale.ROOT, "%016x%016x", traceHigh(trace), traceLow(trace));
  }

  private static long nonZero(long id) {
    return id == 0 ? 1 : id;
  }

  /** SplitMix64's finalizer. */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return b ^ (b >>> 31);
  }
}
