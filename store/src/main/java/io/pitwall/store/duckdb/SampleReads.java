package io.pitwall.store.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** Unpacks samples from blocks and chunks. Expects to run in a transaction. */
final class SampleReads {
  /**
   * More series than this are handed over as a parameter: parsing their numbers would take longer.
   */
  private static final int MOST_NAMED = 50;

  /** Which samples, by how far they are rolled up. */
  enum Part {
    /** All that are kept. */
    ALL("true"),
    /** Those that are in no rollup by the minute. */
    NOT_BY_MINUTE("NOT by_minute"),
    /** Those that are in no rollup at all: the blocks. */
    IN_NO_ROLLUP("false");

    private final String ofChunks;

    Part(String ofChunks) {
      this.ofChunks = ofChunks;
    }
  }

  /**
   * Shows samples within a range of time, series by series or in the order they came, of any series
   * or at least of those wanted: who looks passes over others.
   *
   * @param numbers series wanted, empty for all
   * @param from microseconds since the epoch
   * @param to likewise, exclusive
   */
  static void each(
      DuckDBConnection connection,
      Part part,
      Collection<Integer> numbers,
      long from,
      long to,
      SampleBlock.Visitor visitor)
      throws SQLException {
    String within = "last_time >= " + from + " AND first_time < " + to;
    if (part != Part.IN_NO_ROLLUP) {
      SampleChunk.Samples samples = new SampleChunk.Samples();
      try (PreparedStatement statement =
              prepareChunks(connection, numbers, within + " AND " + part.ofChunks);
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          int series = row.getInt(1);
          samples.read(row.getBytes(2));
          for (int i = 0; i < samples.size(); i++) {
            long time = samples.time(i);
            if (time >= from && time < to) {
              visitor.accept(series, time, samples.value(i));
            }
          }
        }
      }
    }
    SampleBlock.Visitor inside =
        (series, time, value) -> {
          if (time >= from && time < to) {
            visitor.accept(series, time, value);
          }
        };
    Sql.each(
        connection,
        "SELECT data FROM sample_block WHERE " + within,
        row -> SampleBlock.each(row.getBytes(1), inside));
  }

  /**
   * Series by series, because only comparisons with a single number reach the scan; a list would be
   * looked at after it, when the chunks of all series are read.
   */
  private static PreparedStatement prepareChunks(
      DuckDBConnection connection, Collection<Integer> numbers, String where) throws SQLException {
    String sql = "SELECT series, data FROM sample_chunk $s AND " + where;
    if (numbers.isEmpty() || numbers.size() > MOST_NAMED) {
      return prepare(connection, sql, numbers);
    }
    return connection.prepareStatement(
        numbers.stream()
            .map(number -> sql.replace("$s", "WHERE series = " + number))
            .collect(Collectors.joining(" UNION ALL ")));
  }

  /**
   * Prepares a query over some series, or all if none is named; {@code $s} stands for WHERE and the
   * condition on them.
   */
  static PreparedStatement prepare(
      DuckDBConnection connection, String sql, Collection<Integer> numbers) throws SQLException {
    if (numbers.isEmpty()) {
      return connection.prepareStatement(sql.replace("$s", "WHERE true"));
    }
    if (numbers.size() <= MOST_NAMED) {
      String list =
          numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
      return connection.prepareStatement(sql.replace("$s", "WHERE series IN " + list));
    }
    PreparedStatement statement =
        connection.prepareStatement(
            sql.replace("$s", "WHERE series IN (SELECT unnest(?::INTEGER[]))"));
    statement.setObject(1, connection.createArrayOf("INTEGER", numbers.toArray()));
    return statement;
  }

  private SampleReads() {}
}
