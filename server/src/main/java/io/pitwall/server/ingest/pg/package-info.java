/**
 * Reads the statistics of a PostgreSQL server: what it is asked, who waits for a lock, which
 * transactions idle. The only place beside the store that knows JDBC. Never reads data of tables,
 * and no query text leaves with literals in it.
 */
@NullMarked
package io.pitwall.server.ingest.pg;

import org.jspecify.annotations.NullMarked;
