package io.pitwall.engine.intake;

import io.pitwall.model.agent.TaskExecution;
import java.util.List;

/**
 * Decoded telemetry of one request.
 *
 * @param spans spans
 * @param numbers metric values
 * @param histograms metric distributions
 * @param executions task executions that agents report themselves
 */
public record RawBatch(
    List<RawSpan> spans,
    List<RawNumber> numbers,
    List<RawHistogram> histograms,
    List<TaskExecution> executions) {

  public static RawBatch ofSpans(List<RawSpan> spans) {
    return new RawBatch(spans, List.of(), List.of(), List.of());
  }

  public static RawBatch ofMetrics(List<RawNumber> numbers, List<RawHistogram> histograms) {
    return new RawBatch(List.of(), numbers, histograms, List.of());
  }

  public static RawBatch ofExecutions(List<TaskExecution> executions) {
    return new RawBatch(List.of(), List.of(), List.of(), executions);
  }

  /** Number of records. */
  public int size() {
    return spans.size() + numbers.size() + histograms.size() + executions.size();
  }
}
