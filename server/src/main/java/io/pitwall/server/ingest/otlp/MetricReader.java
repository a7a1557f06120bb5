package io.pitwall.server.ingest.otlp;

import io.pitwall.model.metric.MetricType;
import java.util.Set;

/**
 * Reads an {@code ExportMetricsServiceRequest} straight into values and distributions. Thread-safe;
 * remembers the series that it has met.
 *
 * <table>
 * <caption>What becomes of OTLP's metrics</caption>
 * <tr><td>gauge</td><td>GAUGE</td></tr>
 * <tr><td>sum, monotonic, cumulative</td><td>COUNTER</td></tr>
 * <tr><td>sum, not monotonic, cumulative</td><td>GAUGE</td></tr>
 * <tr><td>sum, delta</td><td>RATE, its unit divided by seconds</td></tr>
 * <tr><td>histogram, exponential histogram</td><td>TIMER if the unit is one of time, else
 * HISTOGRAM</td></tr>
 * <tr><td>summary</td><td>a GAUGE for each quantile, {@code name.count} and {@code name.sum} as
 * COUNTER</td></tr>
 * </table>
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/metrics/v1/metrics.proto">metrics.proto</a>
 */
final class MetricReader {
  private static final int RESOURCE_METRICS = Wire.tag(1, Wire.BYTES);
  private static final int SCOPE_METRICS = Wire.tag(2, Wire.BYTES);
  private static final int METRICS = Wire.tag(2, Wire.BYTES);

  private static final int NAME = Wire.tag(1, Wire.BYTES);
  private static final int DESCRIPTION = Wire.tag(2, Wire.BYTES);
  private static final int UNIT = Wire.tag(3, Wire.BYTES);
  private static final int GAUGE = Wire.tag(5, Wire.BYTES);
  private static final int SUM = Wire.tag(7, Wire.BYTES);
  private static final int HISTOGRAM = Wire.tag(9, Wire.BYTES);
  private static final int EXPONENTIAL_HISTOGRAM = Wire.tag(10, Wire.BYTES);
  private static final int SUMMARY = Wire.tag(11, Wire.BYTES);

  private static final int POINTS = Wire.tag(1, Wire.BYTES);
  private static final int TEMPORALITY = Wire.tag(2, Wire.VARINT);
  private static final int MONOTONIC = Wire.tag(3, Wire.VARINT);
  private static final long DELTA = 1;
  private static final long CUMULATIVE = 2;

  /** Units of time in UCUM, which OpenTelemetry prescribes, and as people write them. */
  private static final Set<String> UNITS_OF_TIME =
      Set.of("ns", "us", "µs", "ms", "s", "min", "h", "seconds", "milliseconds", "microseconds");

  private final StringCache strings = new StringCache();
  private final AttributeReader attributes = new AttributeReader(strings);
  private final SourceReader sources = new SourceReader(attributes, strings);
  private final BucketsCache buckets = new BucketsCache();
  private final SeriesCache cache;

  /** A reader that remembers at most {@code maxSeries} series. */
  MetricReader(int maxSeries) {
    this.cache = new SeriesCache(maxSeries);
  }

  /** Series remembered. */
  int seriesCount() {
    return cache.size();
  }

