package io.pitwall.engine.query;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.trace.SpanKind;
import java.util.List;

/**
 * What one agent called while it was at work, as the runs that were looked at tell.
 *
 * @param calls most time in all first
 * @param tasks its pieces of work in these runs
 * @param runs runs that it took part in
 * @param sinceMicros start of the first of them, microseconds since the epoch; 0 without runs
 */
public record AgentUsage(List<Call> calls, long tasks, int runs, long sinceMicros) {

  /**
   * A model or a tool.
   *
   * @param kind {@link SpanKind#MODEL} or {@link SpanKind#TOOL}
   * @param name name of the model or tool
   * @param errors calls that failed
   * @param seconds how long each took
   * @param costUsd known cost, US dollars; NaN if none is known
   */
  public record Call(
      SpanKind kind, String name, long errors, ExpHistogram seconds, double costUsd) {}

  public AgentUsage {
    calls = List.copyOf(calls);
  }
}
