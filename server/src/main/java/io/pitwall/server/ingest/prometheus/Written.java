package io.pitwall.server.ingest.prometheus;

import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.engine.intake.Refusal;
import java.util.List;

/**
 * What a request of remote write holds.
 *
 * @param batch what can be offered to the intake
 * @param ended series that have no further values
 * @param withoutValue samples that are not a number, as of a summary that saw nothing
 * @param refused native histograms that make no sense by themselves
 * @param refusals why, some examples
 */
record Written(
    RawBatch batch, List<Ended> ended, int withoutValue, int refused, List<Refusal> refusals) {

  /**
   * A stale marker.
   *
   * @param series what has ended
   * @param timeMicros since when, microseconds since the epoch
   */
  record Ended(RawSeries series, long timeMicros) {}
}
