package io.pitwall.lab.fleet;

import io.pitwall.model.trace.Attributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a fleet lets the world know, and what really happened. Times are epoch nanoseconds. */
public sealed interface FleetEvent {

  /** Which side of a call a span is. */
  enum Role {
    INTERNAL,
    CLIENT,
    SERVER,
    PRODUCER,
    CONSUMER
  }

  /**
   * A span ended.
   *
   * @param service who sends it
   * @param grpc whether that program sends over gRPC
   * @param parentSpanId 0 for a root
   * @param role side of a call that it is
   * @param errorType null if it went well
   */
  record SpanEnded(
      String service,
      boolean grpc,
      long traceHigh,
      long traceLow,
      long spanId,
      long parentSpanId,
      String name,
      Role role,
      long startNanos,
      long endNanos,
      Attributes attributes,
      @Nullable String errorType)
      implements FleetEvent {}

  /**
   * An agent that sends no spans reports a task.
   *
   * @param inputTokens tokens asked with, the cached ones included
   * @param usd cost of its model calls, US dollars
   */
  record ExecutionEnded(
      String agentId,
      String agentType,
      String workflow,
      long endNanos,
      double seconds,
      double waitSeconds,
      double memoryMb,
      double cpuPercent,
      long inputTokens,
      long cachedTokens,
      long outputTokens,
      double usd,
      @Nullable String errorType)
      implements FleetEvent {}

  /**
   * A gauge was read.
   *
   * @param service who sends it over OTLP; empty for a script that posts it
   */
  record MetricRead(
      String service,
      String name,
      String unit,
      Map<String, String> tags,
      long timeNanos,
      double value)
      implements FleetEvent {}

  /**
   * Somebody saw a page of the web front.
   *
   * @param path raw path of the page, ids included
   * @param vitals what the browser measured, by the names of web vitals
   */
  record PageViewed(String app, String path, long timeNanos, Map<String, Double> vitals)
      implements FleetEvent {
    public PageViewed {
      vitals = Map.copyOf(vitals);
    }
  }

  /** The distribution of model call durations since the start was read. */
  record DurationsRead(
      String model, String provider, long startNanos, long timeNanos, Durations durations)
      implements FleetEvent {}

  /**
   * The truth about a run: where its time went. No observer sees this.
   *
   * @param errorType null if it went well
   * @param tasks its tasks in the order in which they ended
   */
  record RunEnded(
      long traceHigh,
      long traceLow,
      String workflow,
      long startNanos,
      long endNanos,
      @Nullable String errorType,
      List<TaskTruth> tasks)
      implements FleetEvent {
    public RunEnded {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * A task of a run.
   *
   * @param agentType who does such tasks
   * @param agentId who did this one, empty if it was turned away by a full queue
   * @param queuedNanos when it was handed to the pool
   * @param startNanos when an instance began
   * @param endNanos when it was done
   * @param errorType null if it went well
   */
  record TaskTruth(
      String agentType,
      String agentId,
      long queuedNanos,
      long startNanos,
      long endNanos,
      @Nullable String errorType) {}
}
