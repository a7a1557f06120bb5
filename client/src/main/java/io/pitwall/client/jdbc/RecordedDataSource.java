package io.pitwall.client.jdbc;

import io.pitwall.client.Pitwall;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose statements are recorded inside the current span: operation, database, time,
 * error, and the text without any value in it. Everything else is as the data source has it. Safe
 * for use by many threads as far as the data source is.
 *
 * <p>Costs a call by reflection for each call of a connection or statement, well below a
 * microsecond.
 */
public final class RecordedDataSource {
  private RecordedDataSource() {}

  /** The same data source, recorded. */
  public static DataSource of(Pitwall pitwall, DataSource source) {
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          Object result = call(source, method, arguments);
          return result instanceof Connection connection
              ? recorded(pitwall, connection, Database.of(connection))
              : result;
        });
  }

  private static Connection recorded(Pitwall pitwall, Connection connection, Database database) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          Object result = call(connection, method, arguments);
          String sql =
              arguments != null && arguments.length > 0 && arguments[0] instanceof String text
                  ? text
                  : null;
          return result instanceof Statement statement
              ? new RecordedStatement(pitwall, statement, database, (Connection) self, sql).proxy()
              : result;
        });
  }

  /**
   * What is known of the database.
   *
   * @param system OpenTelemetry's name for the product, e.g. {@code postgresql}
   * @param name the database, null if unknown
   */
  record Database(String system, @Nullable String name) {
    static Database of(Connection connection) {
      try {
        DatabaseMetaData about = connection.getMetaData();
        return new Database(system(about.getDatabaseProductName()), connection.getCatalog());
      } catch (SQLException | RuntimeException unknown) {
        return new Database("other_sql", null);
      }
    }

    private static String system(@Nullable String product) {
      String name = product == null ? "" : product.toLowerCase(Locale.ROOT);
      return switch (name) {
        case "" -> "other_sql";
        case "microsoft sql server" -> "microsoft.sql_server";
        case "oracle" -> "oracle.db";
        case "h2" -> "h2database";
        case "apache derby" -> "derby";
        default -> name.startsWith("db2") ? "ibm.db2" : name.replace(' ', '_');
      };
    }
  }

  /** Calls the original and throws what it throws. */
  static @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
  }

  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            RecordedDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  static Class<? extends Statement> kindOf(Statement statement) {
    if (statement instanceof java.sql.CallableStatement) {
      return java.sql.CallableStatement.class;
    }
    return statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
  }
}
