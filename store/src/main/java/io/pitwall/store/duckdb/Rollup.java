package io.pitwall.store.duckdb;

import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is summed up by the minute and by the hour, as SQL. A rollup row is a mergeable partial sum:
 * any number of them for the same key and bucket add up to the truth, whoever wrote them.
 *
 * <p>Distributions are kept one bucket of the exponential histogram to a row: then merging is
 * {@code sum(count)}, in the fold, in the compaction and in a query alike.
 *
 * @param name name of the tables, which are {@code name_1m} and {@code name_1h}
 * @param keys key columns with their types
 * @param values value columns
 * @param sources raw tables it is made from
 * @param raw select of the key columns, {@code seq}, {@code time} (microseconds) and the value
 *     columns from raw rows; {@code $w} stands for the condition on {@code seq} or {@code time}
 */
record Rollup(String name, List<Key> keys, List<Value> values, Set<String> sources, String raw) {

  static final long MINUTE = 60_000_000L;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  /** Index of the bucket for values at or below zero. */
  static final int ZERO_BUCKET = Integer.MIN_VALUE;

  /** A key column. */
  record Key(String name, String type) {}

  /** A value column and the expression that merges it. */
  record Value(String name, String type, String merge) {

    static Value sum(String name, String type) {
      return new Value(name, type, "sum(" + name + ")::" + type);
    }

    static Value min(String name) {
      return new Value(name, "DOUBLE", "min(" + name + ")");
    }

    static Value max(String name) {
      return new Value(name, "DOUBLE", "max(" + name + ")");
    }
  }

  /** Widths of rollup buckets. */
  enum Width {
    MINUTE("_1m", Rollup.MINUTE),
    HOUR("_1h", Rollup.HOUR),
    DAY("_1d", Rollup.DAY);

    private final String suffix;
    final long micros;

    Width(String suffix, long micros) {
      this.suffix = suffix;
      this.micros = micros;
    }
  }

  /** The widths that partial rows are written for; days are made from hours once those are over. */
  static final List<Width> FOLDED = List.of(Width.MINUTE, Width.HOUR);

  private static final List<Value> TOKENS =
      List.of(
          Value.sum("input", "BIGINT"),
          Value.sum("output", "BIGINT"),
          Value.sum("cached", "BIGINT"),
          Value.sum("reasoning", "BIGINT"),
          Value.sum("cost", "DOUBLE"));

  private static final Value COUNT = Value.sum("count", "BIGINT");

  /**
   * Tasks that agents finished, wherever it is told: executions that they reported, and spans of
   * kind AGENT, whose tokens only repeat those of the calls below them.
   */
  private static final String AGENT_TASKS =
      """
      SELECT agent, agent_type, seq, time, duration, success, memory, cpu, wait, input, output,
        cached, reasoning, cost
        FROM executions WHERE $w
      UNION ALL
      SELECT agent, coalesce(agent_type, agent) AS agent_type, seq,
        (start + duration) // 1000 AS time, duration, status <> %d AS success,
        NULL::DOUBLE AS memory, NULL::DOUBLE AS cpu, wait, NULL::BIGINT AS input,
        NULL::BIGINT AS output, NULL::BIGINT AS cached, NULL::BIGINT AS reasoning,
        NULL::DOUBLE AS cost
        FROM spans WHERE kind = %d AND agent IS NOT NULL AND $w
      """
          .formatted(Codes.of(SpanStatus.ERROR), Codes.of(SpanKind.AGENT));

  private static final String NO_TASK =
      """
      NULL::BIGINT AS duration, NULL::BOOLEAN AS success, NULL::DOUBLE AS memory,
        NULL::DOUBLE AS cpu, NULL::BIGINT AS wait""";

  /** The tasks of agents, and what their model calls used, which is no task. */
  private static final String AGENT_WORK =
      """
      %s
      UNION ALL
      SELECT agent, NULL::INTEGER AS agent_type, seq, time, %s, input, output, cached, reasoning,
        cost
        FROM agent_use WHERE $w
      """
          .formatted(AGENT_TASKS, NO_TASK);

