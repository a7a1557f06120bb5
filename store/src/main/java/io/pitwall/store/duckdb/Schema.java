package io.pitwall.store.duckdb;

import io.pitwall.model.trace.SpanKind;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The tables, as the steps that make them. Steps are only ever added.
 *
 * <pre>
 *   samples             sample_block                  all of one commit, packed
 *     | chunking: when there are enough
 *     v
 *                       sample_chunk, metric_1h       level 0: one series each, packed
 *     | merging: quarters of a day that are over      | expiry
 *     v                                               v
 *                       sample_chunk                  metric_1m
 *                       level 1
 *
 *   other raw rows      distributions + distribution_buckets  spans  executions  agent_use
 *     | fold: rows with watermark &lt; seq &lt;= now, exactly once
 *     v
 *   partial rollups     metric_1m/_1h  metric_buckets_1m/_1h    level 0: one row per key and fold
 *                       operation_...  operation_buckets_...
 *                       agent_...      agent_buckets_...
 *     | compaction: closed hours, which are added to their day when they leave level 0
 *     v
 *   compact rollups     the same tables, and those by the day   level 1: one row per key, sorted
 * </pre>
 *
 * The table {@code samples} of the first version is gone with the third step.
 *
 * <p>Every row that came from outside or was made from such rows carries {@code seq}: the number of
 * its commit, which is its arrival time in microseconds since the epoch. Rows lie in order of it,
 * so that it prunes; retention counts from it; and the fold needs nothing else to know where it
 * was. Times of samples are microseconds, those of spans nanoseconds since the epoch, durations
 * nanoseconds. Columns named after a word are numbers in the table {@code word}.
 */
final class Schema {

  /** What brings a file from one version to the next. */
  record Step(int version, @Nullable Work before, String sql) {

    Step(int version, String sql) {
      this(version, null, sql);
    }
  }

  /** Work in several transactions of its own; it may be interrupted and done again. */
  @FunctionalInterface
  interface Work {
    void on(DuckDBConnection connection) throws SQLException;
  }

  private static final String CREATE =
      """
      CREATE TABLE state (name VARCHAR, value BIGINT);
      CREATE TABLE word (number INTEGER, text VARCHAR);
      CREATE TABLE series (number INTEGER, id BIGINT, name VARCHAR, tags VARCHAR, type VARCHAR,
        distribution BOOLEAN, unit VARCHAR, description VARCHAR);

      CREATE TABLE samples (seq BIGINT, series INTEGER, time BIGINT, value DOUBLE);
      CREATE TABLE distributions (seq BIGINT, series INTEGER, time BIGINT, count BIGINT, sum DOUBLE,
        min DOUBLE, max DOUBLE);
      CREATE TABLE distribution_buckets (seq BIGINT, series INTEGER, time BIGINT, scale TINYINT,
        idx INTEGER, count BIGINT);
      CREATE TABLE spans (seq BIGINT, trace_hi BIGINT, trace_lo BIGINT, span BIGINT, parent BIGINT,
        kind TINYINT, status TINYINT, name INTEGER, name_text VARCHAR, operation INTEGER,
        service INTEGER, agent INTEGER, agent_type INTEGER, workflow INTEGER, model INTEGER,
        provider INTEGER, start BIGINT, duration BIGINT, wait BIGINT, error_class VARCHAR,
        status_message VARCHAR, input BIGINT, output BIGINT, cached BIGINT, reasoning BIGINT,
        cost DOUBLE, cost_source TINYINT, attributes VARCHAR, links VARCHAR, events VARCHAR);
      CREATE TABLE executions (seq BIGINT, agent INTEGER, agent_type INTEGER, time BIGINT,
        duration BIGINT, success BOOLEAN, memory DOUBLE, cpu DOUBLE, wait BIGINT, workflow INTEGER,
        task VARCHAR, error_class VARCHAR, input BIGINT, output BIGINT, cached BIGINT,
        reasoning BIGINT, cost DOUBLE);

      CREATE TABLE trace_part (trace_hi BIGINT, trace_lo BIGINT, first_seq BIGINT, last_seq BIGINT,
        spans BIGINT);
      CREATE TABLE run (trace_hi BIGINT, trace_lo BIGINT, seq BIGINT, covered_seq BIGINT,
        workflow INTEGER, service INTEGER, state TINYINT, status TINYINT, start BIGINT,
        duration BIGINT, spans INTEGER, agent_spans INTEGER, model_calls INTEGER,
        failed_model_calls INTEGER, tool_calls INTEGER, error_spans INTEGER, input BIGINT,
        output BIGINT, cached BIGINT, reasoning BIGINT, cost DOUBLE, cost_complete BOOLEAN,
        agents INTEGER[]);
      CREATE TABLE agent_total (agent INTEGER, seq BIGINT, agent_type INTEGER, count BIGINT,
        errors BIGINT, seconds DOUBLE, memory DOUBLE, memory_time BIGINT, cpu DOUBLE,
        cpu_time BIGINT, last_time BIGINT);

      CREATE TABLE threshold (metric VARCHAR, comparator VARCHAR, severity VARCHAR, value DOUBLE);
      CREATE TABLE score_settings (agent_type VARCHAR, json VARCHAR);
      CREATE TABLE alert (id VARCHAR, changed BIGINT, json VARCHAR);
      CREATE TABLE recommendation (id VARCHAR, seen BIGINT, json VARCHAR);
      CREATE TABLE knowledge (time BIGINT, number BIGINT, category VARCHAR, json VARCHAR);
      CREATE TABLE audit (time BIGINT, number BIGINT, actor VARCHAR, action VARCHAR, target VARCHAR,
        before VARCHAR, after VARCHAR);
      """;

