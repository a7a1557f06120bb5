package io.pitwall.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pitwall.engine.EngineSettings;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.time.Clock;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.duckdb.DuckDbSettings;
import io.pitwall.store.duckdb.DuckDbStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is made of requests that real agents sent, held against a plain count over the files;
 * skipped where the recordings are not beside the project.
 */
class RecordedMeaningTest {
  private static final Path DATA = Path.of("..", "..", "shared", "data");
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final Map<String, SpanKind> KINDS =
      Map.of(
          "LLM", SpanKind.MODEL,
          "chat", SpanKind.MODEL,
          "CHAIN", SpanKind.TASK,
          "TOOL", SpanKind.TOOL,
          "AGENT", SpanKind.AGENT,
          "invoke_agent", SpanKind.AGENT,
          "RETRIEVER", SpanKind.RETRIEVAL,
          "DATABASE", SpanKind.DATABASE);

  @TempDir private Path folder;
  private DuckDbStores stores;
  private PerformanceEngine engine;

  @BeforeEach
  void open() {
    stores = DuckDbStores.open(DuckDbSettings.in(folder), Clock.system());
    engine =
        PerformanceEngine.builder(stores.telemetry(), stores.control())
            .settings(EngineSettings.DEFAULT.withoutSystem())
            .build();
  }

  @AfterEach
  void close() {
    engine.close();
    stores.close();
  }

  /** A span as the file has it. */
  private record Plain(
      String trace,
      String id,
      String parent,
      SpanKind kind,
      long input,
      long output,
      long cached,
      boolean failed) {}

  @Test
  void everySpanOfTheDelegatingAgentsIsUnderstood() throws Exception {
    List<Plain> plain = send("trail_demo");

    assertSpansAsCounted(plain);
    assertRunsAsCounted(plain);
    List<Plain> agents = plain.stream().filter(span -> span.kind == SpanKind.AGENT).toList();
    assertThat(agents).as("agent spans that repeat tokens").anyMatch(span -> span.input > 0);
    assertThat(run("b159cbc7eb989d874a0337cbee8a373c").agents())
        .hasSize(2)
        .allMatch(agent -> agent.endsWith("/CodeAgent") || agent.endsWith("/ToolCallingAgent"));
    assertThat(run("512475a321c616e45337da3575f6a185").errorSpans()).isEqualTo(4);
  }

  @Test
  void everySpanOfTheRecordedRunsIsUnderstood() throws Exception {
    List<Plain> plain = send("openinference_runs");

    assertThat(plain).hasSize(55);
    assertSpansAsCounted(plain);
    Run toolAgent =
        run(
            plain.stream()
                .filter(span -> span.kind == SpanKind.TOOL)
                .findFirst()
                .orElseThrow()
                .trace);
    assertThat(toolAgent.modelCalls())
        .as("calls that the framework and the client library both tell of")
        .isEqualTo(3);
    assertThat(toolAgent.toolCalls()).isEqualTo(2);
  }

  @Test
  void everySpanOfTheFleetIsUnderstood() throws Exception {
    List<Plain> plain = send("swe_fleet/otlp.jsonl.gz");

    assertThat(plain).hasSize(20_678);
    List<Span> spans = assertSpansAsCounted(plain);
    List<Run> runs = assertRunsAsCounted(plain);
    assertThat(runs).hasSize(500);
    assertThat(runs.stream().mapToLong(run -> run.tokens().input()).sum())
        .isBetween(332_950_000L, 333_050_000L);
    assertThat(runs).allMatch(run -> run.agents().equals(List.of("swe-fleet/mini-swe-agent")));
    double usd = runs.stream().map(Run::costUsd).mapToDouble(cost -> cost == null ? 0 : cost).sum();
    assertThat(usd)
        .as("579 calls say no cost and are priced by the list; the runs are known to cost $229.98")
        .isCloseTo(229.98, withinPercentage(0.5));
    assertThat(runs).allMatch(Run::costComplete);
    assertReportedCostsAreThoseOfTheList(spans);
  }