  /** The tasks of agents, and model calls that name an agent, by which alone it may be known. */
  static final String AGENTS_SEEN =
      """
      %s
      UNION ALL
      SELECT agent, coalesce(agent_type, agent) AS agent_type, seq,
        (start + duration) // 1000 AS time, %s, NULL::BIGINT AS input, NULL::BIGINT AS output,
        NULL::BIGINT AS cached, NULL::BIGINT AS reasoning, NULL::DOUBLE AS cost
        FROM spans WHERE kind = %d AND agent IS NOT NULL AND $w
      """
          .formatted(AGENT_TASKS, NO_TASK, Codes.of(SpanKind.MODEL));

  static final Rollup METRIC =
      new Rollup(
          "metric",
          List.of(new Key("series", "INTEGER")),
          List.of(
              COUNT,
              Value.sum("sum", "DOUBLE"),
              Value.min("min"),
              Value.max("max"),
              new Value("first", "DOUBLE", "arg_min(first, first_time)"),
              new Value("first_time", "BIGINT", "min(first_time)"),
              new Value("last", "DOUBLE", "arg_max(last, last_time)"),
              new Value("last_time", "BIGINT", "max(last_time)")),
          Set.of("distributions"),
          """
          SELECT series, seq, time, count, sum, min, max,
            sum / count AS first, time AS first_time, sum / count AS last, time AS last_time
            FROM distributions WHERE $w
          """);

  static final Rollup METRIC_BUCKETS =
      new Rollup(
          "metric_buckets",
          List.of(
              new Key("series", "INTEGER"), new Key("scale", "TINYINT"), new Key("idx", "INTEGER")),
          List.of(COUNT),
          Set.of("distributions"),
          """
          SELECT series, seq, time, scale, idx, count FROM distribution_buckets WHERE $w
          """);

  static final Rollup OPERATION =
      new Rollup(
          "operation",
          operationKeys(),
          concat(
              List.of(
                  COUNT,
                  Value.sum("errors", "BIGINT"),
                  Value.sum("sum", "DOUBLE"),
                  Value.min("min"),
                  Value.max("max")),
              TOKENS),
          Set.of("spans"),
          """
          SELECT service, kind, operation, seq, (start + duration) // 1000 AS time,
            1::BIGINT AS count, (status = %d)::BIGINT AS errors, duration / 1e9 AS sum,
            duration / 1e9 AS min, duration / 1e9 AS max, coalesce(input, 0) AS input,
            coalesce(output, 0) AS output, coalesce(cached, 0) AS cached,
            coalesce(reasoning, 0) AS reasoning, coalesce(cost, 0) AS cost
            FROM spans WHERE $w
          """
              .formatted(Codes.of(SpanStatus.ERROR)));

  static final Rollup OPERATION_BUCKETS =
      new Rollup(
          "operation_buckets",
          concat(operationKeys(), List.of(new Key("idx", "INTEGER"))),
          List.of(COUNT),
          Set.of("spans"),
          """
          SELECT service, kind, operation, seq, (start + duration) // 1000 AS time, %s AS idx,
            1::BIGINT AS count
            FROM spans WHERE $w
          """
              .formatted(bucketOf("(duration / 1e9)")));

  static final Rollup AGENT =
      new Rollup(
          "agent",
          List.of(new Key("agent", "INTEGER")),
          concat(
              List.of(
                  COUNT,
                  Value.sum("errors", "BIGINT"),
                  Value.sum("sum", "DOUBLE"),
                  Value.min("min"),
                  Value.max("max"),
                  Value.sum("wait_sum", "DOUBLE"),
                  Value.min("wait_min"),
                  Value.max("wait_max")),
              TOKENS),
          Set.of("executions", "spans", AgentUseTable.NAME),
          """
          SELECT agent, seq, time, (success IS NOT NULL)::BIGINT AS count,
            coalesce(NOT success, false)::BIGINT AS errors, coalesce(duration, 0) / 1e9 AS sum,
            duration / 1e9 AS min, duration / 1e9 AS max, coalesce(wait, 0) / 1e9 AS wait_sum,
            wait / 1e9 AS wait_min, wait / 1e9 AS wait_max, coalesce(input, 0) AS input,
            coalesce(output, 0) AS output, coalesce(cached, 0) AS cached,
            coalesce(reasoning, 0) AS reasoning, coalesce(cost, 0) AS cost
            FROM (%s)
          """
              .formatted(AGENT_WORK));

