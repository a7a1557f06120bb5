package io.pitwall.analysis.path;

import io.pitwall.model.trace.SpanKind;

/** The columns of a run; see {@link RunView}. Arrays of the same length that nobody changes. */
@SuppressWarnings("ArrayRecordComponent") // columns, never compared
record RunColumns(
    int[] parent,
    long[] start,
    long[] end,
    long[] waited,
    int[] operation,
    int[] agentType,
    int[] agent,
    int[] model,
    SpanKind[] kind,
    boolean[] error,
    boolean[] async,
    int[] attempt,
    int[] link,
    double[] cost,
    Uses uses) {

  /**
   * What the spans used and said beside their times.
   *
   * @param id span ids
   * @param errorClass numbers of the classes of failures
   * @param tokensIn input tokens, -1 if not reported; as are the next two
   * @param tokensOut output tokens
   * @param tokensCached input tokens from a cache
   * @param input hash of what was asked, 0 if not known
   * @param outputChars length of the answer, -1 if not known
   * @param version numbers of the versions of agents and workflows
   */
  @SuppressWarnings("ArrayRecordComponent") // columns, never compared
  record Uses(
      long[] id,
      int[] errorClass,
      int[] tokensIn,
      int[] tokensOut,
      int[] tokensCached,
      long[] input,
      int[] outputChars,
      int[] version) {
    static Uses ofSize(int n) {
      return new Uses(
          new long[n],
          new int[n],
          new int[n],
          new int[n],
          new int[n],
          new long[n],
          new int[n],
          new int[n]);
    }
  }

  static RunColumns ofSize(int n) {
    return new RunColumns(
        new int[n],
        new long[n],
        new long[n],
        new long[n],
        new int[n],
        new int[n],
        new int[n],
        new int[n],
        new SpanKind[n],
        new boolean[n],
        new boolean[n],
        new int[n],
        new int[n],
        new double[n],
        Uses.ofSize(n));
  }

  RunColumns withAsync(boolean[] other) {
    return new RunColumns(
        parent, start, end, waited, operation, agentType, agent, model, kind, error, other, attempt,
        link, cost, uses);
  }
}
