package io.pitwall.store.duckdb;

import io.pitwall.model.metric.DistributionSample;
import io.pitwall.model.trace.Span;
import io.pitwall.store.api.TelemetryBatch;
import java.util.List;

/**
 * How much memory a waiting batch takes, roughly. Walks spans without reading their texts, so that
 * bounding the queue costs next to nothing.
 */
final class BatchSize {
  private static final int BYTES_PER_SAMPLE = 40;
  private static final int BYTES_PER_EXECUTION = 160;
  private static final int BYTES_PER_SPAN = 320;
  private static final int BYTES_PER_ATTRIBUTE = 100;

  static long bytes(TelemetryBatch batch) {
    long bytes =
        (long) BYTES_PER_SAMPLE * batch.samples().size()
            + (long) BYTES_PER_EXECUTION * batch.executions().size();
    for (DistributionSample sample : batch.distributions()) {
      bytes += BYTES_PER_EXECUTION + 12L * Math.min(sample.histogram().count(), 160);
    }
    for (Span span : batch.spans()) {
      bytes += BYTES_PER_SPAN + (long) BYTES_PER_ATTRIBUTE * span.attributes().size();
      if (!span.events().isEmpty()) {
        bytes += eventBytes(span);
      }
    }
    return bytes;
  }

  private static long eventBytes(Span span) {
    List<Integer> sizes = span.events().stream().map(event -> event.attributes().size()).toList();
    long bytes = 0;
    for (int size : sizes) {
      bytes += BYTES_PER_ATTRIBUTE * (1L + size);
    }
    return bytes;
  }

  private BatchSize() {}
}
