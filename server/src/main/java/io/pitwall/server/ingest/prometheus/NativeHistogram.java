package io.pitwall.server.ingest.prometheus;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.server.ingest.wire.Allowance;
import io.pitwall.server.ingest.wire.Distributions;
import io.pitwall.server.ingest.wire.Numbers;
import io.pitwall.server.ingest.wire.ProtoReader;
import io.pitwall.server.ingest.wire.UnusableHistogramException;

/**
 * A native histogram of remote write, with whole or floating counts. Its buckets are the
 * exponential ones that we keep, but for the index: Prometheus counts them by their upper bound.
 * Field numbers are those of {@code Histogram} in {@code prompb/types.proto}.
 */
final class NativeHistogram {
  private static final int COARSEST = -4;
  private static final int FINEST = 8;
  private static final int GAUGE = 3;

  private long sumBits;
  private int schema;
  private long zeroCount;
  private long resetHint;
  private long timeMillis;
  private final Side positive = new Side("positive");
  private final Side negative = new Side("negative");

  /** Buckets above or below zero. */
  private static final class Side {
    private final String name;
    private final Numbers offsets = new Numbers();
    private final Numbers lengths = new Numbers();
    private final Numbers deltas = new Numbers();
    private final Numbers floats = new Numbers();

    Side(String name) {
      this.name = name;
    }

    void readSpan(ProtoReader reader) {
      int outer = reader.enter();
      int offset = 0;
      long length = 0;
      while (reader.next()) {
        switch (reader.field()) {
          case 1 -> offset = reader.sint32();
          case 2 -> length = reader.int64() & 0xffff_ffffL;
          default -> reader.skip();
        }
      }
      reader.leave(outer);
      offsets.add((long) offset);
      lengths.add(length);
    }

    private int size() {
      return Math.max(deltas.size(), floats.size());
    }

    /** Counts of all buckets; whole ones are each told by the difference to the one before. */
    Numbers counts() {
      Numbers counts = new Numbers();
      long count = 0;
      for (int i = 0; i < deltas.size(); i++) {
        long encoded = deltas.whole(i);
        count += (encoded >>> 1) ^ -(encoded & 1);
        counts.add(count);
      }
      for (int i = deltas.size(); i < floats.size(); i++) {
        counts.add(Math.round(floats.floating(i)));
      }
      return counts;
    }

    /** Indexes of all buckets: spans of neighbours, each so far after the end of the one before. */
    Numbers indexes() throws UnusableHistogramException {
      Numbers indexes = new Numbers();
      long index = -1;
      for (int span = 0; span < offsets.size(); span++) {
        long gap = offsets.whole(span);
        if ((span > 0 && gap < 0) || lengths.whole(span) > size() - indexes.size()) {
          throw faulty("spans that hold " + size() + " buckets in increasing order", "others");
        }
        index += gap;
        for (long i = 0; i < lengths.whole(span); i++) {
          indexes.add(index++);
        }
      }
      if (indexes.size() != size()) {
        throw faulty("spans that hold " + size() + " buckets", "room for " + indexes.size());
      }
      return indexes;
    }

    private UnusableHistogramException faulty(String expected, String got) {
      return new UnusableHistogramException(name + "_spans", expected, got);
    }
  }

  /** Reads the current field. */
  void read(ProtoReader reader) {
    int outer = reader.enter();
    while (reader.next()) {
      switch (reader.field()) {
        case 3 -> sumBits = reader.fixed64();
        case 4 -> schema = reader.sint32();
        case 6 -> zeroCount = reader.int64();
        case 7 -> zeroCount = Math.round(reader.float64());
        case 8 -> negative.readSpan(reader);
        case 9 -> reader.varints(negative.deltas);
        case 10 -> reader.fixed64s(negative.floats);
        case 11 -> positive.readSpan(reader);
        case 12 -> reader.varints(positive.deltas);
        case 13 -> reader.fixed64s(positive.floats);
        case 14 -> resetHint = reader.int64();
        case 15 -> timeMillis = reader.int64();
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    reader
        .allowance()
        .spend(Allowance.POINT + 2 * Allowance.ELEMENT * (positive.size() + negative.size()));
  }

  long timeMillis() {
    return timeMillis;
  }

  /** Whether it only says that the series has ended. */
  boolean isStale() {
    return sumBits == WriteReader.STALE;
  }

  /** Whether it counts from its start on, rather than what there is at the moment. */
  boolean isCumulative() {
    return resetHint != GAUGE;
  }

  ExpHistogram histogram() throws UnusableHistogramException {
    if (schema < COARSEST || schema > FINEST) {
      throw new UnusableHistogramException(
          "schema", COARSEST + " to " + FINEST, Integer.toString(schema));
    }
    long below = zeroCount;
    Numbers negatives = negative.counts();
    negative.indexes();
    for (int i = 0; i < negatives.size(); i++) {
      below += negatives.whole(i);
    }
    return Distributions.ofSparse(
        schema, positive.indexes(), positive.counts(), below, Double.longBitsToDouble(sumBits));
  }
}
