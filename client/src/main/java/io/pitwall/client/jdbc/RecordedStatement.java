package io.pitwall.client.jdbc;

import io.pitwall.client.ActiveSpan;
import io.pitwall.client.Pitwall;
import io.pitwall.client.SpanRole;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement whose executions are recorded; used by one thread at a time, as statements are. */
final class RecordedStatement {
  private final Pitwall pitwall;
  private final Statement statement;
  private final RecordedDataSource.Database database;
  private final Connection connection;

  /** Text it was prepared with, later the first of a batch; sanitised. */
  private @Nullable String text;

  private long batched;

  RecordedStatement(
      Pitwall pitwall,
      Statement statement,
      RecordedDataSource.Database database,
      Connection connection,
      @Nullable String prepared) {
    this.pitwall = pitwall;
    this.statement = statement;
    this.database = database;
    this.connection = connection;
    text = prepared == null ? null : SqlText.sanitised(prepared, database.system());
  }

  Statement proxy() {
    return RecordedDataSource.proxy(
        RecordedDataSource.kindOf(statement), (self, method, arguments) -> call(method, arguments));
  }

  private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    String sql =
        arguments != null && arguments.length > 0 && arguments[0] instanceof String first
            ? first
            : null;
    String name = method.getName();
    if (name.equals("getConnection")) {
      return connection;
    }
    if (name.equals("addBatch")) {
      batched++;
      text = sql == null ? text : SqlText.sanitised(sql, database.system());
    } else if (name.equals("clearBatch")) {
      batched = 0;
    } else if (name.startsWith("execute")) {
      boolean batch = name.endsWith("Batch");
      String executed = sql == null || batch ? text : SqlText.sanitised(sql, database.system());
      return execute(method, arguments, executed, batch);
    }
    return RecordedDataSource.call(statement, method, arguments);
  }

  private @Nullable Object execute(
      Method method, @Nullable Object @Nullable [] arguments, @Nullable String sql, boolean batch)
      throws Throwable {
    String operation = sql == null ? "OTHER" : SqlText.operation(sql);
    ActiveSpan query = pitwall.span(operation, SpanRole.CLIENT);
    query.attribute("db.system.name", database.system());
    query.attribute("db.namespace", database.name());
    query.attribute("db.operation.name", operation);
    query.attribute("db.query.text", sql);
    if (batch) {
      query.attribute("db.operation.batch.size", batched);
      batched = 0;
    }
    try {
      return RecordedDataSource.call(statement, method, arguments);
    } catch (SQLException failure) {
      // Its message may repeat the statement, values and all; the state says enough.
      query.attribute("db.response.status_code", failure.getSQLState());
      query.error(failure.getClass().getSimpleName(), null);
      throw failure;
    } catch (Throwable failure) {
      query.error(failure.getClass().getSimpleName(), null);
      throw failure;
    } finally {
      query.close();
    }
  }
}
