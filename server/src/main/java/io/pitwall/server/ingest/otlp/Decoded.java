package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.engine.intake.Refusal;
import java.util.List;

/**
 * What a request holds.
 *
 * @param batch what can be offered to the intake
 * @param refused data points that make no sense by themselves
 * @param refusals why, some examples
 */
record Decoded(RawBatch batch, int refused, List<Refusal> refusals) {

  static Decoded ofSpans(List<RawSpan> spans) {
    return new Decoded(RawBatch.ofSpans(spans), 0, List.of());
  }
}
