package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.engine.intake.Refusal;
import io.pitwall.engine.intake.RefusalCounter;
import io.pitwall.model.metric.ExpHistogram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was read from one request. For one thread. */
final class MetricBatch {
  private final List<RawNumber> numbers = new ArrayList<>();
  private final List<RawHistogram> histograms = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final Map<String, Integer> refusedByReason = new HashMap<>();
  private int refusedPoints;

  void add(RawSeries series, long start, long time, double value, boolean delta) {
    numbers.add(
        new RawNumber(series, PointReader.micros(start), PointReader.micros(time), value, delta));
  }

  void add(RawSeries series, long start, long time, ExpHistogram histogram, boolean delta) {
    histograms.add(
        new RawHistogram(
            series, PointReader.micros(start), PointReader.micros(time), histogram, !delta));
  }

  /** Counts points that cannot be understood, and keeps the reason. */
  void refuse(int count, String reason, String field, String expected, String got) {
    refusedPoints += count;
    refusedByReason.merge(reason, count, Integer::sum);
    if (refusals.size() < IntakeResult.REFUSALS_NAMED) {
      refusals.add(new Refusal(reason, field, expected, got));
    }
  }

  /** Adds what could not be understood to the count of all refusals. */
  void countRefusals(RefusalCounter counter) {
    refusedByReason.forEach(counter::count);
  }

  RawBatch batch() {
    return RawBatch.ofMetrics(numbers, histograms);
  }

  /** Points that could not be understood. */
  int refusedPoints() {
    return refusedPoints;
  }

  /** Why, at most {@link IntakeResult#REFUSALS_NAMED}. */
  List<Refusal> refusals() {
    return refusals;
  }
}
