package io.pitwall.store.duckdb;

import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Moves samples from the table of the first version, one row each, into blocks and chunks. An hour
 * of arrival in one transaction: interrupted, it goes on where it was.
 */
final class SampleMigration {

  /** Moves all samples that are left. */
  static void run(DuckDBConnection connection) throws SQLException {
    long folded = Watermark.read(connection);
    List<Long> hours =
        Sql.list(
            connection,
            "SELECT DISTINCT seq // %d AS hour FROM samples ORDER BY hour".formatted(Rollup.HOUR),
            row -> row.getLong(1));
    for (long hour : hours) {
      String within =
          "seq >= %d AND seq < %d".formatted(hour * Rollup.HOUR, (hour + 1) * Rollup.HOUR);
      Database.atomically(
          connection,
          transaction -> {
            rolledUp(transaction, within + " AND seq <= " + folded);
            notRolledUp(transaction, within + " AND seq > " + folded);
            Database.run(transaction, "DELETE FROM samples WHERE " + within);
            return true;
          });
    }
  }

  /** These are in the rollups of minutes and hours already. */
  private static void rolledUp(DuckDBConnection connection, String where) throws SQLException {
    SampleChunk chunk = new SampleChunk();
    SampleChunk.Samples samples = new SampleChunk.Samples();
    // Series, first and last commit of the chunk that is being filled.
    long[] filling = {-1, 0, 0};
    try (DuckDBAppender chunks = connection.createAppender("sample_chunk")) {
      Sql.each(
          connection,
          "SELECT series, seq, time, value FROM samples WHERE " + where + " ORDER BY series, time",
          row -> {
            if (row.getInt(1) != filling[0]) {
              finish(chunks, filling, samples, chunk);
              filling[0] = row.getInt(1);
              filling[1] = Long.MAX_VALUE;
              filling[2] = 0;
            }
            filling[1] = Math.min(filling[1], row.getLong(2));
            filling[2] = Math.max(filling[2], row.getLong(2));
            samples.add(row.getLong(3), row.getDouble(4));
          });
      finish(chunks, filling, samples, chunk);
    }
  }

  private static void finish(
      DuckDBAppender chunks, long[] filling, SampleChunk.Samples samples, SampleChunk chunk)
      throws SQLException {
    if (samples.size() > 0) {
      Chunking.append(chunks, (int) filling[0], filling[1], filling[2], samples, chunk, 0, true);
      samples.clear();
    }
  }

  private static void notRolledUp(DuckDBConnection connection, String where) throws SQLException {
    SampleBlock block = new SampleBlock();
    long[] seq = {0};
    try (DuckDBAppender blocks = connection.createAppender("sample_block")) {
      Sql.each(
          connection,
          "SELECT seq, series, time, value FROM samples WHERE " + where + " ORDER BY seq",
          row -> {
            if (row.getLong(1) != seq[0] || block.size() == SampleBlock.MOST) {
              block.appendTo(blocks, seq[0]);
              seq[0] = row.getLong(1);
            }
            block.add(row.getInt(2), row.getLong(3), row.getDouble(4));
          });
      block.appendTo(blocks, seq[0]);
    }
  }

  private SampleMigration() {}
}
