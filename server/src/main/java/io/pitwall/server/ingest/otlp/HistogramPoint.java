package io.pitwall.server.ingest.otlp;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.trace.Attributes;
import io.pitwall.server.ingest.wire.Allowance;
import io.pitwall.server.ingest.wire.Distributions;
import io.pitwall.server.ingest.wire.EncodedFields;
import io.pitwall.server.ingest.wire.Numbers;
import io.pitwall.server.ingest.wire.ProtoReader;
import io.pitwall.server.ingest.wire.UnusableHistogramException;

/**
 * One data point of a histogram, of either kind, being read from protobuf. Reading one of several
 * fields that exclude each other twice gives the last, as protobuf wants.
 */
final class HistogramPoint {
  private final EncodedFields attributes;
  private final boolean exponential;
  private long start;
  private long time;
  private long count;
  private double sum = Double.NaN;
  private double min = Double.NaN;
  private double max = Double.NaN;
  private long flags;
  private final Numbers bounds = new Numbers();
  private final Numbers counts = new Numbers();
  private final Numbers negativeCounts = new Numbers();
  private int scale;
  private int offset;
  private long zeroCount;

  HistogramPoint(EncodedFields attributes, boolean exponential) {
    this.attributes = attributes;
    this.exponential = exponential;
  }

  long startNanos() {
    return start;
  }

  long timeNanos() {
    return time;
  }

  /** Whether there is anything but a note that the series fell silent. */
  boolean hasValue() {
    return (flags & 1) == 0;
  }

  /** Whether count and sum are all there is. */
  boolean isBucketless() {
    return !exponential && !Distributions.hasBuckets(bounds, counts);
  }

  /** Count and sum alone, as of a summary. */
  SummaryPoint totals(Attributes own) {
    return new SummaryPoint(own, start, time, SummaryPoint.unsigned(count), sum);
  }

  ExpHistogram histogram(boolean cumulative) throws UnusableHistogramException {
    return exponential
        ? Distributions.ofExponential(
            scale, offset, counts, zeroCount, negativeCounts, sum, min, max)
        : Distributions.ofBounds(bounds, counts, count, sum, min, max, cumulative);
  }

  /** Reads the current field. */
  void read(ProtoReader reader) {
    int outer = reader.enter();
    while (reader.next()) {
      if (exponential) {
        readExponential(reader);
      } else {
        readExplicit(reader);
      }
    }
    reader.leave(outer);
    reader.allowance().spend(Allowance.POINT + Allowance.ELEMENT * counts.size());
  }

  private void readExplicit(ProtoReader reader) {
    switch (reader.field()) {
      case 2 -> start = reader.fixed64();
      case 3 -> time = reader.fixed64();
      case 4 -> count = reader.fixed64();
      case 5 -> sum = reader.float64();
      case 6 -> reader.fixed64s(counts);
      case 7 -> reader.fixed64s(bounds);
      case 9 -> attributes.take();
      case 10 -> flags = reader.int64();
      case 11 -> min = reader.float64();
      case 12 -> max = reader.float64();
      default -> reader.skip();
    }
  }

  private void readExponential(ProtoReader reader) {
    switch (reader.field()) {
      case 1 -> attributes.take();
      case 2 -> start = reader.fixed64();
      case 3 -> time = reader.fixed64();
      case 5 -> sum = reader.float64();
      case 6 -> scale = reader.sint32();
      case 7 -> zeroCount = reader.fixed64();
      case 8 -> readBuckets(reader, counts, true);
      case 9 -> readBuckets(reader, negativeCounts, false);
      case 10 -> flags = reader.int64();
      case 12 -> min = reader.float64();
      case 13 -> max = reader.float64();
      default -> reader.skip();
    }
  }

  private void readBuckets(ProtoReader reader, Numbers into, boolean positive) {
    int outer = reader.enter();
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> {
          int first = reader.sint32();
          offset = positive ? first : offset;
        }
        case 2 -> reader.varints(into);
        default -> reader.skip();
      }
    }
    reader.leave(outer);
  }
}
