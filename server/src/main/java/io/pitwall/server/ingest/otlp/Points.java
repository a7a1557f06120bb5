package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.engine.intake.Refusal;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.server.ingest.wire.UnusableHistogramException;
import java.util.ArrayList;
import java.util.List;

/** Data points of one request on their way to a batch. Not thread-safe. */
final class Points {
  private final List<RawNumber> numbers = new ArrayList<>();
  private final List<RawHistogram> histograms = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private int refused;

  /** Reads the buckets of a data point. */
  interface HistogramSource {
    ExpHistogram get() throws UnusableHistogramException;
  }

  /** Adds a number; a delta is an increase since its start. */
  void number(RawSeries series, long startNanos, long timeNanos, double value, boolean delta) {
    numbers.add(new RawNumber(series, micros(startNanos), micros(timeNanos), value, delta));
  }

  /** Adds a histogram, or notes why it cannot be taken. */
  void histogram(
      RawSeries series,
      long startNanos,
      long timeNanos,
      boolean cumulative,
      HistogramSource source) {
    try {
      histograms.add(
          new RawHistogram(
              series, micros(startNanos), micros(timeNanos), source.get(), cumulative));
    } catch (UnusableHistogramException unusable) {
      refused++;
      if (refusals.size() < IntakeResult.REFUSALS_NAMED) {
        Refusal why = unusable.refusal();
        refusals.add(
            new Refusal(
                why.reason(), series.name() + "." + why.field(), why.expected(), why.got()));
      }
    }
  }

  Decoded decoded() {
    return new Decoded(RawBatch.ofMetrics(numbers, histograms), refused, refusals);
  }

  /** Times are unsigned on the wire. */
  private static long micros(long nanos) {
    return Long.divideUnsigned(nanos, 1_000);
  }
}
