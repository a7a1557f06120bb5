package io.pitwall.store.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * Checkpoints in the middle of work that takes many transactions. What was deleted and inserted
 * stays in memory, which DuckDB cannot give back, until a checkpoint with no such transaction
 * beside it; a row of long ones would fill the memory limit and fail, and the commits of the writer
 * with it.
 */
@FunctionalInterface
interface Checkpoints {

  /** Works the log into the file now. */
  void run(DuckDBConnection connection) throws SQLException;

  /**
   * To be called after each of some large transactions.
   *
   * @param transactions how many there are in all; one alone needs no care
   */
  default void between(DuckDBConnection connection, int transactions) throws SQLException {
    if (transactions > 1) {
      run(connection);
    }
  }
}
