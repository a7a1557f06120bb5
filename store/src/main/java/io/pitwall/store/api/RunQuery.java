package io.pitwall.store.api;

import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.SpanStatus;
import org.jspecify.annotations.Nullable;

/**
 * Chooses final runs. Null means "any".
 *
 * @param workflow exact name of the workflow
 * @param agentId an agent that took part
 * @param status how the run ended
 * @param minDurationNanos shortest duration wanted, 0 for any
 * @param range when the run started
 * @param sort order
 * @param limit most runs wanted, 1 or more
 * @param offset runs to pass over first, 0 or more
 */
public record RunQuery(
    @Nullable String workflow,
    @Nullable String agentId,
    @Nullable SpanStatus status,
    long minDurationNanos,
    @Nullable TimeRange range,
    Sort sort,
    int limit,
    int offset) {

  /** Orders of runs; ties are broken by trace id, so that paging is stable. */
  public enum Sort {
    NEWEST,
    OLDEST,
    SLOWEST,
    DEAREST
  }

  public RunQuery {
    if (limit < 1 || offset < 0) {
      throw new IllegalArgumentException(
          "Expected a limit of 1 or more and an offset of 0 or more, but got "
              + limit
              + " and "
              + offset);
    }
  }

  /** Any run, newest first. */
  public static RunQuery newest(int limit) {
    return new RunQuery(null, null, null, 0, null, Sort.NEWEST, limit, 0);
  }
}
