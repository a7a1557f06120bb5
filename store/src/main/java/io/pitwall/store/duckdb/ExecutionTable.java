package io.pitwall.store.duckdb;

import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Writes task executions: those that agents report, and one for every span of kind AGENT, so that
 * what agents did is in one place. For the writer alone.
 */
final class ExecutionTable {
  private static final String UNKNOWN_TYPE = "unknown";

  private final Words words;
  private final Appenders appenders;

  ExecutionTable(Words words, Appenders appenders) {
    this.words = words;
    this.appenders = appenders;
  }

  void append(long seq, List<TaskExecution> executions) throws SQLException {
    for (TaskExecution execution : executions) {
      append(seq, execution);
    }
  }

  void appendSpans(long seq, List<Span> spans) throws SQLException {
    for (Span span : spans) {
      String agent = span.agentId();
      if (span.kind() == SpanKind.AGENT && agent != null) {
        append(seq, executionOf(span, agent));
      }
    }
  }

  private static TaskExecution executionOf(Span span, String agent) {
    String type = span.agentType();
    Cost cost = span.cost();
    return new TaskExecution(
        agent,
        type == null ? UNKNOWN_TYPE : type,
        span.endNanos() / 1_000,
        span.durationNanos(),
        !span.isError(),
        Double.NaN,
        Double.NaN,
        span.queueWaitNanos(),
        span.workflow(),
        span.operation(),
        span.errorClass(),
        span.tokens(),
        cost == null ? null : cost.usd());
  }

  private void append(long seq, TaskExecution execution) throws SQLException {
    DuckDBAppender rows = appenders.of("executions");
    rows.beginRow();
    rows.append(seq);
    rows.append(words.add(execution.agentId()));
    rows.append(words.add(execution.agentType()));
    rows.append(execution.endMicros());
    rows.append(execution.durationNanos());
    rows.append(execution.success());
    SampleTable.appendKnown(rows, execution.memoryMb());
    SampleTable.appendKnown(rows, execution.cpuPercent());
    SpanTable.appendKnown(rows, execution.queueWaitNanos());
    String workflow = execution.workflow();
    if (workflow == null) {
      rows.appendNull();
    } else {
      rows.append(words.add(workflow));
    }
    rows.append(execution.task());
    rows.append(execution.errorClass());
    SpanTable.appendTokens(rows, execution.tokens());
    appendCost(rows, execution.costUsd());
    rows.endRow();
  }

  private static void appendCost(DuckDBAppender rows, @Nullable Double cost) throws SQLException {
    if (cost == null) {
      rows.appendNull();
    } else {
      rows.append(cost.doubleValue());
    }
  }
}