  /** What is packed already would only be tried in vain to compress further. */
  private static final String CREATE_CHUNKS =
      """
      CREATE TABLE sample_block (seq BIGINT, first_time BIGINT, last_time BIGINT, samples INTEGER,
        data BLOB USING COMPRESSION uncompressed);
      CREATE TABLE sample_chunk (series INTEGER, first_seq BIGINT, last_seq BIGINT,
        first_time BIGINT, last_time BIGINT, samples INTEGER, level TINYINT, by_minute BOOLEAN,
        data BLOB USING COMPRESSION uncompressed);
      """;

  /**
   * Until here model calls that name an agent were rolled up as they came. They stay so, as the
   * account that runs which become final from now on are held against.
   */
  private static final String CREATE_USES =
      """
      CREATE TABLE agent_use (seq BIGINT, trace_hi BIGINT, trace_lo BIGINT, agent INTEGER,
        time BIGINT, input BIGINT, output BIGINT, cached BIGINT, reasoning BIGINT, cost DOUBLE);
      INSERT INTO agent_use
      SELECT seq, trace_hi, trace_lo, agent, (start + duration) // 60000000000 * 60000000 AS time,
        coalesce(sum(input), 0)::BIGINT, coalesce(sum(output), 0)::BIGINT,
        coalesce(sum(cached), 0)::BIGINT, coalesce(sum(reasoning), 0)::BIGINT,
        coalesce(sum(cost), 0)
        FROM spans
        WHERE kind = %d AND agent IS NOT NULL AND (input IS NOT NULL OR cost IS NOT NULL)
        GROUP BY seq, trace_hi, trace_lo, agent, time ORDER BY seq;
      """
          .formatted(Codes.of(SpanKind.MODEL));

  private static final String CREATE_OUTBOX =
      """
      CREATE TABLE IF NOT EXISTS notification (id VARCHAR, number BIGINT, channel VARCHAR,
        group_key VARCHAR, state VARCHAR, created BIGINT, attempts INTEGER, next_attempt BIGINT,
        finished BIGINT, detail VARCHAR, json VARCHAR);
      CREATE TABLE IF NOT EXISTS notified_group (id VARCHAR, json VARCHAR);
      """;

  private static final String CREATE_RULES =
      """
      CREATE TABLE IF NOT EXISTS alert_rule (id VARCHAR, json VARCHAR);
      CREATE TABLE IF NOT EXISTS silence (id VARCHAR, ends BIGINT, json VARCHAR);
      CREATE TABLE IF NOT EXISTS pending_alert (key VARCHAR, since BIGINT);
      """;

  /** All steps, oldest first. */
  static final List<Step> STEPS =
      List.of(
          new Step(1, CREATE + RollupTables.create()),
          new Step(2, CREATE_CHUNKS),
          new Step(3, SampleMigration::run, "DROP TABLE samples"),
          new Step(4, RollupTables.createDays()),
          new Step(5, CREATE_USES),
          new Step(6, CREATE_OUTBOX),
          new Step(7, CREATE_RULES));

  private Schema() {}
}
