package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import java.util.ArrayList;
import java.util.List;

/** Data points of one request on their way to a batch. */
final class Points {
  final List<RawNumber> numbers = new ArrayList<>();
  final List<RawHistogram> histograms = new ArrayList<>();

  void number(RawSeries series, long startNanos, long timeNanos, double value, boolean delta) {
    numbers.add(new RawNumber(series, startNanos / 1_000, timeNanos / 1_000, value, delta));
  }

  RawBatch batch() {
    return RawBatch.ofMetrics(numbers, histograms);
  }
}
