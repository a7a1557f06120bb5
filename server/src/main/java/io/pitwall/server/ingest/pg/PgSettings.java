package io.pitwall.server.ingest.pg;

import java.time.Duration;

/**
 * Which server is watched, and how.
 *
 * @param url JDBC URL
 * @param user who reads
 * @param password secret of the user, empty if none is needed
 * @param interval from one look to the next
 * @param explain whether plans are asked for
 * @param maxQueries most queries that are told apart
 */
public record PgSettings(
    String url, String user, String password, Duration interval, boolean explain, int maxQueries) {

  /** Where the server is, without what a URL may carry beside: host, port and database. */
  public String server() {
    String rest = url.substring("jdbc:postgresql:".length());
    int query = rest.indexOf('?');
    rest = query < 0 ? rest : rest.substring(0, query);
    return rest.substring(rest.lastIndexOf('@') + 1).replaceFirst("^//", "");
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return "PgSettings[server=" + server() + ", user=" + user + "]";
  }
}
