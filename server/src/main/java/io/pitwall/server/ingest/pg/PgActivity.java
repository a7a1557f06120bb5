package io.pitwall.server.ingest.pg;

/**
 * What the sessions of a database do.
 *
 * @param database name
 * @param active sessions at work
 * @param idle sessions that wait for their client outside of a transaction
 * @param idleInTransaction sessions that wait for their client inside of one
 * @param waitingForLock sessions that wait for a lock
 * @param longestIdleSeconds the longest wait for a client inside of a transaction, 0 if there is
 *     none
 * @param longestLockSeconds the longest that a query that waits for a lock has taken, 0 if none
 * @param longestTransactionSeconds age of the oldest transaction, 0 if there is none
 */
record PgActivity(
    String database,
    long active,
    long idle,
    long idleInTransaction,
    long waitingForLock,
    double longestIdleSeconds,
    double longestLockSeconds,
    double longestTransactionSeconds) {}
