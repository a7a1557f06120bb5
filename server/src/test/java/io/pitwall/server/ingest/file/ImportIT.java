package io.pitwall.server.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pitwall.server.RunningPitwall;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recordings of real agents, imported into the real server and asked back through its API. */
class ImportIT {
  private static final Path DATA = Path.of("..", "..", "shared", "data");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  @Test
  void aFleetOfFiveHundredRunsIsKeptToTheCent() {
    Path file = data("swe_fleet/otlp.jsonl.gz");
    try (RunningPitwall pitwall = RunningPitwall.in(folder)) {
      assertThat(run(pitwall, file)).isZero();
      List<JsonNode> runs = runs(pitwall);
      assertFleet(runs);
      assertReported(pitwall, runs);

      assertThat(run(pitwall, file)).isZero();
      assertThat(runs(pitwall)).as("after sending the same file again").isEqualTo(runs);
    }
  }

  @Test
  void everyTraceHasTheSpansAndErrorsOfItsFile() throws Exception {
    List<Path> files = List.of(data("trail_demo"), data("openinference_runs"));
    Map<String, Counts> expected = new HashMap<>();
    for (Path file : InputFiles.of(files)) {
      count(JSON.readTree(Files.readAllBytes(file)), expected);
    }
    Path fleet = data("swe_fleet/otlp.jsonl.gz");
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(fleet))) {
      new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> count(JSON.readTree(line), expected));
    }
    assertThat(expected).hasSize(510);

    try (RunningPitwall pitwall = RunningPitwall.in(folder)) {
      assertThat(run(pitwall, files.get(0), files.get(1), fleet)).isZero();
      expected.forEach(
          (trace, counts) -> {
            RunningPitwall.Answer run = pitwall.get(RunningPitwall.API + "/runs/" + trace);
            assertThat(run.at("/run/span_count").asInt())
                .as("spans of %s", trace)
                .isEqualTo(counts.spans.size());
            assertThat(run.at("/run/error_spans").asInt())
                .as("failed spans of %s", trace)
                .isEqualTo(counts.errors.size());
          });
    }
  }

  private static void assertFleet(List<JsonNode> runs) {
    assertThat(runs).hasSize(500);
    long calls = sum(runs, "model_calls");
    long failed = sum(runs, "failed_model_calls");
    assertThat(calls - failed).isEqualTo(20_163);
    assertThat(failed).isEqualTo(15);
    assertThat(runs.stream().mapToDouble(run -> run.path("cost_usd").asDouble(0)).sum())
        .as("what was reported, and the price list for the 579 calls that carry no cost")
        .isCloseTo(230.5, within(0.01));
  }

  /** What was reported stands by itself, beside what the price list says, and is said to lack. */
  private static void assertReported(RunningPitwall pitwall, List<JsonNode> runs) {
    double reported = 0;
    int incomplete = 0;
    for (JsonNode run : runs) {
      RunningPitwall.Answer answer =
          pitwall.get(RunningPitwall.API + "/runs/" + run.path("trace_id").asString() + "/detail");
      reported += answer.at("/detail/reported_cost_usd").asDouble(0);
      incomplete += answer.at("/detail/reported_cost_complete").asBoolean() ? 0 : 1;
    }
    assertThat(reported).isCloseTo(224.49, within(0.01));
    assertThat(incomplete).isEqualTo(16);
  }

  private static long sum(List<JsonNode> runs, String field) {
    return runs.stream().mapToLong(run -> run.path(field).asLong()).sum();
  }

  private static int run(RunningPitwall pitwall, Path... files) {
    List<String> arguments = new ArrayList<>(List.of("--restart", "--url", pitwall.url()));
    for (Path file : files) {
      arguments.add(file.toString());
    }
    StringWriter out = new StringWriter();
    int exitCode =
        new CommandLine(new ImportCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(arguments.toArray(String[]::new));
    assertThat(out.toString()).contains("0 refused");
    pitwall.roundAfter(Duration.ofMinutes(1));
    return exitCode;
  }

  private static List<JsonNode> runs(RunningPitwall pitwall) {
    List<JsonNode> runs = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          pitwall
              .get(
                  RunningPitwall.API
                      + "/runs?from=2025-01-01T00:00:00Z&to=2026-12-31T00:00:00Z&limit=200"
                      + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
              .json();
      page.path("runs").forEach(runs::add);
      cursor = page.path("next_cursor").asString("");
    } while (!cursor.isEmpty());
    return runs;
  }

  /** Distinct spans, and those that failed, of a trace. */
  private record Counts(Set<String> spans, Set<String> errors) {}

  private static void count(JsonNode request, Map<String, Counts> counts) {
    if (request.isArray()) {
      request.forEach(one -> count(one, counts));
      return;
    }
    for (JsonNode resource : request.path("resourceSpans")) {
      for (JsonNode scope : resource.path("scopeSpans")) {
        for (JsonNode span : scope.path("spans")) {
          Counts ofTrace =
              counts.computeIfAbsent(
                  hex(span.path("traceId").asString()),
                  trace -> new Counts(new HashSet<>(), new HashSet<>()));
          String id = span.path("spanId").asString();
          ofTrace.spans.add(id);
          String code = span.path("status").path("code").asString("");
          if (code.equals("2") || code.equals("STATUS_CODE_ERROR")) {
            ofTrace.errors.add(id);
          }
        }
      }
    }
  }

  private static String hex(String id) {
    return id.length() == 32
        ? id
        : java.util.HexFormat.of().formatHex(java.util.Base64.getDecoder().decode(id));
  }

  private static Path data(String name) {
    Path path = DATA.resolve(name);
    assumeThat(path).as("recordings beside the project").exists();
    return path;
  }
}
