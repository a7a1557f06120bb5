package io.pitwall.server.ingest.pg;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server's statistics. Read-only, with a time limit on every question; asks for
 * nothing but views of the catalogue and plans. Not thread-safe.
 */
final class PgReader implements AutoCloseable {
  /** From this version on a plan can be asked for without the values of parameters. */
  private static final int GENERIC_PLANS = 160_000;

  /** From this version on planning and execution are told apart. */
  private static final int EXECUTION_TIME = 130_000;

  private static final Pattern EXPLAINABLE =
      Pattern.compile("(?is)\\s*(select|insert|update|delete|merge|with|values)\\b.*");

  private final Connection connection;
  private final int version;

  private PgReader(Connection connection, int version) {
    this.connection = connection;
    this.version = version;
  }

  static PgReader open(PgSettings settings) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", settings.user());
    if (!settings.password().isEmpty()) {
      properties.setProperty("password", settings.password());
    }
    properties.setProperty("ApplicationName", "pitwall");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "30");
    // A plan is asked for with the parameters as they stand in the text.
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty(
        "options",
        "-c default_transaction_read_only=on -c statement_timeout=10s -c lock_timeout=1s"
            + " -c pg_stat_statements.track=none");
    Connection connection = DriverManager.getConnection(settings.url(), properties);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_version_num")) {
      row.next();
      return new PgReader(connection, row.getInt(1));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Whether the extension can be read in the database that the URL names. */
  boolean hasStatements() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'")) {
      row.next();
      return row.getInt(1) > 0;
    }
  }

  /** The queries that took the most time, at most so many. */
  List<PgStatement> statements(int most) throws SQLException {
    String time = version >= EXECUTION_TIME ? "total_exec_time" : "total_time";
    String sql =
        """
        SELECT d.datname, s.queryid, min(s.query), sum(s.calls), sum(s.%s), sum(s.rows), sum(s.shared_blks_read)
        FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
        WHERE s.queryid IS NOT NULL AND s.query IS NOT NULL
        GROUP BY d.datname, s.queryid ORDER BY 5 DESC LIMIT %d
        """
            .formatted(time, most);
    List<PgStatement> statements = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        statements.add(
            new PgStatement(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getLong(4),
                row.getDouble(5),
                row.getLong(6),
                row.getLong(7)));
      }
    }
    return statements;
  }

  /** What the sessions of each database do now. */
  List<PgActivity> activity() throws SQLException {
    String sql =
        """
        SELECT d.datname,
          count(*) FILTER (WHERE a.state = 'active'),
          count(*) FILTER (WHERE a.state = 'idle'),
          count(*) FILTER (WHERE a.state LIKE 'idle in transaction%'),
          count(*) FILTER (WHERE a.wait_event_type = 'Lock'),
          coalesce(extract(epoch FROM max(clock_timestamp() - a.state_change)
            FILTER (WHERE a.state LIKE 'idle in transaction%')), 0),
          coalesce(extract(epoch FROM max(clock_timestamp() - a.query_start)
            FILTER (WHERE a.wait_event_type = 'Lock')), 0),
          coalesce(extract(epoch FROM max(clock_timestamp() - a.xact_start)), 0)
        FROM pg_database d LEFT JOIN pg_stat_activity a ON a.datid = d.oid AND a.pid <> pg_backend_pid()
        WHERE NOT d.datistemplate
        GROUP BY d.datname
        """;
    List<PgActivity> databases = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        databases.add(
            new PgActivity(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                Math.max(0, row.getDouble(6)),
                Math.max(0, row.getDouble(7)),
                Math.max(0, row.getDouble(8))));
      }
    }
    return databases;
  }

  /** The database that plans can be asked of. */
  String database() throws SQLException {
    return Optional.ofNullable(connection.getCatalog()).orElse("");
  }

  /**
   * The plan of a query whatever its parameters are, as JSON. Nothing is executed.
   *
   * @return empty if the server is too old, or the query is not one that has a plan
   * @throws SQLException if the server refuses, e.g. for want of rights on a table
   */
  Optional<String> plan(String query) throws SQLException {
    boolean several = query.indexOf(';') >= 0;
    if (version < GENERIC_PLANS || several || !EXPLAINABLE.matcher(query).matches()) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement()) {
      // Names mean what they meant to whoever asked only where the path is the usual one.
      statement.setEscapeProcessing(false);
      try (ResultSet row = statement.executeQuery("EXPLAIN (GENERIC_PLAN, FORMAT JSON) " + query)) {
        @Nullable String plan = row.next() ? row.getString(1) : null;
        return Optional.ofNullable(plan);
      }
    }
  }

  /** Whether the connection is of no more use. */
  static boolean isBroken(SQLException failure) {
    String state = failure.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.toLowerCase(Locale.ROOT).equals("xx000");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
