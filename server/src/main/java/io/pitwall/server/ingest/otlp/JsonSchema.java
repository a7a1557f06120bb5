package io.pitwall.server.ingest.otlp;

import io.pitwall.server.ingest.otlp.JsonField.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The fields of OTLP that are read, by their JSON names. Fields that are not listed are ignored, as
 * OTLP demands of receivers. Names are accepted in lowerCamelCase and in the snake_case of the
 * proto files.
 */
final class JsonSchema {
  private static final Shape TEXT = new Shape.Text();
  private static final Shape BOOL = new Shape.Bool();
  private static final Shape FLOAT64 = new Shape.Float64();
  private static final Shape VARINT = new Shape.Varint();
  private static final Shape ZIGZAG = new Shape.Zigzag();
  private static final Shape FIXED64 = new Shape.Fixed64();
  private static final Shape BYTES = new Shape.Bytes();
  private static final Shape TRACE_ID = new Shape.Id(16);
  private static final Shape SPAN_ID = new Shape.Id(8);

  private static final Shape KIND =
      choice("SPAN_KIND_", "UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
  private static final Shape STATUS_CODE = choice("STATUS_CODE_", "UNSET", "OK", "ERROR");
  private static final Shape TEMPORALITY =
      choice("AGGREGATION_TEMPORALITY_", "UNSPECIFIED", "DELTA", "CUMULATIVE");

  private static final Map<String, JsonField> ARRAY =
      fields("values", 1, message(() -> JsonSchema.ANY_VALUE));
  private static final Map<String, JsonField> KEY_VALUE_LIST =
      fields("values", 1, message(() -> JsonSchema.KEY_VALUE));
  private static final Map<String, JsonField> ANY_VALUE =
      fields(
          "stringValue",
          1,
          TEXT,
          "boolValue",
          2,
          BOOL,
          "intValue",
          3,
          VARINT,
          "doubleValue",
          4,
          FLOAT64,
          "arrayValue",
          5,
          message(() -> ARRAY),
          "kvlistValue",
          6,
          message(() -> KEY_VALUE_LIST),
          "bytesValue",
          7,
          BYTES);
  private static final Map<String, JsonField> KEY_VALUE =
      fields("key", 1, TEXT, "value", 2, message(() -> ANY_VALUE));
  private static final Shape ATTRIBUTE = message(() -> KEY_VALUE);
  private static final Map<String, JsonField> RESOURCE = fields("attributes", 1, ATTRIBUTE);
  private static final Map<String, JsonField> SCOPE =
      fields("name", 1, TEXT, "version", 2, TEXT, "attributes", 3, ATTRIBUTE);

  private static final Map<String, JsonField> EVENT =
      fields("timeUnixNano", 1, FIXED64, "name", 2, TEXT, "attributes", 3, ATTRIBUTE);
  private static final Map<String, JsonField> LINK =
      fields("traceId", 1, TRACE_ID, "spanId", 2, SPAN_ID);
  private static final Map<String, JsonField> STATUS =
      fields("message", 2, TEXT, "code", 3, STATUS_CODE);
  private static final Map<String, JsonField> SPAN =
      fields(
          "traceId",
          1,
          TRACE_ID,
          "spanId",
          2,
          SPAN_ID,
          "parentSpanId",
          4,
          SPAN_ID,
          "name",
          5,
          TEXT,
          "kind",
          6,
          KIND,
          "startTimeUnixNano",
          7,
          FIXED64,
          "endTimeUnixNano",
          8,
          FIXED64,
          "attributes",
          9,
          ATTRIBUTE,
          "events",
          11,
          message(() -> EVENT),
          "links",
          13,
          message(() -> LINK),
          "status",
          15,
          message(() -> STATUS));
  private static final Map<String, JsonField> SCOPE_SPANS =
      fields("scope", 1, message(() -> SCOPE), "spans", 2, message(() -> SPAN));
  private static final Map<String, JsonField> RESOURCE_SPANS =
      fields("resource", 1, message(() -> RESOURCE), "scopeSpans", 2, message(() -> SCOPE_SPANS));

  /** {@code ExportTraceServiceRequest}. */
  static final Map<String, JsonField> TRACES =
      fields("resourceSpans", 1, message(() -> RESOURCE_SPANS));

  private static final Map<String, JsonField> NUMBER_POINT =
      fields(
          "startTimeUnixNano",
          2,
          FIXED64,
          "timeUnixNano",
          3,
          FIXED64,
          "asDouble",
          4,
          FLOAT64,
          "asInt",
          6,
          FIXED64,
          "attributes",
          7,
          ATTRIBUTE,
          "flags",
          8,
          VARINT);
  private static final Map<String, JsonField> HISTOGRAM_POINT =
      fields(
          "startTimeUnixNano",
          2,
          FIXED64,
          "timeUnixNano",
          3,
          FIXED64,
          "count",
          4,
          FIXED64,
          "sum",
          5,
          FLOAT64,
          "bucketCounts",
          6,
          FIXED64,
          "explicitBounds",
          7,
          FLOAT64,
          "attributes",
          9,
          ATTRIBUTE,
          "flags",
          10,
          VARINT,
          "min",
          11,
          FLOAT64,
          "max",
          12,
          FLOAT64);
  private static final Map<String, JsonField> BUCKETS =
      fields("offset", 1, ZIGZAG, "bucketCounts", 2, VARINT);
  private static final Map<String, JsonField> EXPONENTIAL_POINT =
      fields(
          "attributes",
          1,
          ATTRIBUTE,
          "startTimeUnixNano",
          2,
          FIXED64,
          "timeUnixNano",
          3,
          FIXED64,
          "count",
          4,
          FIXED64,
          "sum",
          5,
          FLOAT64,
          "scale",
          6,
          ZIGZAG,
          "zeroCount",
          7,
          FIXED64,
          "positive",
          8,
          message(() -> BUCKETS),
          "negative",
          9,
          message(() -> BUCKETS),
          "flags",
          10,
          VARINT,
          "min",
          12,
          FLOAT64,
          "max",
          13,
          FLOAT64);
  private static final Map<String, JsonField> QUANTILE =
      fields("quantile", 1, FLOAT64, "value", 2, FLOAT64);
  private static final Map<String, JsonField> SUMMARY_POINT =
      fields(
          "startTimeUnixNano",
          2,
          FIXED64,
          "timeUnixNano",
          3,
          FIXED64,
          "count",
          4,
          FIXED64,
          "sum",
          5,
          FLOAT64,
          "quantileValues",
          6,
          message(() -> QUANTILE),
          "attributes",
          7,
          ATTRIBUTE,
          "flags",
          8,
          VARINT);
  private static final Map<String, JsonField> GAUGE =
      fields("dataPoints", 1, message(() -> NUMBER_POINT));
  private static final Map<String, JsonField> SUM =
      fields(
          "dataPoints",
          1,
          message(() -> NUMBER_POINT),
          "aggregationTemporality",
          2,
          TEMPORALITY,
          "isMonotonic",
          3,
          BOOL);
  private static final Map<String, JsonField> HISTOGRAM =
      fields(
          "dataPoints",
          1,
          message(() -> HISTOGRAM_POINT),
          "aggregationTemporality",
          2,
          TEMPORALITY);
  private static final Map<String, JsonField> EXPONENTIAL =
      fields(
          "dataPoints",
          1,
          message(() -> EXPONENTIAL_POINT),
          "aggregationTemporality",
          2,
          TEMPORALITY);
  private static final Map<String, JsonField> SUMMARY =
      fields("dataPoints", 1, message(() -> SUMMARY_POINT));
  private static final Map<String, JsonField> METRIC =
      fields(
          "name",
          1,
          TEXT,
          "description",
          2,
          TEXT,
          "unit",
          3,
          TEXT,
          "gauge",
          5,
          message(() -> GAUGE),
          "sum",
          7,
          message(() -> SUM),
          "histogram",
          9,
          message(() -> HISTOGRAM),
          "exponentialHistogram",
          10,
          message(() -> EXPONENTIAL),
          "summary",
          11,
          message(() -> SUMMARY));
  private static final Map<String, JsonField> SCOPE_METRICS =
      fields("scope", 1, message(() -> SCOPE), "metrics", 2, message(() -> METRIC));
  private static final Map<String, JsonField> RESOURCE_METRICS =
      fields(
          "resource", 1, message(() -> RESOURCE), "scopeMetrics", 2, message(() -> SCOPE_METRICS));

  /** {@code ExportMetricsServiceRequest}. */
  static final Map<String, JsonField> METRICS =
      fields("resourceMetrics", 1, message(() -> RESOURCE_METRICS));

  private JsonSchema() {}

  /** Name, number, shape, name, number, shape, ... */
  private static Map<String, JsonField> fields(Object... triples) {
    var fields = new HashMap<String, JsonField>();
    for (int i = 0; i < triples.length; i += 3) {
      String name = (String) triples[i];
      var field = new JsonField((Integer) triples[i + 1], (Shape) triples[i + 2]);
      fields.put(name, field);
      fields.put(snakeCase(name), field);
    }
    return Map.copyOf(fields);
  }

  private static Shape message(Supplier<Map<String, JsonField>> fields) {
    return new Shape.Message(fields);
  }

  /** Names of an enumeration that counts from zero. */
  private static Shape choice(String prefix, String... names) {
    var numbers = new LinkedHashMap<String, Integer>();
    for (int i = 0; i < names.length; i++) {
      numbers.put(prefix + names[i], i);
    }
    return new Shape.Choice(Map.copyOf(numbers));
  }

  static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
