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

  /** The span of this run that it follows from by a link, else NONE. */
  public int link(int i) {
    return columns.link()[i];
  }
}
