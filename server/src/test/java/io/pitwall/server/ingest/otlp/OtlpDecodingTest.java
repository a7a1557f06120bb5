package io.pitwall.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.pitwall.engine.intake.RawSpan;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Our readers against the classes that protobuf's compiler made, on requests made at random. */
class OtlpDecodingTest {
  private static final int SEEDS = 100;
  private static final Pattern ID =
      Pattern.compile("(\"(?:traceId|spanId|parentSpanId)\": \")([^\"]+)\"");

  private final ProtoTraces traces = new ProtoTraces();
  private final ProtoMetrics metrics = new ProtoMetrics();

  @Test
  void spansAreReadFromProtobufAsTheGeneratedClassesReadThem() {
    int spans = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      ExportTraceServiceRequest request = new RandomRequests(seed).traces();
      List<RawSpan> expected = Oracle.spans(request);
      spans += expected.size();
      assertThat(spans(request.toByteArray())).as("seed %d", seed).isEqualTo(expected);
    }
    assertThat(spans).as("spans compared").isGreaterThan(400);
  }

  @Test
  void spansAreReadFromProtobufInWhateverOrderAndWithUnknownFields() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      ExportTraceServiceRequest request = new RandomRequests(seed).traces();
      byte[] odd = new OddWire(seed).write(request);
      List<RawSpan> expected = Oracle.spans(request);
      assertThat(Oracle.spans(ExportTraceServiceRequest.parseFrom(odd)))
          .as("the odd encoding is valid, seed %d", seed)
          .isEqualTo(expected);
      assertThat(spans(odd)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void pointsAreReadFromProtobufAsTheGeneratedClassesReadThem() {
    int points = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      ExportMetricsServiceRequest request = new RandomRequests(seed).metrics();
      List<String> expected = Oracle.points(request);
      points += expected.size();
      assertThat(points(metrics.read(request.toByteArray())))
          .as("seed %d", seed)
          .isEqualTo(expected);
    }
    assertThat(points).as("points compared").isGreaterThan(400);
  }

  @Test
  void pointsAreReadFromProtobufInWhateverOrderAndPackedOrNot() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      ExportMetricsServiceRequest request = new RandomRequests(seed).metrics();
      byte[] odd = new OddWire(seed).write(request);
      List<String> expected = Oracle.points(request);
      assertThat(Oracle.points(ExportMetricsServiceRequest.parseFrom(odd)))
          .as("the odd encoding is valid, seed %d", seed)
          .isEqualTo(expected);
      assertThat(points(metrics.read(odd))).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void spansAreReadFromProtobufsOwnJson() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      ExportTraceServiceRequest request = new RandomRequests(seed).traces();
      for (JsonFormat.Printer printer : dialects()) {
        assertThat(JsonTraces.read(json(printer, request)).batch().spans())
            .as("seed %d", seed)
            .isEqualTo(Oracle.spans(request));
      }
    }
  }

  @Test
  void spansAreReadFromOtlpsJsonWithHexadecimalIds() throws Exception {
    JsonFormat.Printer otlp = JsonFormat.printer().printingEnumsAsInts();
    for (long seed = 0; seed < SEEDS; seed++) {
      ExportTraceServiceRequest request = new RandomRequests(seed).traces();
      String hex =
          ID.matcher(otlp.print(request))
              .replaceAll(
                  id ->
                      id.group(1)
                          + HexFormat.of().formatHex(Base64.getDecoder().decode(id.group(2)))
                          + '"');
      assertThat(JsonTraces.read(hex.getBytes(StandardCharsets.UTF_8)).batch().spans())
          .as("seed %d", seed)
          .isEqualTo(Oracle.spans(request));
    }
  }

  @Test
  void pointsAreReadFromJson() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      ExportMetricsServiceRequest request = new RandomRequests(seed).metrics();
      for (JsonFormat.Printer printer : dialects()) {
        assertThat(points(JsonMetrics.read(json(printer, request))))
            .as("seed %d", seed)
            .isEqualTo(Oracle.points(request));
      }
    }
  }

  @Test
  void resourceAndScopeMayStandAfterTheirSpansInJson() {
    String late =
        """
        {"resourceSpans": [{
          "scopeSpans": [
            {"spans": [{"name": "a"}], "scope": {"name": "s1", "version": "1"}},
            {"spans": [{"name": "b"}]}],
          "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "svc"}}]}},
          {"scopeSpans": [{"scope": {"name": "s2"}, "spans": [{"name": "c"}]}]}]}""";
    assertThat(JsonTraces.read(late.getBytes(StandardCharsets.UTF_8)).batch().spans())
        .extracting(
            span ->
                span.name()
                    + span.source().resource()
                    + span.source().scopeName()
                    + span.source().scopeVersion())
        .containsExactly("a{service.name=svc}s11", "b{service.name=svc}", "c{}s2");
  }

  private static List<JsonFormat.Printer> dialects() {
    return List.of(
        JsonFormat.printer(),
        JsonFormat.printer().preservingProtoFieldNames(),
        JsonFormat.printer().printingEnumsAsInts().omittingInsignificantWhitespace());
  }

  private static byte[] json(JsonFormat.Printer printer, MessageOrBuilder message)
      throws InvalidProtocolBufferException {
    return printer.print(message).getBytes(StandardCharsets.UTF_8);
  }

  private List<RawSpan> spans(byte[] message) {
    return traces.read(message).batch().spans();
  }

  private static List<String> points(Decoded decoded) {
    assertThat(decoded.refusals()).isEmpty();
    return Oracle.points(decoded.batch());
  }
}
