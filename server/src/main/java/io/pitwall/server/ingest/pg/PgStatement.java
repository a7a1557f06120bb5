package io.pitwall.server.ingest.pg;

/**
 * A query's counters as {@code pg_stat_statements} has them: running totals since its last reset.
 *
 * @param database name of the database
 * @param queryId the server's own id of the query
 * @param query text as the server keeps it; its own normalisation leaves literals in some
 * @param calls executions
 * @param totalMillis time of all of them, milliseconds
 * @param rows rows returned or touched
 * @param sharedBlocksRead shared blocks that were not in the server's cache
 */
record PgStatement(
    String database,
    long queryId,
    String query,
    long calls,
    double totalMillis,
    long rows,
    long sharedBlocksRead) {

  /** Identity among the queries of a server. */
  record Id(String database, long queryId) {}

  Id id() {
    return new Id(database, queryId);
  }

  /** What was added since an earlier look. Where a counter fell, all of it came after a reset. */
  PgStatement since(PgStatement earlier) {
    if (calls < earlier.calls
        || totalMillis < earlier.totalMillis
        || rows < earlier.rows
        || sharedBlocksRead < earlier.sharedBlocksRead) {
      return this;
    }
    return new PgStatement(
        database,
        queryId,
        query,
        calls - earlier.calls,
        totalMillis - earlier.totalMillis,
        rows - earlier.rows,
        sharedBlocksRead - earlier.sharedBlocksRead);
  }
}
