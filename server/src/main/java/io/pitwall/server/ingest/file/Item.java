package io.pitwall.server.ingest.file;

/**
 * One span or metric of a file, ready to be sent: still JSON, with ids in hexadecimal and times
 * moved where that was asked for.
 *
 * @param signal what it is
 * @param resource JSON of the resource it belongs to; shared by its neighbours
 * @param scope JSON of the instrumentation scope it belongs to; shared by its neighbours
 * @param json the item itself
 * @param points data points of a metric, 1 for a span
 * @param traceHash 64 bits of the trace id, 0 if there is none
 * @param timeNanos end of a span, latest time of a metric, as will be sent; nanoseconds since the
 *     epoch, 0 if unknown
 * @param line line of the file it begins on, from 1
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out, never compared as a record
record Item(
    Signal signal,
    byte[] resource,
    byte[] scope,
    byte[] json,
    int points,
    long traceHash,
    long timeNanos,
    long line) {

  /** The kinds of telemetry that are sent, with the names that OTLP/JSON has for their parts. */
  enum Signal {
    SPANS("/v1/traces", "resourceSpans", "scopeSpans", "spans", "rejectedSpans"),
    METRICS("/v1/metrics", "resourceMetrics", "scopeMetrics", "metrics", "rejectedDataPoints");

    final String path;
    final String resources;
    final String scopes;
    final String items;
    final String rejected;

    Signal(String path, String resources, String scopes, String items, String rejected) {
      this.path = path;
      this.resources = resources;
      this.scopes = scopes;
      this.items = items;
      this.rejected = rejected;
    }
  }

  /** Bytes of memory it holds alone. */
  int bytes() {
    return json.length;
  }
}
