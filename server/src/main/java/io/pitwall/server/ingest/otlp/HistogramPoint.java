package io.pitwall.server.ingest.otlp;

import io.pitwall.model.metric.ExpHistogram;

/** One data point of a histogram, of either kind, being read from protobuf. */
final class HistogramPoint {
  private final AttributeBytes attributes;
  private long start;
  private long time;
  private long count;
  private double sum = Double.NaN;
  private double min = Double.NaN;
  private double max = Double.NaN;
  private long flags;
  private Numbers bounds = new Numbers();
  private Numbers counts = new Numbers();
  private int scale;
  private int offset;
  private long zeroCount;
  private long negativeCount;

  HistogramPoint(AttributeBytes attributes) {
    this.attributes = attributes;
  }

  AttributeBytes attributes() {
    return attributes;
  }

  long startNanos() {
    return start;
  }

  long timeNanos() {
    return time;
  }

  boolean hasValue() {
    return (flags & 1) == 0;
  }

  ExpHistogram histogram(boolean exponential) {
    double total = Double.isNaN(sum) ? 0 : sum;
    return exponential
        ? Distributions.ofExponential(
            scale, offset, counts.longs(), zeroCount + negativeCount, total, min, max)
        : Distributions.ofBounds(bounds.doubles(), counts.longs(), count, total, min, max);
  }

  void read(ProtoReader reader, boolean exponential) {
    int outer = reader.enter();
    while (reader.next()) {
      if (exponential) {
        readExponential(reader);
      } else {
        readExplicit(reader);
      }
    }
    reader.leave(outer);
  }

  private void readExplicit(ProtoReader reader) {
    switch (reader.field()) {
      case 2 -> start = reader.fixed64();
      case 3 -> time = reader.fixed64();
      case 4 -> count = reader.fixed64();
      case 5 -> sum = reader.float64();
      case 6 -> {
        int outer = reader.enterPacked();
        while (reader.hasMore()) {
          counts.add(reader.rawFixed64());
        }
        reader.leave(outer);
      }
      case 7 -> {
        int outer = reader.enterPacked();
        while (reader.hasMore()) {
          bounds.add(reader.rawFixed64());
        }
        reader.leave(outer);
      }
      case 9 -> attributes.take(reader);
      case 10 -> flags = reader.int64();
      case 11 -> min = reader.float64();
      case 12 -> max = reader.float64();
      default -> reader.skip();
    }
  }

  private void readExponential(ProtoReader reader) {
    switch (reader.field()) {
      case 1 -> attributes.take(reader);
      case 2 -> start = reader.fixed64();
      case 3 -> time = reader.fixed64();
      case 5 -> sum = reader.float64();
      case 6 -> scale = reader.sint32();
      case 7 -> zeroCount = reader.fixed64();
      case 8 -> counts = readBuckets(reader, true);
      case 9 -> negativeCount = readBuckets(reader, false).sum();
      case 10 -> flags = reader.int64();
      case 12 -> min = reader.float64();
      case 13 -> max = reader.float64();
      default -> reader.skip();
    }
  }

  private Numbers readBuckets(ProtoReader reader, boolean positive) {
    Numbers buckets = new Numbers();
    int outer = reader.enter();
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> {
          int first = reader.sint32();
          offset = positive ? first : offset;
        }
        case 2 -> {
          int packed = reader.enterPacked();
          while (reader.hasMore()) {
            buckets.add(reader.rawVarint());
          }
          reader.leave(packed);
        }
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    return buckets;
  }
}
