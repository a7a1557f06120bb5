package io.pitwall.client.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.client.ActiveSpan;
import io.pitwall.client.Pitwall;
import io.pitwall.client.Receiver;
import io.pitwall.client.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class RecordedDataSourceTest {

  @Test
  void statementsAreRecordedWithoutTheirValues() throws Exception {
    try (Receiver receiver = new Receiver();
        Pitwall pitwall = Pitwall.builder().endpoint(receiver.url()).build()) {
      DataSource source = RecordedDataSource.of(pitwall, h2());
      try (ActiveSpan tool = pitwall.tool("find_invoice");
          Scope scope = tool.enter();
          Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        assertThat(scope).isNotNull();
        assertThat(statement.getConnection()).isSameAs(connection);
        statement.execute("CREATE TABLE invoice (id INT PRIMARY KEY, owner VARCHAR(50))");
        try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO invoice VALUES (?, 'Ada Lovelace')")) {
          for (int id = 1; id <= 3; id++) {
            insert.setInt(1, id);
            insert.addBatch();
          }
          assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
        }
        try (ResultSet rows =
            statement.executeQuery("SELECT id FROM invoice WHERE owner = 'Ada Lovelace'")) {
          assertThat(rows.next()).isTrue();
        }
        assertThatThrownBy(
                () -> statement.executeUpdate("INSERT INTO invoice VALUES (1, 'Grace Hopper')"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("primary key violation");
      }
      pitwall.flush(Duration.ofSeconds(10));

      List<Span> queries =
          receiver.spans().stream().filter(span -> span.getKindValue() == 3).toList();
      assertThat(queries)
          .extracting(span -> Receiver.value(span, "db.query.text").getStringValue())
          .containsExactly(
              "CREATE TABLE invoice (id INT PRIMARY KEY, owner VARCHAR(?))",
              "INSERT INTO invoice VALUES (?, ?)",
              "SELECT id FROM invoice WHERE owner = ?",
              "INSERT INTO invoice VALUES (?, ?)");
      assertThat(queries)
          .extracting(Span::getName)
          .containsExactly("CREATE", "INSERT", "SELECT", "INSERT");
      assertThat(receiver.parentOf("SELECT")).isEqualTo("execute_tool find_invoice");
      assertThat(receiver.text("SELECT", "db.system.name")).isEqualTo("h2database");
      assertThat(receiver.text("SELECT", "db.operation.name")).isEqualTo("SELECT");
      assertThat(Receiver.value(queries.get(1), "db.operation.batch.size").getIntValue())
          .isEqualTo(3);
      Span failed = queries.get(3);
      assertThat(failed.getStatus().getCodeValue()).isEqualTo(2);
      assertThat(Receiver.value(failed, "db.response.status_code").getStringValue())
          .isEqualTo("23505");
      assertThat(receiver.requests.toString()).doesNotContain("Ada").doesNotContain("Grace");
    }
  }

  private static DataSource h2() {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:hook;DB_CLOSE_DELAY=-1");
    return h2;
  }
}
