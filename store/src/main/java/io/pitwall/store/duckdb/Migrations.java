package io.pitwall.store.duckdb;

import io.pitwall.store.api.StoreException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** Brings a file to the newest version, each step in a transaction of its own. */
final class Migrations {

  /**
   * Does what is still to do. Interrupted at any point it goes on where it was.
   *
   * @throws StoreException if the file is newer than the last step
   */
  static void migrate(DuckDBConnection connection, List<Schema.Step> steps, Path file)
      throws SQLException {
    Database.run(
        connection,
        "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER, applied_at TIMESTAMP)");
    int version = version(connection);
    int newest = steps.getLast().version();
    if (version > newest) {
      throw new StoreException(
          "Expected a database of version %d or older at %s, but it has version %d, written by a newer Pitwall; update Pitwall or choose another folder with --data"
              .formatted(newest, file.toAbsolutePath(), version));
    }
    for (Schema.Step step : steps) {
      if (step.version() > version) {
        Schema.Work before = step.before();
        if (before != null) {
          before.on(connection);
        }
        Database.atomically(connection, transaction -> apply(transaction, step));
      }
    }
  }

  private static int apply(DuckDBConnection connection, Schema.Step step) throws SQLException {
    Database.run(connection, step.sql());
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO schema_version VALUES (?, now()::TIMESTAMP)")) {
      insert.setInt(1, step.version());
      return insert.executeUpdate();
    }
  }

  private static int version(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT coalesce(max(version), 0) FROM schema_version")) {
      row.next();
      return row.getInt(1);
    }
  }

  private Migrations() {}
}
