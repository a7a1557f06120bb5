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
    int[] link) {

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
        new int[n]);
  }

  RunColumns withAsync(boolean[] other) {
    return new RunColumns(
        parent, start, end, waited, operation, agentType, agent, model, kind, error, other, attempt,
        link);
  }
}
