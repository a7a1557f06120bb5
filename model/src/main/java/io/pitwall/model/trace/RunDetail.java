package io.pitwall.model.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the work of a run went: who did what, who waited for whom, what was tried again. Derived from
 * all spans of the run.
 *
 * @param outcome how it ended
 * @param agents agents that took part, in order of appearance
 * @param handoffs between which agents work went, in order of appearance
 * @param retries what was tried more than once, by start
 * @param waits time spent in queues
 * @param softErrors calls of models that came back without a whole answer, no failures
 * @param tokenCheck what spans report against the calls below them
 * @param reportedUsd costs that were reported, null if none was
 * @param reportedComplete whether every successful model call reported its cost, so that {@code
 *     reportedUsd} is all of it
 * @param computedUsd costs that the price list gives to the same and to other calls, null if none;
 *     stands beside the reported ones, which go first in {@link Run#costUsd}
 * @param orphans spans whose parent is not there
 * @param overrunning spans that begin before or end after the span above them: work that goes on in
 *     the background, or clocks that differ
 */
public record RunDetail(
    Outcome outcome,
    List<AgentShare> agents,
    List<Handoff> handoffs,
    List<Retry> retries,
    Waits waits,
    List<SoftError> softErrors,
    TokenCheck tokenCheck,
    @Nullable Double reportedUsd,
    boolean reportedComplete,
    @Nullable Double computedUsd,
    int orphans,
    int overrunning) {

  /** How a run ended. */
  public enum Outcome {
    /** It has not ended. */
    RUNNING,
    /** Nothing failed. */
    SUCCEEDED,
    /** Something in it failed, but not the whole. */
    RECOVERED,
    /** It failed. */
    FAILED
  }

  /**
   * What an agent had a share in. Work that names no agent is that of the nearest agent above it.
   *
   * @param agentId the agent
   * @param spans spans of all kinds
   * @param modelCalls calls of models, each counted once
   * @param toolCalls calls of tools
   * @param errors spans that failed
   * @param tokens of its model calls
   * @param costUsd known cost of its model calls, null if none is known
   */
  public record AgentShare(
      String agentId,
      int spans,
      int modelCalls,
      int toolCalls,
      int errors,
      Tokens tokens,
      @Nullable Double costUsd) {}

  /**
   * Work that went from one agent to another, all times added up.
   *
   * @param from agent that gave it
   * @param to agent that took it
   * @param how how this is known
   * @param count how often
   * @param waitNanos how long the giver waited for the taker if NESTED, how much time lay between
   *     them if SEQUENCE, else 0
   */
  public record Handoff(String from, String to, How how, int count, long waitNanos) {

    /** How a hand-off is known. */
    public enum How {
      /** A span says so. */
      NAMED,
      /** The taker worked within the span of the giver. */
      NESTED,
      /** The taker began after the giver had ended, under the same parent. */
      SEQUENCE
    }
  }

  /**
   * The same thing tried again after it had failed, or sent again as its spans say.
   *
   * @param kind kind of the spans
   * @param operation what was tried
   * @param agentId who tried, null if unknown
   * @param attempts how often, 2 or more
   * @param succeeded whether the last attempt did not fail
   * @param startNanos start of the first attempt, nanoseconds since the epoch
   * @param lostNanos from there to the start of the last attempt, 0 if only that one left a span
   */
  public record Retry(
      SpanKind kind,
      String operation,
      @Nullable String agentId,
      int attempts,
      boolean succeeded,
      long startNanos,
      long lostNanos) {}

  /**
   * Time spent in queues, over all spans.
   *
   * @param said number of waits that the spans themselves tell of
   * @param saidNanos their sum
   * @param derived number of waits derived from the gap between a message's sender and its taker,
   *     or between the start of a limiter and what it lets through first
   * @param derivedNanos their sum
   */
  public record Waits(int said, long saidNanos, int derived, long derivedNanos) {}

  /**
   * Calls of models that came back, but not with a whole answer.
   *
   * @param reason why: {@code error}, {@code length} or {@code content_filter}
   * @param operation what was called
   * @param agentId who called, null if unknown
   * @param count how often
   */
  public record SoftError(String reason, String operation, @Nullable String agentId, int count) {}

  /**
   * Tokens that spans report for all below them, held against the calls that are there.
   *
   * @param agreeing spans that report the sum of their calls, within 1 %
   * @param less spans that report less
   * @param missing spans that report more: spans of some calls below them are missing
   * @param spans the first of those, at most 100
   */
  public record TokenCheck(int agreeing, int less, int missing, List<Missing> spans) {

    /**
     * A span below which calls are missing.
     *
     * @param spanId the span
     * @param operation what it did
     * @param reported tokens that it reports
     * @param counted tokens of the calls below it
     */
    public record Missing(long spanId, String operation, long reported, long counted) {}

    public TokenCheck {
      spans = List.copyOf(spans);
    }
  }

  public RunDetail {
    softErrors = List.copyOf(softErrors);
    agents = List.copyOf(agents);
    handoffs = List.copyOf(handoffs);
    retries = List.copyOf(retries);
  }
}