  static final Rollup AGENT_BUCKETS =
      new Rollup(
          "agent_buckets",
          List.of(
              new Key("agent", "INTEGER"),
              new Key("waiting", "BOOLEAN"),
              new Key("idx", "INTEGER")),
          List.of(COUNT),
          Set.of("executions", "spans"),
          """
          SELECT agent, seq, time, false AS waiting, %s AS idx, 1::BIGINT AS count
            FROM (%s) WHERE duration IS NOT NULL
          UNION ALL
          SELECT agent, seq, time, true AS waiting, %s AS idx, 1::BIGINT AS count
            FROM (%s) WHERE wait IS NOT NULL
          """
              .formatted(
                  bucketOf("(duration / 1e9)"),
                  AGENT_TASKS,
                  bucketOf("(wait / 1e9)"),
                  AGENT_TASKS));

  static final List<Rollup> ALL =
      List.of(METRIC, METRIC_BUCKETS, OPERATION, OPERATION_BUCKETS, AGENT, AGENT_BUCKETS);

  /**
   * The index that {@code ExpHistogram.indexOf} gives at scale 5. Both are exact at powers of two;
   * between them a value within the last bit of a bound may fall to either side.
   */
  private static String bucketOf(String value) {
    return "CASE WHEN %s > 0 THEN (ceil(log2(%s) * 32) - 1)::INTEGER ELSE %d END"
        .formatted(value, value, ZERO_BUCKET);
  }

  private static List<Key> operationKeys() {
    return List.of(
        new Key("service", "INTEGER"), new Key("kind", "TINYINT"), new Key("operation", "INTEGER"));
  }

  private static <T> List<T> concat(List<T> first, List<T> second) {
    List<T> both = new ArrayList<>(first);
    both.addAll(second);
    return List.copyOf(both);
  }

  String table(Width width) {
    return name + width.suffix;
  }

  /** Key columns, comma separated. */
  String keyNames() {
    return keys.stream().map(Key::name).collect(Collectors.joining(", "));
  }

  /** Value columns, comma separated. */
  String valueNames() {
    return values.stream().map(Value::name).collect(Collectors.joining(", "));
  }

  /** Merged value columns under their own names, comma separated. */
  String merged() {
    return values.stream()
        .map(value -> value.merge + " AS " + value.name)
        .collect(Collectors.joining(", "));
  }

  /** Raw rows that a condition on {@code seq} and {@code time} chooses. */
  String rawWhere(String condition) {
    return raw.replace("$w", "(" + condition + ")");
  }

  /** Sums raw rows of some commits up by the minute, into a temporary table {@code folded}. */
  String sumUp(long afterSeq, long toSeq) {
    return """
        CREATE OR REPLACE TEMP TABLE folded AS
        SELECT %s, (time // %d) * %d AS bucket, max(seq) AS seq, %s FROM (%s) GROUP BY %s, bucket
        """
        .formatted(
            keyNames(),
            MINUTE,
            MINUTE,
            merged(),
            rawWhere("seq > " + afterSeq + " AND seq <= " + toSeq),
            keyNames());
  }

  /** Adds what is in {@code folded} to the partial rows of a width. */
  String fold(Width width) {
    return """
        INSERT INTO %s (%s, bucket, seq, level, %s)
        SELECT %s, (bucket // %d) * %d AS start, max(seq), 0, %s FROM folded GROUP BY %s, start
        """
        .formatted(
            table(width),
            keyNames(),
            valueNames(),
            keyNames(),
            width.micros,
            width.micros,
            merged(),
            keyNames());
  }

  /** Whether it is summed up by the day as well; agents are only asked for by hours. */
  boolean hasDays() {
    return !name.startsWith("agent");
  }

  /**
   * Adds partial rows of hours, which a condition chooses, to those of their days: those of level
   * 0, so each is added once, when it leaves that level.
   */
  String addToDays(String hours) {
    return """
        INSERT INTO %s (%s, bucket, seq, level, %s)
        SELECT %s, (bucket // %d) * %d AS start, max(seq), 0, %s FROM %s WHERE %s GROUP BY %s, start
        """
        .formatted(
            table(Width.DAY),
            keyNames(),
            valueNames(),
            keyNames(),
            DAY,
            DAY,
            merged(),
            table(Width.HOUR),
            hours,
            keyNames());
  }
}