  private static void assertReportedCostsAreThoseOfTheList(List<Span> spans) {
    int compared = 0;
    for (Span span : spans) {
      Cost cost = span.cost();
      if (cost != null && cost.source() == Cost.Source.REPORTED) {
        double computed = span.attributes().number(SpanAttribute.COMPUTED_COST_USD);
        assertThat(computed).isCloseTo(cost.usd(), offset(1e-6));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(19_584);
  }

  private List<Span> assertSpansAsCounted(List<Plain> plain) {
    Map<String, Plain> expected = new HashMap<>();
    plain.forEach(span -> expected.put(span.trace + span.id, span));
    List<Span> seen = new ArrayList<>();
    for (String trace : plain.stream().map(Plain::trace).distinct().toList()) {
      for (Span span : stores.telemetry().spans(TraceId.parse(trace), 0, 100_000)) {
        Tokens tokens = span.tokens() == null ? Tokens.NONE : span.tokens();
        assertThat(
                new Plain(
                    trace,
                    Span.hex(span.spanId()),
                    span.isRoot() ? "" : Span.hex(span.parentSpanId()),
                    span.kind(),
                    tokens.input(),
                    tokens.output(),
                    tokens.cachedInput(),
                    span.isError()))
            .isEqualTo(expected.get(trace + Span.hex(span.spanId())));
        seen.add(span);
      }
    }
    assertThat(seen).hasSize(plain.size());
    return seen;
  }

  private List<Run> assertRunsAsCounted(List<Plain> plain) {
    Map<String, List<Plain>> byTrace = new HashMap<>();
    plain.forEach(
        span -> byTrace.computeIfAbsent(span.trace, trace -> new ArrayList<>()).add(span));
    List<Run> runs = new ArrayList<>();
    byTrace.forEach(
        (trace, spans) -> {
          Run run = run(trace);
          List<Plain> models = spans.stream().filter(s -> s.kind == SpanKind.MODEL).toList();
          assertThat(run.spanCount()).isEqualTo(spans.size());
          assertThat(run.modelCalls()).isEqualTo(models.size());
          assertThat(run.agentSpans()).isEqualTo(count(spans, SpanKind.AGENT));
          assertThat(run.toolCalls()).isEqualTo(count(spans, SpanKind.TOOL));
          assertThat(run.errorSpans())
              .isEqualTo((int) spans.stream().filter(Plain::failed).count());
          assertThat(run.tokens().input()).isEqualTo(sum(models, Plain::input));
          assertThat(run.tokens().output()).isEqualTo(sum(models, Plain::output));
          assertThat(run.tokens().cachedInput()).isEqualTo(sum(models, Plain::cached));
          runs.add(run);
        });
    return runs;
  }

  private Run run(String trace) {
    return engine.runs().run(TraceId.parse(trace)).orElseThrow();
  }

  private static int count(List<Plain> spans, SpanKind kind) {
    return (int) spans.stream().filter(span -> span.kind == kind).count();
  }

  private static long sum(List<Plain> spans, ToLongFunction<Plain> of) {
    return spans.stream().mapToLong(of).sum();
  }

  /** Sends a recording, and reads it by plain means; of a span that is there twice the first. */
  private List<Plain> send(String recording) throws IOException {
    Map<String, Plain> plain = new LinkedHashMap<>();
    for (JsonNode request : requests(recording)) {
      byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
      engine.intake().accept(JsonTraces.read(body).batch()).join();
      for (JsonNode resource : request.path("resourceSpans")) {
        for (JsonNode scope : resource.path("scopeSpans")) {
          for (JsonNode node : scope.path("spans")) {
            Plain span = plain(node);
            plain.putIfAbsent(span.trace + span.id, span);
          }
        }
      }
    }
    return List.copyOf(plain.values());
  }

  private static Plain plain(JsonNode span) {
    Map<String, String> attributes = new HashMap<>();
    for (JsonNode attribute : span.path("attributes")) {
      attribute
          .path("value")
          .forEach(value -> attributes.put(attribute.path("key").asString(), value.asString("")));
    }
    String kind =
        attributes.getOrDefault(
            "openinference.span.kind", attributes.getOrDefault("gen_ai.operation.name", ""));
    if (kind.isEmpty() && attributes.containsKey("db.system.name")) {
      kind = "DATABASE";
    }
    String code = span.path("status").path("code").asString("");
    return new Plain(
        hex(span.path("traceId").asString("")),
        hex(span.path("spanId").asString("")),
        hex(span.path("parentSpanId").asString("")),
        kind(kind),
        number(attributes, "llm.token_count.prompt", "gen_ai.usage.input_tokens"),
        number(attributes, "llm.token_count.completion", "gen_ai.usage.output_tokens"),
        number(
            attributes,
            "llm.token_count.prompt_details.cache_read",
            "gen_ai.usage.cache_read.input_tokens"),
        code.equals("2") || code.equals("STATUS_CODE_ERROR"));
  }

  private static SpanKind kind(String name) {
    SpanKind kind = KINDS.get(name);
    return kind == null ? SpanKind.INTERNAL : kind;
  }

  private static long number(Map<String, String> attributes, String name, String other) {
    return Long.parseLong(attributes.getOrDefault(name, attributes.getOrDefault(other, "0")));
  }

  private static String hex(String id) {
    if (id.isEmpty() || id.matches("([0-9a-f]{16}){1,2}")) {
      return id;
    }
    return HexFormat.of().formatHex(Base64.getDecoder().decode(id));
  }

  private static List<JsonNode> requests(String recording) throws IOException {
    Path path = DATA.resolve(recording);
    assumeThat(path).as("recordings beside the project").exists();
    List<JsonNode> requests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (file.toString().endsWith(".gz")) {
          try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().forEach(line -> requests.add(JSON.readTree(line)));
          }
        } else {
          JsonNode tree = JSON.readTree(Files.readAllBytes(file));
          if (tree.isArray()) {
            tree.forEach(requests::add);
          } else {
            requests.add(tree);
          }
        }
      }
    }
    return requests;
  }
}
