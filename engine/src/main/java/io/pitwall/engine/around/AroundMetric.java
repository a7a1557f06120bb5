package io.pitwall.engine.around;

import io.pitwall.model.metric.MetricType;

/** The metrics that are made of spans, and what tells their series apart. All are distributions. */
public enum AroundMetric {
  /** Queries: tags system, query, query_id, summary, service, agent, outcome. */
  DATABASE("pitwall.database.query", MetricType.TIMER, "s"),
  /** Rows of queries, where reported: tags system, query_id, service. */
  DATABASE_ROWS("pitwall.database.rows", MetricType.HISTOGRAM, "rows"),
  /** Requests served: tags service, method, route, outcome. */
  ENDPOINT("pitwall.endpoint", MetricType.TIMER, "s"),
  /** Calls of other services: tags kind, host, operation, service, outcome, retry. */
  EXTERNAL("pitwall.external", MetricType.TIMER, "s"),
  /** Work with messages: tags system, queue, operation, service, outcome. */
  MESSAGE("pitwall.message", MetricType.TIMER, "s"),
  /** Time that messages waited: tags system, queue, source. */
  MESSAGE_WAIT("pitwall.message.wait", MetricType.TIMER, "s");

  private final String metric;
  private final MetricType type;
  private final String unit;

  AroundMetric(String metric, MetricType type, String unit) {
    this.metric = metric;
    this.type = type;
    this.unit = unit;
  }

  /** Name of the metric. */
  public String metric() {
    return metric;
  }

  public MetricType type() {
    return type;
  }

  public String unit() {
    return unit;
  }
}
