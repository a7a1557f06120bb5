package io.pitwall.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pitwall.engine.EngineSettings;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.time.Clock;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.duckdb.DuckDbSettings;
import io.pitwall.store.duckdb.DuckDbStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Traces of eight agent frameworks, recorded by another product with the names that each framework
 * sent. They are carried over to OTLP: attributes as they were sent; what the other product's own
 * SDK sent under the names of that SDK. Skipped where the recordings are not beside the project.
 */
class RecordedFrameworksTest {
  private static final Path TRACES = Path.of("..", "..", "shared", "data", "agent_frameworks");
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Names under which the recorded frameworks send counts of tokens. */
  private static final Pattern COUNTS = Pattern.compile("llm\\.token_count\\.|gen_ai\\.usage\\.");

  @Test
  void kindModelAndTokensOfModelsAndToolsAreRight(@TempDir Path folder) throws Exception {
    assumeThat(TRACES).as("recordings beside the project").exists();
    int wanted = 0;
    List<String> wrong = new ArrayList<>();
    try (DuckDbStores stores = DuckDbStores.open(DuckDbSettings.in(folder), Clock.system());
        PerformanceEngine engine =
            PerformanceEngine.builder(stores.telemetry(), stores.control())
                .settings(EngineSettings.DEFAULT.withoutSystem())
                .build()) {
      List<Path> files;
      try (Stream<Path> all = Files.list(TRACES)) {
        files = all.sorted().toList();
      }
      for (int file = 0; file < files.size(); file++) {
        JsonNode recorded = JSON.readTree(Files.readAllBytes(files.get(file)));
        // Two recordings hold the same trace.
        TraceId trace = new TraceId(7, file + 1);
        send(engine, recorded.path("observations"), trace);
        List<Span> spans = stores.telemetry().spans(trace, 0, 1_000);
        for (JsonNode observation : recorded.path("observations")) {
          if (kind(observation) != null) {
            wanted++;
            Span span = find(spans, observation);
            String is = span.kind() + " " + span.model() + " " + span.tokens();
            if (!isRight(span, observation)) {
              wrong.add(files.get(file).getFileName() + " " + span.name() + ": " + is);
            }
          }
        }
      }
    }
    assertThat(wanted).isGreaterThanOrEqualTo(20);
    assertThat(wrong).hasSizeLessThanOrEqualTo(wanted / 20);
    assertThat(wrong).as("none at all is wrong today").isEmpty();
  }

  private static boolean isRight(Span span, JsonNode observation) {
    if (span.kind() != kind(observation)) {
      return false;
    }
    if (span.kind() == SpanKind.TOOL) {
      return true;
    }
    String asked = observation.path("model").asString("");
    String model = String.valueOf(span.model());
    return (model.equals(asked) || model.startsWith(asked + "-"))
        && tokens(observation).equals(span.tokens() == null ? Tokens.NONE : span.tokens());
  }

  /** What an observation is, as the framework or the other product says; null for all the rest. */
  private static @Nullable SpanKind kind(JsonNode observation) {
    String own = attributes(observation).path("openinference.span.kind").asString("");
    String type = observation.path("type").asString("");
    if (type.equals("GENERATION")) {
      return SpanKind.MODEL;
    }
    return type.equals("TOOL") || own.equals("TOOL") ? SpanKind.TOOL : null;
  }

  /**
   * What the framework reported. Where it sent no counts the other product guessed some with a
   * tokenizer of its own: these are in no attribute, so there are none to be read.
   */
  private static Tokens tokens(JsonNode observation) {
    boolean counted =
        isOwnSdk(observation)
            || attributes(observation)
                .propertyStream()
                .anyMatch(field -> COUNTS.matcher(field.getKey()).lookingAt());
    if (!counted) {
      return Tokens.NONE;
    }
    JsonNode usage = observation.path("usageDetails");
    long cached =
        usage.path("input_cache_read").asLong(0)
            + usage.path("prompt_details.cache_read").asLong(0);
    return new Tokens(
        usage.path("input").asLong(0) + cached,
        usage.path("output").asLong(0),
        cached,
        usage.path("completion_details.reasoning").asLong(0)
            + usage.path("output_reasoning").asLong(0));
  }

  private static void send(PerformanceEngine engine, JsonNode observations, TraceId trace) {
    ObjectNode request = JSON.createObjectNode();
    ArrayNode resources = request.putArray("resourceSpans");
    for (JsonNode observation : observations) {
      ObjectNode scope = resources.addObject().putArray("scopeSpans").addObject();
      scope.putObject("scope").put("name", scope(observation));
      ObjectNode span = scope.putArray("spans").addObject();
      span.put("traceId", trace.toString());
      span.put("spanId", observation.path("id").asString());
      span.put("parentSpanId", observation.path("parentObservationId").asString(""));
      span.put("name", observation.path("name").asString());
      span.put("startTimeUnixNano", nanos(observation.path("startTime").asString()));
      span.put("endTimeUnixNano", nanos(observation.path("endTime").asString()));
      ArrayNode attributes = span.putArray("attributes");
      attributes(observation)
          .properties()
          .forEach(field -> add(attributes, field.getKey(), field.getValue().asString("")));
      if (isOwnSdk(observation)) {
        addOwn(attributes, observation);
      }
    }
    engine
        .intake()
        .accept(JsonTraces.read(request.toString().getBytes(StandardCharsets.UTF_8)).batch())
        .join();
  }

  private static void addOwn(ArrayNode attributes, JsonNode observation) {
    String type = observation.path("type").asString("").toLowerCase(Locale.ROOT);
    add(attributes, "langfuse.observation.type", type);
    if (type.equals("generation")) {
      add(attributes, "langfuse.observation.model.name", observation.path("model").asString(""));
      add(
          attributes,
          "langfuse.observation.usage_details",
          observation.path("usageDetails").toString());
    }
  }

  private static void add(ArrayNode attributes, String name, String value) {
    attributes.addObject().put("key", name).putObject("value").put("stringValue", value);
  }

  private static Span find(List<Span> spans, JsonNode observation) {
    String id = observation.path("id").asString();
    return spans.stream()
        .filter(span -> Span.hex(span.spanId()).equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Expected span " + id + ", but it was not stored"));
  }

  private static boolean isOwnSdk(JsonNode observation) {
    return scope(observation).equals("langfuse-sdk");
  }

  private static String scope(JsonNode observation) {
    return metadata(observation).path("scope").path("name").asString("");
  }

  private static JsonNode attributes(JsonNode observation) {
    return metadata(observation).path("attributes");
  }

  private static JsonNode metadata(JsonNode observation) {
    JsonNode metadata = observation.path("metadata");
    return metadata.isString() ? JSON.readTree(metadata.asString()) : metadata;
  }

  private static String nanos(String time) {
    Instant at = Instant.parse(time);
    return Long.toString(at.getEpochSecond() * 1_000_000_000L + at.getNano());
  }
}
