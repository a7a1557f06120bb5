package io.pitwall.server.config;

import io.pitwall.server.ingest.pg.PgSettings;
import java.time.Duration;

/**
 * The section {@code postgresql}: a PostgreSQL server whose statistics are watched.
 *
 * @param url JDBC URL, as in {@code jdbc:postgresql://db:5432/shop}; empty to watch none
 * @param user who reads; needs the role {@code pg_monitor}, or pg_read_all_stats
 * @param password secret of the user, empty if none is needed
 * @param interval from one look to the next
 * @param explain whether plans of the costliest queries are asked for
 * @param maxQueries most queries that are told apart, those that took the most time first
 */
public record PostgresqlConfig(
    String url, String user, String password, Duration interval, boolean explain, int maxQueries) {
  static final PostgresqlConfig DEFAULT =
      new PostgresqlConfig("", "pitwall", "", Duration.ofSeconds(30), true, 500);

  public PostgresqlConfig {
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "Expected a URL that begins with jdbc:postgresql: in postgresql.url, but got another");
    }
    EngineConfig.requirePositive("postgresql.interval", interval);
    if (maxQueries < 1) {
      throw new IllegalArgumentException(
          "Expected postgresql.max-queries of 1 or more, but got " + maxQueries);
    }
  }

  /** Whether a server is watched. */
  public boolean isSet() {
    return !url.isEmpty();
  }

  /** What the poller is told. */
  public PgSettings settings() {
    return new PgSettings(url, user, password, interval, explain, maxQueries);
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return "PostgresqlConfig[url=" + url + ", user=" + user + ", interval=" + interval + "]";
  }
}
