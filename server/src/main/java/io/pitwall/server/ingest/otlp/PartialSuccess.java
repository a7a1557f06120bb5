package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.Refusal;
import io.pitwall.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What OTLP answers to an export: nothing if all was taken, else how much was not and why. The
 * sender must not send it again.
 *
 * @param jsonName {@code rejectedSpans} or {@code rejectedDataPoints}
 * @param rejected records that were not taken
 * @param reasons why, for people
 */
record PartialSuccess(String jsonName, long rejected, String reasons) {
  private static final int MAX_REASONS = 5;

  static PartialSuccess ofSpans(long rejected, List<Refusal> refusals) {
    return new PartialSuccess("rejectedSpans", rejected, sentences(refusals));
  }

  static PartialSuccess ofPoints(long rejected, List<Refusal> refusals) {
    return new PartialSuccess("rejectedDataPoints", rejected, sentences(refusals));
  }

  private static String sentences(List<Refusal> refusals) {
    String text =
        refusals.stream()
            .limit(MAX_REASONS)
            .map(Refusal::sentence)
            .collect(Collectors.joining("; "));
    return refusals.size() > MAX_REASONS ? text + "; …" : text;
  }

  byte[] protobuf() {
    if (rejected == 0) {
      return new byte[0];
    }
    var out = new ProtoWriter(64 + reasons.length());
    int start = out.start(1);
    out.varint(1, rejected);
    out.text(2, reasons);
    out.end(start);
    return out.toByteArray();
  }

  String json() {
    if (rejected == 0) {
      return "{}";
    }
    Map<String, Object> partial = new LinkedHashMap<>();
    // Numbers of 64 bits are text in protobuf's JSON.
    partial.put(jsonName, Long.toString(rejected));
    partial.put("errorMessage", reasons);
    return new String(Json.bytes(Map.of("partialSuccess", partial)), StandardCharsets.UTF_8);
  }
}
