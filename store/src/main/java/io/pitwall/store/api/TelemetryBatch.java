package io.pitwall.store.api;

import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.metric.DistributionSample;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.trace.Span;
import java.util.List;

/**
 * Telemetry that is stored together or not at all. Everything in it is valid: the intake has seen
 * to that.
 *
 * @param samples single values
 * @param distributions histograms
 * @param spans spans
 * @param executions task executions that agents reported themselves (those read from spans are not
 *     repeated here)
 */
public record TelemetryBatch(
    List<Sample> samples,
    List<DistributionSample> distributions,
    List<Span> spans,
    List<TaskExecution> executions) {

  public static final TelemetryBatch EMPTY =
      new TelemetryBatch(List.of(), List.of(), List.of(), List.of());

  public static TelemetryBatch ofSpans(List<Span> spans) {
    return new TelemetryBatch(List.of(), List.of(), spans, List.of());
  }

  public static TelemetryBatch ofSamples(List<Sample> samples) {
    return new TelemetryBatch(samples, List.of(), List.of(), List.of());
  }

  public static TelemetryBatch ofExecutions(List<TaskExecution> executions) {
    return new TelemetryBatch(List.of(), List.of(), List.of(), executions);
  }

  /** Number of records. */
  public int size() {
    return samples.size() + distributions.size() + spans.size() + executions.size();
  }

  public boolean isEmpty() {
    return size() == 0;
  }
}
