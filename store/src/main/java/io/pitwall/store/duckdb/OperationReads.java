package io.pitwall.store.duckdb;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.trace.Tokens;
import io.pitwall.store.api.OperationQuery;
import io.pitwall.store.api.OperationStats;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** Reads how operations did. Expects to run in a transaction. */
final class OperationReads {
  private record Key(int service, int kind, int operation) {
    static Key of(ResultSet row) throws SQLException {
      return new Key(row.getInt(1), row.getInt(2), row.getInt(3));
    }
  }

  /** Operations, those with the most calls first. */
  static List<OperationStats> read(DuckDBConnection connection, Words words, OperationQuery query)
      throws SQLException {
    long watermark = Watermark.read(connection);
    Map<Key, Buckets> buckets = new HashMap<>();
    String bucketSql =
        "SELECT service, kind, operation, idx, sum(count)::BIGINT FROM (%s) %s GROUP BY service, kind, operation, idx ORDER BY idx"
            .formatted(
                RollupSource.over(Rollup.OPERATION_BUCKETS, query.range(), watermark),
                where(query));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(bucketSql)) {
      while (row.next()) {
        buckets
            .computeIfAbsent(Key.of(row), key -> new Buckets())
            .add(ExpHistogram.DEFAULT_SCALE, row.getInt(4), row.getLong(5));
      }
    }
    List<OperationStats> operations = new ArrayList<>();
    String sql =
        "SELECT service, kind, operation, %s FROM (%s) %s GROUP BY service, kind, operation ORDER BY count DESC, service, kind, operation"
            .formatted(
                Rollup.OPERATION.merged(),
                RollupSource.over(Rollup.OPERATION, query.range(), watermark),
                where(query));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        Buckets durations = buckets.getOrDefault(Key.of(row), new Buckets());
        operations.add(
            new OperationStats(
                words.text(row.getInt(1)),
                Codes.kind(row.getInt(2)),
                words.text(row.getInt(3)),
                row.getLong(4),
                row.getLong(5),
                durations.histogram(row.getDouble(6), row.getDouble(7), row.getDouble(8)),
                new Tokens(row.getLong(9), row.getLong(10), row.getLong(11), row.getLong(12)),
                row.getDouble(13)));
      }
    }
    return operations;
  }

  private static String where(OperationQuery query) {
    return query.kinds().isEmpty()
        ? ""
        : query.kinds().stream()
            .map(kind -> String.valueOf(Codes.of(kind)))
            .collect(Collectors.joining(",", "WHERE kind IN (", ")"));
  }

  private OperationReads() {}
}
