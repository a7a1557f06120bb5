package io.pitwall.server.ingest.file;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Made-up recordings. */
final class OtlpLines {
  private OtlpLines() {}

  /** One request a line, one span each; ten spans are a trace. */
  static String lines(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> request(span(i, "chat")))
        .collect(Collectors.joining());
  }

  static String request(String... spans) {
    return "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
        + "{\"stringValue\":\"lab\"}}]},\"scopeSpans\":[{\"scope\":{\"name\":\"lib\"},\"spans\":["
        + String.join(",", spans)
        + "]}]}]}\n";
  }

  static String span(int i, String name) {
    long start = 1_700_000_000_000_000_000L + i * 10_000_000L;
    return "{\"traceId\":\"%032x\",\"spanId\":\"%016x\",\"name\":\"%s\",\"kind\":1,\"startTimeUnixNano\":\"%d\",\"endTimeUnixNano\":\"%d\"}"
        .formatted(i / 10 + 1, i + 1, name, start, start + 1_000_000);
  }
}
