package io.pitwall.store.duckdb;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DuckDB's appenders, one per table, kept from commit to commit because making one costs as much as
 * a hundred rows. For one thread.
 */
final class Appenders {
  private static final Logger LOG = LoggerFactory.getLogger(Appenders.class);

  private final Map<String, DuckDBAppender> byTable = new LinkedHashMap<>();
  private @Nullable DuckDBConnection owner;

  /** Makes ready for a connection, which is a new one after a failure. */
  void attach(DuckDBConnection connection) {
    if (owner != connection) {
      discard();
      owner = connection;
    }
  }

  DuckDBAppender of(String table) throws SQLException {
    DuckDBAppender known = byTable.get(table);
    if (known != null) {
      return known;
    }
    DuckDBConnection connection = owner;
    if (connection == null) {
      throw new IllegalStateException("Expected attach() before of(" + table + ")");
    }
    DuckDBAppender made = connection.createAppender(table);
    made.setWriteInlinedStrings(true);
    byTable.put(table, made);
    return made;
  }

  /** Hands all rows to the transaction. */
  void flush() throws SQLException {
    for (DuckDBAppender appender : byTable.values()) {
      appender.flush();
    }
  }

  /** Forgets all rows and appenders, after a failure. */
  void discard() {
    for (DuckDBAppender appender : byTable.values()) {
      try {
        appender.close();
      } catch (SQLException rowsAreLostAnyway) {
        LOG.debug("Closing an appender failed", rowsAreLostAnyway);
      }
    }
    byTable.clear();
    owner = null;
  }
}
