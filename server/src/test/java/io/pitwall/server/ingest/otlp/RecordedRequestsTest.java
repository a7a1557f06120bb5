package io.pitwall.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.pitwall.engine.intake.RawSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that were really sent; skipped where the recordings are not beside the project. */
class RecordedRequestsTest {
  private static final Path DATA = Path.of("..", "..", "shared", "data");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern ID =
      Pattern.compile("(\"(?:traceId|spanId|parentSpanId)\"\\s*:\\s*\")([^\"]*)\"");

  private final JsonFormat.Parser oracle = JsonFormat.parser().ignoringUnknownFields();

  @ParameterizedTest
  @CsvSource({"otlp_examples/trace.json, 1", "trail_demo, 100", "openinference_runs, 55"})
  void spansAreReadAsTheGeneratedClassesReadThem(String recording, int atLeast) throws Exception {
    int spans = 0;
    for (String request : requests(recording)) {
      ExportTraceServiceRequest.Builder message = ExportTraceServiceRequest.newBuilder();
      oracle.merge(withBase64Ids(request), message);
      List<RawSpan> expected = Oracle.spans(message.build());
      spans += expected.size();
      assertThat(JsonTraces.read(request.getBytes(StandardCharsets.UTF_8)).batch().spans())
          .isEqualTo(expected);
      assertThat(new ProtoTraces().read(message.build().toByteArray()).batch().spans())
          .isEqualTo(expected);
    }
    assertThat(spans).isGreaterThanOrEqualTo(atLeast);
  }

  @Test
  void pointsAreReadAsTheGeneratedClassesReadThem() throws Exception {
    String request = requests("otlp_examples/metrics.json").getFirst();
    ExportMetricsServiceRequest.Builder message = ExportMetricsServiceRequest.newBuilder();
    oracle.merge(request, message);
    List<String> expected = Oracle.points(message.build());
    assertThat(expected).hasSizeGreaterThan(2);
    Decoded json = JsonMetrics.read(request.getBytes(StandardCharsets.UTF_8));
    assertThat(Oracle.points(json.batch())).isEqualTo(expected);
    Decoded protobuf = new ProtoMetrics().read(message.build().toByteArray());
    assertThat(Oracle.points(protobuf.batch())).isEqualTo(expected);
  }

  /** The requests of a file or of all files of a folder; a file may hold a list of them. */
  private static List<String> requests(String recording) throws IOException {
    Path path = DATA.resolve(recording);
    assumeThat(path).as("recordings beside the project").exists();
    List<String> requests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        JsonNode tree = JSON.readTree(Files.readAllBytes(file));
        if (tree.isArray()) {
          tree.forEach(request -> requests.add(request.toString()));
        } else {
          requests.add(tree.toString());
        }
      }
    }
    return requests;
  }

  private static String withBase64Ids(String request) {
    return ID.matcher(request).replaceAll(RecordedRequestsTest::withBase64);
  }

  private static String withBase64(MatchResult id) {
    String text = id.group(2);
    return text.matches("([0-9a-fA-F]{16}){1,2}")
        ? id.group(1) + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(text)) + '"'
        : id.group();
  }
}
