package io.pitwall.model.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One passage through a workflow: everything that carries the same trace id.
 *
 * @param traceId identity
 * @param workflow name of the workflow, see the semantic mapping for where it comes from
 * @param service program of the first span
 * @param state running or final
 * @param status ERROR if the root failed (or, without a root, if any top span did), OK if the root
 *     says so, else UNSET
 * @param startNanos start of the earliest span, nanoseconds since the epoch
 * @param durationNanos from there to the end of the latest span
 * @param spanCount all spans
 * @param agentSpans spans of kind AGENT
 * @param modelCalls leaf calls of models: a call counted once, whoever else wrapped it
 * @param failedModelCalls those of them that failed
 * @param toolCalls calls of tools: a call counted once, however many layers tell of it
 * @param errorSpans spans whose status is ERROR
 * @param tokens over the leaf model calls
 * @param costUsd known cost over the leaf model calls, null if none is known
 * @param costComplete false if some successful model call has no known cost
 * @param agents ids of the agents that took part, in order of appearance
 */
public record Run(
    TraceId traceId,
    String workflow,
    String service,
    RunState state,
    SpanStatus status,
    long startNanos,
    long durationNanos,
    int spanCount,
    int agentSpans,
    int modelCalls,
    int failedModelCalls,
    int toolCalls,
    int errorSpans,
    Tokens tokens,
    @Nullable Double costUsd,
    boolean costComplete,
    List<String> agents) {

  public Run {
    if (spanCount < 1) {
      throw new IllegalArgumentException(
          "Expected a run of one span or more, but got " + spanCount);
    }
    agents = List.copyOf(agents);
  }

  /** End of the latest span, nanoseconds since the epoch. */
  public long endNanos() {
    return startNanos + durationNanos;
  }
}
