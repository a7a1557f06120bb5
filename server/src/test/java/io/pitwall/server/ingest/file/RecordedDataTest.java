package io.pitwall.server.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.model.time.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports recordings of real agents; skipped where they are not beside the project. */
class RecordedDataTest {
  private static final Path DATA = Path.of("..", "..", "shared", "data");
  private static final Pattern SPAN_START = Pattern.compile("\"startTimeUnixNano\"");

  @TempDir private Path folder;

  @Test
  void aFleetOfFiveHundredRunsArrivesWhole() throws Exception {
    Path file = data("swe_fleet/otlp.jsonl.gz");
    long spans;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      spans =
          SPAN_START
              .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
              .results()
              .count();
    }
    try (RecordingServer server = new RecordingServer()) {
      ImportReport report = importAll(server, file);
      Tally tally = report.files().getFirst().tally();
      assertThat(report.isClean()).isTrue();
      assertThat(tally.traces().size()).isEqualTo(500);
      assertThat(tally.of(Item.Signal.SPANS).stored).isEqualTo(spans);
      assertThat(server.spans()).hasSize((int) spans);
    }
  }

  @Test
  void base64IdsAndArraysOfRequestsAreUnderstood() throws Exception {
    Path runs = data("openinference_runs");
    try (RecordingServer server = new RecordingServer()) {
      ImportReport report = importAll(server, runs);
      assertThat(report.isClean()).isTrue();
      assertThat(report.files())
          .extracting(result -> result.tally().of(Item.Signal.SPANS).stored)
          .containsExactly(29L, 18L, 8L);
      assertThat(server.spans().values())
          .extracting(span -> span.getTraceId().size())
          .containsOnly(16);
      assertThat(server.spans().values())
          .filteredOn(span -> !span.getParentSpanId().isEmpty())
          .allSatisfy(span -> assertThat(span.getParentSpanId().size()).isEqualTo(8));
    }
  }

  @Test
  void aFolderOfTracesIsReadByName() throws Exception {
    Path traces = data("trail_demo");
    try (RecordingServer server = new RecordingServer()) {
      ImportReport report = importAll(server, traces);
      assertThat(report.isClean()).isTrue();
      assertThat(report.files()).hasSize(7);
      assertThat(report.files())
          .extracting(result -> result.tally().traces().size())
          .containsOnly(1);
      assertThat(server.spans().values().stream().map(Span::getTraceId).distinct()).hasSize(7);
    }
  }

  @Test
  void theCanonicalExamplesAreReadAndLogsLeftOut() throws Exception {
    Path examples = data("otlp_examples");
    try (RecordingServer server = new RecordingServer()) {
      ImportReport report = importAll(server, examples);
      assertThat(report.isClean()).isTrue();
      assertThat(server.spans()).hasSize(1);
      assertThat(server.metrics()).hasSize(4);
      assertThat(report.files())
          .extracting(result -> result.tally().logRecords())
          .containsExactly(1L, 1L, 0L, 0L);
    }
  }

  @Test
  void anotherProductsExportIsNamedAsSuch() throws Exception {
    Path foreign = data("agent_frameworks/autogen-2025-06-06.trace.json");
    try (RecordingServer server = new RecordingServer()) {
      ImportReport report = importAll(server, foreign);
      assertThat(report.isClean()).isFalse();
      assertThat(report.summary()).contains("1 places could not be read");
    }
  }

  private ImportReport importAll(RecordingServer server, Path path)
      throws IOException, InterruptedException {
    ImportOptions options =
        new ImportOptions(
            server.url(),
            null,
            false,
            OptionalDouble.empty(),
            false,
            folder.resolve("state"),
            Backoff.standard(Clock.system()));
    PrintWriter out = new PrintWriter(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new Importer(options, out, false, Clock.system()).run(InputFiles.of(List.of(path)));
  }

  private static Path data(String name) {
    Path path = DATA.resolve(name);
    assumeThat(path).as("recordings beside the project").exists();
    return path;
  }
}
