package io.pitwall.analysis.bottleneck;

import io.pitwall.analysis.whatif.Estimate;
import java.util.Optional;

/**
 * What one subject has to do with the duration of a workflow.
 *
 * @param subject what it is
 * @param medianShare its share of the critical path of runs about the median, 0..1
 * @param slowShare its share of the critical path of the slowest runs, 0..1
 * @param waitShare the part of {@code medianShare} that is waiting in a queue
 * @param differenceShare its part of what makes slow runs slower than those about the median; below
 *     0 if it takes less there, 0 if they do not differ
 * @param dragSeconds by how much runs about the median would be shorter without it as their timing
 *     stands, mean
 * @param ceiling what the durations would be if it took no time at all, queues included; empty
 *     where the model does not fit the recording
 * @param runs runs, of those looked at, with it on the path
 * @param confidence n / (n + 30) of those runs, 0..1
 */
public record Bottleneck(
    Subject subject,
    double medianShare,
    double slowShare,
    double waitShare,
    double differenceShare,
    double dragSeconds,
    Optional<Ceiling> ceiling,
    int runs,
    double confidence) {

  /** Durations at no cost at all, seconds. */
  public record Ceiling(Estimate p50, Estimate p95, Estimate mean) {}

  /** By how much a run would be shorter at most, mean, seconds: what bottlenecks are ranked by. */
  public double gainSeconds() {
    return ceiling
        .map(most -> most.mean().baseline() - most.mean().predicted())
        .orElse(dragSeconds);
  }
}
