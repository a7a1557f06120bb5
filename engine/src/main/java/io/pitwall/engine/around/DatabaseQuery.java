package io.pitwall.engine.around;

import io.pitwall.model.metric.ExpHistogram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query of a database over a range: everything that differs in literals and layout alone.
 *
 * @param queryId identity, stable over restarts
 * @param source who saw it: {@code spans} of the callers, or {@code pg_stat_statements} of the
 *     server
 * @param database name of the database, empty if unknown
 * @param system kind of database, e.g. {@code postgresql}; empty if unknown
 * @param query text without literals, at most 500 characters
 * @param summary operation and what it works on
 * @param calls how it went; from a server's own statistics only count, sum and mean are exact
 * @param rows rows returned or touched by a call, empty if nobody reports them
 * @param sharedBlocksRead blocks read from disk or the system's cache by a call, empty if unknown
 * @param plan how the server carries it out, null if it has not told
 * @param callers who asks, those that ask most first
 */
public record DatabaseQuery(
    String queryId,
    String source,
    String database,
    String system,
    String query,
    String summary,
    Calls calls,
    ExpHistogram rows,
    ExpHistogram sharedBlocksRead,
    QueryPlans.@Nullable Plan plan,
    List<Caller> callers) {

  /** Source of what callers' spans say. */
  public static final String SPANS = "spans";

  /** Source of what a PostgreSQL server says. */
  public static final String PG_STAT_STATEMENTS = "pg_stat_statements";

  public DatabaseQuery {
    callers = List.copyOf(callers);
  }
}
