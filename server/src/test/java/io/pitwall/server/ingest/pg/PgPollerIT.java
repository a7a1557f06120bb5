package io.pitwall.server.ingest.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.pitwall.model.time.Clock;
import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import io.pitwall.store.api.SeriesQuery;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Watches a real PostgreSQL; skipped, saying so, where it cannot be started. */
class PgPollerIT {
  private static EmbeddedPostgres postgres;

  @TempDir Path folder;
  private RunningPitwall pitwall;
  private PgPoller poller;

  @BeforeAll
  static void startPostgresql() {
    try {
      // It refuses to run as root; the library then starts it in a user namespace of its own.
      postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("shared_preload_libraries", "pg_stat_statements")
              .start();
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE EXTENSION pg_stat_statements");
        statement.execute("CREATE TABLE orders (id int PRIMARY KEY, mail text)");
        statement.execute(
            "INSERT INTO orders SELECT n, 'bob' || n || '@example.com' FROM generate_series(1, 5000) n");
        statement.execute("ANALYZE orders");
      }
    } catch (IOException | SQLException | RuntimeException | LinkageError e) {
      abort("PostgreSQL cannot be started here: " + e);
    }
  }

  @AfterAll
  static void stopPostgresql() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }

  private static String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static PgSettings settings(String url) {
    return new PgSettings(url, "postgres", "", Duration.ofSeconds(30), true, 500);
  }

  @BeforeEach
  void start() {
    pitwall = RunningPitwall.in(folder);
    poller = new PgPoller(pitwall.engine(), settings(url()), timeOf(pitwall));
  }

  @AfterEach
  void stop() {
    poller.close();
    pitwall.close();
  }

  private static Clock timeOf(RunningPitwall pitwall) {
    return new Clock() {
      @Override
      public long nowMicros() {
        return RunningPitwall.micros(pitwall.now());
      }

      @Override
      public long monotonicNanos() {
        return Clock.system().monotonicNanos();
      }
    };
  }

  private void lookAfter(Duration time) {
    pitwall.roundAfter(time);
    poller.look();
  }

  private Optional<JsonNode> query(String text) {
    Answer answer = pitwall.get(RunningPitwall.API + "/database/queries?limit=1000");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer
        .at("/queries")
        .valueStream()
        .filter(query -> query.get("query").asString().equals(text))
        .findFirst();
  }

  private double latest(String metric) {
    return pitwall.engine().latest().of(metric).stream()
        .filter(sample -> "postgres".equals(sample.series().tags().get("database")))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private double up() {
    return pitwall.engine().latest().of("postgresql.up").stream()
        .filter(sample -> !String.valueOf(sample.series().tags().get("server")).contains(":1/"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void whatHappensBetweenTwoLooksIsStoredWithThePlan() throws SQLException {
    run("SELECT mail FROM orders WHERE id = 17");
    poller.look();
    run(
        "SELECT mail FROM orders WHERE id = 17",
        "SELECT mail FROM orders WHERE id = 18",
        "SELECT count(*) FROM orders WHERE mail LIKE '%secret-of-bob%'");
    lookAfter(Duration.ofSeconds(30));

    JsonNode query = query("SELECT mail FROM orders WHERE id = $1").orElseThrow();
    assertThat(query.get("source").asString()).isEqualTo("pg_stat_statements");
    assertThat(query.get("database").asString()).isEqualTo("postgres");
    assertThat(query.get("summary").asString()).isEqualTo("SELECT orders");
    assertThat(query.get("count").asInt()).isEqualTo(2);
    assertThat(query.get("rows_total").asDouble()).isEqualTo(2);
    assertThat(query.get("mean_ms").asDouble()).isPositive();
    assertThat(query.get("p95_ms").isNull()).isTrue();
    assertThat(query.get("shared_blocks_read").asDouble()).isNotNegative();
    assertThat(query.at("/plan/node_type").asString()).isEqualTo("Index Scan");
    assertThat(query.at("/plan/index_name").asString()).isEqualTo("orders_pkey");
    assertThat(query.at("/plan/index_cond").asString()).isEqualTo("(id = $1)");
  }

  @Test
  void noLiteralOfAnyStatementLeaves() throws SQLException {
    poller.look();
    run(
        "SELECT count(*) FROM orders WHERE mail = 'secret-of-bob'",
        "SET application_name = 'secret-of-eve'",
        "CREATE ROLE r PASSWORD 'secret-of-ann'",
        "CREATE VIEW v AS SELECT id FROM orders WHERE mail <> 'secret-of-view'",
        "SELECT id FROM v WHERE id = 5",
        "DROP VIEW v",
        "DROP ROLE r");
    lookAfter(Duration.ofSeconds(30));

    String all = pitwall.get(RunningPitwall.API + "/database/queries?limit=1000").text();
    assertThat(all)
        .contains("SELECT count(*) FROM orders WHERE mail = $1")
        .doesNotContain("secret");
    assertThat(
            pitwall
                .engine()
                .telemetry()
                .findSeries(SeriesQuery.startingWith("postgresql"))
                .toString())
        .contains("CREATE ROLE r PASSWORD")
        .doesNotContain("secret");
    assertThat(pitwall.engine().control().knowledge("query_plan", 1_000).toString())
        .doesNotContain("secret");
  }

  @Test
  void aResetOfTheStatisticsIsNoNegativeCount() throws SQLException {
    for (int i = 0; i < 20; i++) {
      run("SELECT min(mail) FROM orders WHERE id > " + i);
    }
    poller.look();
    run("SELECT pg_stat_statements_reset()", "SELECT min(mail) FROM orders WHERE id > 3");
    lookAfter(Duration.ofSeconds(30));

    assertThat(
            query("SELECT min(mail) FROM orders WHERE id > $1").orElseThrow().get("count").asInt())
        .isEqualTo(1);
  }

  @Test
  void sessionsThatWaitForALockOrIdleInATransactionAreCounted() throws Exception {
    try (Connection holder = connect();
        Connection waiter = connect();
        Statement holding = holder.createStatement();
        Statement waiting = waiter.createStatement()) {
      holder.setAutoCommit(false);
      holding.execute("UPDATE orders SET mail = mail WHERE id = 1");
      Thread blocked =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      waiting.execute("UPDATE orders SET mail = mail WHERE id = 1");
                    } catch (SQLException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                lookAfter(Duration.ofSeconds(1));
                assertThat(latest("postgresql.sessions.waiting_for_lock")).isEqualTo(1);
                assertThat(latest("postgresql.sessions.idle_in_transaction")).isEqualTo(1);
                assertThat(latest("postgresql.idle_in_transaction.max_seconds")).isPositive();
                assertThat(latest("postgresql.lock_wait.max_seconds")).isPositive();
              });
      holder.rollback();
      blocked.join();
    }
    lookAfter(Duration.ofSeconds(1));
    assertThat(latest("postgresql.sessions.waiting_for_lock")).isZero();
    assertThat(latest("postgresql.idle_in_transaction.max_seconds")).isZero();
  }

  @Test
  void aServerThatCannotBeReachedIsAskedAgain() throws SQLException {
    PgPoller lost =
        new PgPoller(
            pitwall.engine(), settings("jdbc:postgresql://127.0.0.1:1/none"), timeOf(pitwall));
    lost.look();
    lost.look();
    assertThat(lost.failures()).isEqualTo(2);
    lost.close();

    poller.look();
    run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pitwall'");
    lookAfter(Duration.ofSeconds(30));
    assertThat(poller.failures()).isEqualTo(1);
    assertThat(up()).isZero();
    lookAfter(Duration.ofSeconds(30));
    assertThat(poller.failures()).isEqualTo(1);
    assertThat(up()).isOne();
  }
}
