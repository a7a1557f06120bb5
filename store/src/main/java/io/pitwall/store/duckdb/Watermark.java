package io.pitwall.store.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** Numbers that the store keeps about itself, first of all how far it has rolled up. */
final class Watermark {
  private static final String FOLDED = "folded_seq";

  /** The last commit whose rows are rolled up, 0 if none is. */
  static long read(DuckDBConnection connection) throws SQLException {
    return read(connection, FOLDED);
  }

  static void write(DuckDBConnection connection, long seq) throws SQLException {
    write(connection, FOLDED, seq);
  }

  static long read(DuckDBConnection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT value FROM state WHERE name = '" + name + "'")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  static void write(DuckDBConnection connection, String name, long value) throws SQLException {
    Database.run(connection, "DELETE FROM state WHERE name = '" + name + "'");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO state VALUES (?, ?)")) {
      insert.setString(1, name);
      insert.setLong(2, value);
      insert.executeUpdate();
    }
  }

  /** Number of the newest commit with rows in a table, 0 if it is empty. */
  static long newest(DuckDBConnection connection, String table) throws SQLException {
    return Sql.list(connection, "SELECT coalesce(max(seq), 0) FROM " + table, row -> row.getLong(1))
        .getFirst();
  }

  private Watermark() {}
}
