package io.pitwall.engine.around;

/**
 * Metrics made of a database server's own statistics. Each is a distribution with as many
 * observations as calls, all at the mean of the time between two looks: count, sum and mean are
 * exact, percentiles only as fine as the looks. Tags server, database, query_id, query, summary.
 */
public final class ServerStatistics {
  /** Execution time of a call, seconds. */
  public static final String TIME = "postgresql.query.time";

  /** Rows of a call. */
  public static final String ROWS = "postgresql.query.rows";

  /** Shared blocks that a call read because they were not in the server's cache. */
  public static final String SHARED_READS = "postgresql.query.shared_blocks_read";

  private ServerStatistics() {}
}
