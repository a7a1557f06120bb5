package io.pitwall.store.duckdb;

import io.pitwall.model.agent.TaskExecution;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Writes the task executions that agents report themselves. Those that spans tell of stay in the
 * spans, see {@link Rollup}. For the writer alone.
 */
final class ExecutionTable {
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