  /**
   * Reads a request.
   *
   * @throws DecodeException if it is malformed
   */
  MetricBatch read(byte[] request) {
    var batch = new MetricBatch();
    var wire = new Wire(request);
    var key = new ByteHash.Gatherer();
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == RESOURCE_METRICS) {
        resourceMetrics(wire, key, batch);
      } else {
        wire.skip(tag);
      }
    }
    return batch;
  }

  private void resourceMetrics(Wire wire, ByteHash.Gatherer key, MetricBatch batch) {
    int outer = wire.enter();
    key.reset();
    SourceReader.addKey(wire, key);
    ByteHash.Key resourceKey = key.key();
    Wire resource = wire.slice();
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == SCOPE_METRICS) {
        key.reset(resourceKey);
        scopeMetrics(wire, resource, key, batch);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
  }

  private void scopeMetrics(Wire wire, Wire resource, ByteHash.Gatherer key, MetricBatch batch) {
    int outer = wire.enter();
    SourceReader.addKey(wire, key);
    ByteHash.Key scopeKey = key.key();
    Wire scope = wire.slice();
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == METRICS) {
        key.reset(scopeKey);
        metric(wire, new SeriesReader.Sender(sources, resource, scope), key, batch);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
  }

  /** Reads the head of a metric and then its points: nothing says that the head comes first. */
  private void metric(
      Wire wire, SeriesReader.Sender sender, ByteHash.Gatherer key, MetricBatch batch) {
    int outer = wire.enter();
    String name = "";
    String description = "";
    String unit = "";
    int kind = 0;
    Wire points = null;
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == NAME || tag == UNIT || tag == DESCRIPTION) {
        int inside = wire.enter();
        String text = wire.rest(strings);
        if (tag == DESCRIPTION) {
          description = text;
        } else {
          key.add(tag);
          key.add(wire.array(), wire.position(), wire.remaining());
          name = tag == NAME ? text : name;
          unit = tag == UNIT ? text : unit;
        }
        wire.leave(inside);
      } else if (isData(tag)) {
        int inside = wire.enter();
        kind = tag;
        points = wire.slice();
        wire.leave(inside);
      } else {
        wire.skip(tag);
      }
    }
    wire.leave(outer);
    if (points != null) {
      var head = new SeriesReader.Head(name, description, unit, sender);
      points(points, kind, head, key, batch);
    }
  }

  private static boolean isData(int tag) {
    return tag == GAUGE
        || tag == SUM
        || tag == HISTOGRAM
        || tag == EXPONENTIAL_HISTOGRAM
        || tag == SUMMARY;
  }

  private void points(
      Wire wire, int kind, SeriesReader.Head head, ByteHash.Gatherer key, MetricBatch batch) {
    int start = wire.position();
    long temporality = 0;
    boolean monotonic = false;
    int count = 0;
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == TEMPORALITY) {
        temporality = wire.varint();
      } else if (tag == MONOTONIC) {
        monotonic = wire.varint() != 0;
      } else {
        count += tag == POINTS ? 1 : 0;
        wire.skip(tag);
      }
    }
    wire.rewind(start);
    boolean accumulates = kind == SUM || kind == HISTOGRAM || kind == EXPONENTIAL_HISTOGRAM;
    if (accumulates && temporality != DELTA && temporality != CUMULATIVE) {
      batch.refuse(
          count,
          "temporality",
          head.name() + ".aggregation_temporality",
          "1 (delta) or 2 (cumulative)",
          Long.toString(temporality));
      return;
    }
    key.add(kind << 3 | temporality << 1 | (monotonic ? 1 : 0));
    var series = new SeriesReader(cache, attributes, head, key);
    PointReader reader = reader(kind, series, head, temporality == DELTA, monotonic);
    while (wire.hasMore()) {
      int tag = wire.tag();
      if (tag == POINTS) {
        int outer = wire.enter();
        reader.read(wire, batch);
        wire.leave(outer);
      } else {
        wire.skip(tag);
      }
    }
  }

  private PointReader reader(
      int kind, SeriesReader series, SeriesReader.Head head, boolean delta, boolean monotonic) {
    if (kind == GAUGE) {
      return new NumberPoints(series, MetricType.GAUGE, head.unit(), false);
    } else if (kind == SUM) {
      MetricType type = delta ? MetricType.RATE : monotonic ? MetricType.COUNTER : MetricType.GAUGE;
      return new NumberPoints(series, type, delta ? head.unit() + "/s" : head.unit(), delta);
    } else if (kind == SUMMARY) {
      return new SummaryPoints(series);
    }
    MetricType type = UNITS_OF_TIME.contains(head.unit()) ? MetricType.TIMER : MetricType.HISTOGRAM;
    return kind == HISTOGRAM
        ? new HistogramPoints(series, type, delta, buckets)
        : new ExponentialPoints(series, type, delta);
  }
}
