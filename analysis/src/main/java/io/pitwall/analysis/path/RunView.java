package io.pitwall.analysis.path;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A run as columns: what the analysis needs of its spans and nothing else, about 50 bytes a span.
 *
 * <p>Spans stand in the order of a waterfall: a parent before all that is below it, siblings by
 * start. So every pass over a run is a plain loop. Times are nanoseconds since the run's start.
 * Cycles of parents are cut above their earliest span, which becomes a top. A span whose parent is
 * missing hangs under the root it overlaps with, if there is one, else it is a top.
 *
 * <p>Immutable.
 */
public final class RunView {
  /** The parent of a top, and the span of what happens in none. */
  public static final int NONE = -1;

  private final long startNanos;
  private final long durationNanos;
  private final RunColumns columns;

  RunView(long startNanos, long durationNanos, RunColumns columns) {
    this.startNanos = startNanos;
    this.durationNanos = durationNanos;
    this.columns = columns;
  }

  /**
   * The view of all spans of one trace; O(n log n), nothing recursive.
   *
   * @param spans at least one, in any order; of spans with the same id the earliest counts as
   *     parent
   * @param names numbers for their words; grows
   */
  public static RunView of(List<Span> spans, Names names) {
    return RunViewBuilder.build(spans, names);
  }

  /** The same run, in which spans of these {@link #operation operations} are asynchronous. */
  public RunView withAsync(IntPredicate operations) {
    boolean[] async = new boolean[size()];
    for (int i = 0; i < async.length; i++) {
      async[i] = columns.async()[i] || (parent(i) != NONE && operations.test(operation(i)));
    }
    return new RunView(startNanos, durationNanos, columns.withAsync(async));
  }

  /** Start of the earliest span, nanoseconds since the epoch. */
  public long startNanos() {
    return startNanos;
  }

  /** From the start of the earliest span to the end of the latest. */
  public long durationNanos() {
    return durationNanos;
  }

  /** How many spans there are, 1 or more. */
  public int size() {
    return columns.parent().length;
  }

  /** The enclosing span, less than {@code i}; {@link #NONE} of a top. */
  public int parent(int i) {
    return columns.parent()[i];
  }

  public long start(int i) {
    return columns.start()[i];
  }

  /** Never before the start. */
  public long end(int i) {
    return columns.end()[i];
  }

  public long duration(int i) {
    return end(i) - start(i);
  }

  /** Time in a queue before the start; 0 if none or not known. */
  public long wait(int i) {
    return columns.waited()[i];
  }

  /** Number of the operation. */
  public int operation(int i) {
    return columns.operation()[i];
  }

  /** Number of the type of the agent at work, that of an enclosing span if need be, or NONE. */
  public int agentType(int i) {
    return columns.agentType()[i];
  }

  /** Number of the id of the agent, only where the span itself is an agent at work; else NONE. */
  public int agent(int i) {
    return columns.agent()[i];
  }

  /** Number of the model of a model call, else NONE. */
  public int model(int i) {
    return columns.model()[i];
  }

  public SpanKind kind(int i) {
    return columns.kind()[i];
  }

  public boolean isError(int i) {
    return columns.error()[i];
  }

  /** Whether the parent goes on without waiting for it. */
  public boolean isAsync(int i) {
    return columns.async()[i];
  }

  /** 1, or more for a call that is made again after a sibling of the same operation failed. */
  public int attempt(int i) {
    return columns.attempt()[i];
  }

  /** US dollars; NaN if not known, or if spans below it tell. */
  public double cost(int i) {
    return columns.cost()[i];
  }

  /** The span of this run that it follows from by a link, else NONE. */
  public int link(int i) {
    return columns.link()[i];
  }

  /** Id of the span. */
  public long spanId(int i) {
    return columns.uses().id()[i];
  }

  /** Number of the class of its failure, NONE if it did not fail or none is known. */
  public int errorClass(int i) {
    return columns.uses().errorClass()[i];
  }

  /** Input tokens, cached ones included; -1 if not reported. */
  public int tokensIn(int i) {
    return columns.uses().tokensIn()[i];
  }

  /** Output tokens; -1 if not reported. */
  public int tokensOut(int i) {
    return columns.uses().tokensOut()[i];
  }

  /** Input tokens read from a prompt cache; -1 if not reported. */
  public int tokensCached(int i) {
    return columns.uses().tokensCached()[i];
  }

  /** Hash of what was asked: equal for equal calls; 0 if not known. */
  public long input(int i) {
    return columns.uses().input()[i];
  }

  /** Number of the version of an agent's or workflow's program, NONE if none is known. */
  public int version(int i) {
    return columns.uses().version()[i];
  }

  /** Length of the answer, characters; -1 if not known. */
  public int outputChars(int i) {
    return columns.uses().outputChars()[i];
  }

  /** Whether it is a model call without another model call below it: one whose tokens count. */
  public boolean isModelCall(int i) {
    if (kind(i) != SpanKind.MODEL) {
      return false;
    }
    // Children come after their parent, deeper ones before the next sibling.
    for (int child = i + 1; child < size() && isBelow(child, i); child++) {
      if (kind(child) == SpanKind.MODEL) {
        return false;
      }
    }
    return true;
  }

  private boolean isBelow(int span, int above) {
    int at = parent(span);
    while (at > above) {
      at = parent(at);
    }
    return at == above;
  }
}
