package io.pitwall.lab.bench.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.pitwall.lab.bench.grpc.GrpcMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An encoded request of numbers that can be sent again and again with new times and values. Points
 * keep their distances in time; doubles wander around their first value, whole numbers count up.
 * For one thread.
 */
public final class MetricTemplate {
  private static final int GAUGE = 5;
  private static final int SUM = 7;

  private record TimePlace(int at, long nanosAfterFirst) {}

  private record DoublePlace(int at, double first) {}

  /** A counter's place and where it stands. */
  private static final class CountPlace {
    final int at;
    long count;

    CountPlace(int at, long count) {
      this.at = at;
      this.count = count;
    }
  }

  private final byte[] framed;
  private final List<TimePlace> times = new ArrayList<>();
  private final List<DoublePlace> doubles = new ArrayList<>();
  private final List<CountPlace> counts = new ArrayList<>();
  private final SplittableRandom random;

  /** Encodes a request of gauges and sums and finds what is to be written over. */
  public MetricTemplate(ExportMetricsServiceRequest request, long seed) {
    framed = GrpcMessage.frame(request.toByteArray());
    random = new SplittableRandom(seed);
    List<Integer> timeAt = new ArrayList<>();
    var walk = new FieldWalk(framed);
    FieldWalk.Visitor point =
        (number, at, length) -> {
          switch (number) {
            case 3 -> timeAt.add(at);
            case 4 -> doubles.add(new DoublePlace(at, Double.longBitsToDouble(fixed64(at))));
            case 6 -> counts.add(new CountPlace(at, fixed64(at)));
            default -> {} // attributes and the start stay as they are
          }
        };
    FieldWalk.Visitor points = only(1, walk, point);
    FieldWalk.Visitor metric =
        (number, at, length) -> {
          if (number == GAUGE || number == SUM) {
            walk.message(length, points);
          }
        };
    walk.fields(only(1, walk, only(2, walk, only(2, walk, metric))));
    long first = timeAt.stream().mapToLong(this::fixed64).min().orElseThrow();
    timeAt.forEach(at -> times.add(new TimePlace(at, fixed64(at) - first)));
  }

  /** Descends into the messages of one field. */
  private static FieldWalk.Visitor only(int wanted, FieldWalk walk, FieldWalk.Visitor inside) {
    return (number, at, length) -> {
      if (number == wanted) {
        walk.message(length, inside);
      }
    };
  }

  public int points() {
    return times.size();
  }

  /** The message with its gRPC prefix, as last patched; not copied. */
  public byte[] framed() {
    return framed;
  }

  /**
   * Gives all points new values.
   *
   * @param firstNanos time of the first point, nanoseconds since the epoch
   */
  public void patch(long firstNanos) {
    for (TimePlace place : times) {
      Patch.littleEndian(framed, place.at, firstNanos + place.nanosAfterFirst);
    }
    for (DoublePlace place : doubles) {
      double value = Math.rint(place.first * random.nextDouble(0.8, 1.2) * 100) / 100;
      Patch.littleEndian(framed, place.at, Double.doubleToRawLongBits(value));
    }
    for (CountPlace place : counts) {
      place.count += random.nextInt(200);
      Patch.littleEndian(framed, place.at, place.count);
    }
  }

  private long fixed64(int at) {
    return Long.reverseBytes(java.nio.ByteBuffer.wrap(framed).getLong(at));
  }
}
