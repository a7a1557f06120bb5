package io.pitwall.server.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {
  private static final String SPAN =
      "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"eee19b7ec3c1b174\",\"name\":\"NAME\"}]}]}]}";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void endsWithExactCountsAndZeroWhenAllIsStored() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), SPAN);
    try (RecordingServer server = new RecordingServer()) {
      assertThat(run("--url", server.url() + "/", file.toString())).isZero();
    }
    assertThat(out.toString())
        .contains("1 traces, 1 spans read: 1 stored, 0 there already, 0 refused");
  }

  @Test
  void endsWithOneAndTheReasonWhenSomethingIsRefused() throws IOException {
    Files.writeString(folder.resolve("a.json"), SPAN);
    Files.writeString(folder.resolve("b.json"), SPAN.replace("NAME", "refuse me"));
    Files.writeString(folder.resolve("c.txt"), "not looked at");
    try (RecordingServer server = new RecordingServer()) {
      assertThat(run("--url", server.url().toString(), folder.toString())).isEqualTo(1);
    }
    assertThat(out.toString())
        .contains("refused 1 at line 1: expected another name")
        .contains("2 files: 2 spans read, 1 stored, 0 there already, 1 refused");
    assertThat(err.toString())
        .contains("import incomplete: 1 spans and 0 metric points were refused");
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    assertThat(run(folder.resolve("nowhere.json").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("nowhere.json: expected a file or a folder");
  }

  @Test
  void aFolderWithoutTelemetryIsNamed() {
    assertThat(run(folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("expected *.json, *.jsonl, *.ndjson or *.gz files");
  }

  @Test
  void aWrongCommandLineIsTwo() {
    assertThat(run("--url", "localhost:7070", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("Expected --url to be like http://127.0.0.1:7070");
    assertThat(run("--speed", "0", "x")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
  }

  private int run(String... arguments) {
    return new CommandLine(new ImportCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
