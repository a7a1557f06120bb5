package io.pitwall.store.duckdb;

import io.pitwall.model.trace.TraceId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToLongFunction;
import org.duckdb.DuckDBConnection;

/**
 * Many traces as a table in SQL. They are handed over as two list parameters: written into the text
 * of a statement, some hundred of them would take longer to parse than to look up.
 */
final class WantedTraces {
  /** A table with columns {@code hi} and {@code lo}; takes the first two parameters. */
  static final String TABLE =
      "(SELECT unnest(?::BIGINT[]) AS hi, unnest(?::BIGINT[]) AS lo) wanted";

  /** Prepares a statement that has {@link #TABLE} in it once. */
  static PreparedStatement prepare(DuckDBConnection connection, String sql, List<TraceId> traces)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      statement.setObject(1, list(connection, traces, TraceId::high));
      statement.setObject(2, list(connection, traces, TraceId::low));
      return statement;
    } catch (SQLException failed) {
      statement.close();
      throw failed;
    }
  }

  private static Object list(
      DuckDBConnection connection, List<TraceId> traces, ToLongFunction<TraceId> half)
      throws SQLException {
    Object[] numbers = traces.stream().map(half::applyAsLong).toArray();
    return connection.createArrayOf("BIGINT", numbers);
  }

  private WantedTraces() {}
}
