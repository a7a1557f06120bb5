package io.pitwall.server.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
  private static final long NOW = 1_800_000_000_000_000_000L;
  private static final Backoff QUICK =
      new Backoff(Duration.ofMillis(300), Duration.ofSeconds(2), Clock.system());

  @TempDir private Path folder;
  private RecordingServer server;
  private Clock clock = Clock.system();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void listen() throws IOException {
    server = new RecordingServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void linesArriveInBatchesAndSendingThemTwiceChangesNothing() throws Exception {
    Path file = write("runs.jsonl", OtlpLines.lines(0, 1_200));

    Tally first = importOne(file);
    assertThat(first.of(Item.Signal.SPANS).read).isEqualTo(1_200);
    assertThat(first.of(Item.Signal.SPANS).stored).isEqualTo(1_200);
    assertThat(first.traces().size()).isEqualTo(120);
    assertThat(server.batchSizes()).containsExactlyInAnyOrder(500, 500, 200);

    Tally again = importOne(file);
    assertThat(again.of(Item.Signal.SPANS).read).isEqualTo(1_200);
    assertThat(again.of(Item.Signal.SPANS).duplicate).isEqualTo(1_200);
    assertThat(again.of(Item.Signal.SPANS).stored).isZero();
    assertThat(server.spans()).hasSize(1_200);
  }

  @Test
  void gzipIsKnownByItsMagicBytesWhateverTheName() throws Exception {
    Path file = folder.resolve("runs.jsonl");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(OtlpLines.lines(0, 10).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(importOne(file).of(Item.Signal.SPANS).stored).isEqualTo(10);
  }

  @Test
  void aBrokenLineIsNamedAndLosesNoOther() throws Exception {
    String good = OtlpLines.lines(0, 3);
    String cut = OtlpLines.lines(3, 1).strip();
    cut = cut.substring(0, cut.length() - 30);
    Path file = write("runs.jsonl", good + cut + "\n" + "{]\n" + OtlpLines.lines(10, 4));

    Tally tally = importOne(file);
    assertThat(server.spans()).hasSize(7);
    assertThat(tally.faults()).isEqualTo(2);
    assertThat(tally.isClean()).isFalse();
    assertThat(output())
        .contains("runs.jsonl:4:" + (cut.length() + 1) + ": expected JSON, but")
        .contains("runs.jsonl:5:2: expected JSON, but");
  }

  @Test
  void aBrokenFirstLineLosesNoOtherWhateverTheNameOfTheFile() throws Exception {
    Path file =
        write("runs.json", OtlpLines.lines(0, 1).replace("]}]}]}", "") + OtlpLines.lines(10, 4));
    Tally tally = importOne(file);
    assertThat(tally.faults()).isEqualTo(1);
    assertThat(tally.of(Item.Signal.SPANS).stored).isEqualTo(5); // the span itself was whole
  }

  @Test
  void aDocumentMaySpanLines() throws Exception {
    String array =
        Arrays.stream(OtlpLines.lines(0, 3).split("\n"))
            .collect(Collectors.joining(",\n", "[\n", "\n]"));
    assertThat(importOne(write("array.json", array)).of(Item.Signal.SPANS).stored).isEqualTo(3);

    String pretty = OtlpLines.lines(10, 1).replace(",", ",\n").replace("[{", "[\n{");
    assertThat(importOne(write("one.json", pretty)).of(Item.Signal.SPANS).stored).isEqualTo(1);

    Path several = write("several.json", pretty.replace(" ", "\n") + OtlpLines.lines(20, 2));
    assertThat(importOne(several).of(Item.Signal.SPANS).read).isEqualTo(3);
    assertThat(output()).isEmpty();
  }

  @Test
  void jsonThatIsNotOtlpIsNamed() throws Exception {
    Path file = write("langfuse.json", "{\"trace\": {\"id\": 1},\n \"observations\": []}");
    Tally tally = importOne(file);
    assertThat(tally.faults()).isEqualTo(1);
    assertThat(output())
        .contains(
            "langfuse.json:1:1: expected an OTLP/JSON export request (an object with resourceSpans"
                + " or resourceMetrics), but got an object with trace, observations");
  }

  @Test
  void wrongShapesInsideAreNamedAndTheRestIsSent() throws Exception {
    Path file =
        write(
            "odd.json",
            "{\"resourceSpans\":[7,{\"scopeSpans\":{\"spans\":[]}},{\"scopeSpans\":[{\"spans\":["
                + "\"x\","
                + OtlpLines.span(1, "fine")
                + "]}]}]}");
    Tally tally = importOne(file);
    assertThat(tally.faults()).isEqualTo(3);
    assertThat(output())
        .contains("odd.json:1:19: expected an object in resourceSpans, but got '7'")
        .contains("expected scopeSpans to be an array, but got an object")
        .contains("expected an object in spans, but got 'x'");
    assertThat(server.spans()).hasSize(1);
  }

  @Test
  void anEarlyEndOfGzipIsAFaultAndWhatCameBeforeIsKept() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(OtlpLines.lines(0, 5_000).getBytes(StandardCharsets.UTF_8));
    }
    Path file = folder.resolve("cut.jsonl.gz");
    Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));

    Tally tally = importOne(file);
    assertThat(tally.faults()).isEqualTo(1);
    assertThat(tally.of(Item.Signal.SPANS).stored).isGreaterThan(1_000);
    assertThat(output()).contains("expected gzip data to its end");
  }

  @Test
  void refusedSpansAreCountedWithTheServersReason() throws Exception {
    Path file =
        write(
            "some.jsonl",
            OtlpLines.request(
                OtlpLines.span(1, "good"),
                OtlpLines.span(2, "refuse me"),
                OtlpLines.span(3, "good")));
    Tally tally = importOne(file);
    assertThat(tally.of(Item.Signal.SPANS).refused).isEqualTo(1);
    assertThat(tally.of(Item.Signal.SPANS).stored).isEqualTo(2);
    assertThat(tally.reasons()).containsEntry("line 1: expected another name", 1L);
    assertThat(tally.isClean()).isFalse();
  }

  @Test
  void aBatchThatIsRefusedWholeIsHalvedUntilTheCulpritStandsAlone() throws Exception {
    String culprit = OtlpLines.span(50, "x").replace("\"kind\":1", "\"kind\":{\"not\":\"a kind\"}");
    Path file =
        write(
            "one-bad.jsonl",
            OtlpLines.lines(0, 49) + OtlpLines.request(culprit) + OtlpLines.lines(51, 49));
    Tally tally = importOne(file);
    assertThat(tally.of(Item.Signal.SPANS).read).isEqualTo(99);
    assertThat(tally.of(Item.Signal.SPANS).refused).isEqualTo(1);
    assertThat(server.spans()).hasSize(98);
    assertThat(tally.reasons().keySet()).anyMatch(reason -> reason.contains("malformed span"));
  }

  @Test
  void aBusyServerIsAskedAgain() throws Exception {
    server.answerFirst(429, 503, 429);
    assertThat(importOne(write("runs.jsonl", OtlpLines.lines(0, 10))).of(Item.Signal.SPANS).stored)
        .isEqualTo(10);
  }

  @Test
  void anInterruptedImportGoesOnWhereItStopped() throws Exception {
    Path file =
        write("runs.jsonl", OtlpLines.lines(0, 700) + "{broken\n" + OtlpLines.lines(700, 2_300));
    server.failAfter(3);
    assertThatThrownBy(() -> importOne(file))
        .isInstanceOf(ImportStoppedException.class)
        .hasMessageContaining("but for 2 s it answered 503: not now");
    int before = server.spans().size();
    assertThat(before).isEqualTo(1_500);

    server.failAfter(Integer.MAX_VALUE);
    Tally tally = importOne(file);
    assertThat(server.spans()).hasSize(3_000);
    assertResumed(tally);
    assertThat(tally.faults()).isEqualTo(1);
    assertThat(tally.traces().size()).isEqualTo(300);
    assertThat(output()).contains("going on at line").contains("--restart begins anew");
    assertThat(folder.resolve("state")).isEmptyDirectory();
  }

  @Test
  void anInterruptedDocumentGoesOnInsideIt() throws Exception {
    String spans =
        IntStream.range(0, 3_000)
            .mapToObj(i -> OtlpLines.span(i, "s"))
            .collect(Collectors.joining(",\n"));
    Path file =
        write("one.json", "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}");
    server.failAfter(2);
    assertThatThrownBy(() -> importOne(file)).isInstanceOf(ImportStoppedException.class);
    server.failAfter(Integer.MAX_VALUE);
    Tally tally = importOne(file);
    assertThat(server.spans()).hasSize(3_000);
    assertResumed(tally);
  }

  @Test
  void timesAreMovedSoThatTheNewestIsNow() throws Exception {
    Path file = write("runs.jsonl", OtlpLines.lines(0, 100));
    ImportOptions options =
        new ImportOptions(
            server.url(),
            null,
            true,
            OptionalDouble.empty(),
            false,
            folder.resolve("state"),
            QUICK);
    clock = new ManualClock(NOW / 1_000);
    run(options, file);
    List<Span> spans = List.copyOf(server.spans().values());
    assertThat(spans.stream().mapToLong(Span::getEndTimeUnixNano).max()).hasValue(NOW);
    assertThat(spans)
        .allSatisfy(
            span ->
                assertThat(span.getEndTimeUnixNano() - span.getStartTimeUnixNano())
                    .isEqualTo(1_000_000));
  }

  @Test
  void aReplayKeepsTheRhythmOfTheRecording() throws Exception {
    Path file = write("runs.jsonl", OtlpLines.lines(0, 31)); // 31 spans, 10 ms apart
    ImportOptions options =
        new ImportOptions(
            server.url(), null, false, OptionalDouble.of(1), false, folder.resolve("state"), QUICK);
    long begun = System.nanoTime();
    run(options, file);
    assertThat(System.nanoTime() - begun).isGreaterThan(300_000_000L);
    assertThat(server.spans()).hasSize(31);
    assertThat(server.batchSizes().size()).isGreaterThan(1);
  }

  @Test
  void metricsAreSentAndTheirPointsCounted() throws Exception {
    Path file =
        write(
            "metrics.json",
            "{\"resourceMetrics\":[{\"resource\":{},\"scopeMetrics\":[{\"metrics\":[{\"name\":\"q\","
                + "\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"5\",\"asDouble\":1.5},"
                + "{\"timeUnixNano\":\"6\",\"asInt\":\"2\"}]}},{\"name\":\"r\",\"sum\":{"
                + "\"dataPoints\":[{\"timeUnixNano\":\"7\",\"asInt\":\"3\"}]}}]}]}],"
                + "\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{},{}]}]}]}");
    Tally tally = importOne(file);
    assertThat(tally.of(Item.Signal.METRICS).read).isEqualTo(3);
    assertThat(tally.of(Item.Signal.METRICS).stored).isEqualTo(3);
    assertThat(tally.logRecords()).isEqualTo(2);
    assertThat(server.metrics()).extracting(metric -> metric.getName()).containsExactly("q", "r");
  }

  @Test
  void aResourceThatStandsBehindItsSpansIsStillTheirs() throws Exception {
    Path file =
        write(
            "late.json",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":["
                + OtlpLines.span(1, "a")
                + "],\"scope\":{\"name\":\"lib\"}}],\"resource\":{\"attributes\":[]}}]}");
    assertThat(importOne(file).of(Item.Signal.SPANS).stored).isEqualTo(1);
  }

  @Test
  void aServerThatIsAwayIsToldAtOnceWithWhatToDo() throws Exception {
    Path file = write("runs.jsonl", OtlpLines.lines(0, 1));
    server.close();
    assertThatThrownBy(() -> importOne(file))
        .isInstanceOf(ImportStoppedException.class)
        .hasMessageContaining("Expected a server at " + server.url())
        .hasMessageContaining("./pitwall up starts one");
  }

  @Test
  void missingCredentialsStopTheImport() throws Exception {
    server.answerFirst(401);
    assertThatThrownBy(() -> importOne(write("runs.jsonl", OtlpLines.lines(0, 1))))
        .hasMessageContaining("--token or PITWALL_TOKEN");
  }

  /**
   * Counts are those of both attempts together. Only batches that overtook the one that failed are
   * sent again.
   */
  private static void assertResumed(Tally tally) {
    Tally.Signal spans = tally.of(Item.Signal.SPANS);
    assertThat(spans.read).isEqualTo(3_000);
    assertThat(spans.stored + spans.duplicate).isEqualTo(3_000);
    assertThat(spans.stored).isGreaterThanOrEqualTo(1_500);
  }

  private Tally importOne(Path file) throws IOException, InterruptedException {
    ImportOptions options =
        new ImportOptions(
            server.url(),
            null,
            false,
            OptionalDouble.empty(),
            false,
            folder.resolve("state"),
            QUICK);
    return run(options, file);
  }

  private Tally run(ImportOptions options, Path file) throws IOException, InterruptedException {
    PrintWriter out = new PrintWriter(printed, true, StandardCharsets.UTF_8);
    ImportReport report = new Importer(options, out, false, clock).run(List.of(file));
    return report.files().getFirst().tally();
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
