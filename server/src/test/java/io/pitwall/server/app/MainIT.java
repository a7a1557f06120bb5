package io.pitwall.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningPitwall;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.duckdb.DuckDbSettings;
import io.pitwall.store.duckdb.DuckDbStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own. */
@Timeout(120)
class MainIT {
  private static final Pattern READY = Pattern.compile("Pitwall ready at (http://127.0.0.1:\\d+)");

  @TempDir Path folder;
  private final List<Child> children = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void killWhatIsLeft() {
    children.forEach(child -> child.process.destroyForcibly());
    client.shutdownNow();
  }

  private static final class Child {
    final Process process;
    final Path out;
    final Path err;

    Child(Process process, Path out, Path err) {
      this.process = process;
      this.out = out;
      this.err = err;
    }

    String out() throws IOException {
      return Files.readString(out);
    }

    String err() throws IOException {
      return Files.readString(err);
    }

    /** Waits for the line that says where it is ready. */
    String url() throws IOException, InterruptedException {
      while (process.isAlive()) {
        Matcher ready = READY.matcher(out());
        if (ready.find()) {
          return ready.group(1);
        }
        Thread.sleep(20);
      }
      throw new AssertionError("Expected it to become ready, but it ended: " + err());
    }

    int exitCode() throws InterruptedException {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
      return process.exitValue();
    }
  }

  private Child start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out-" + children.size());
    Path err = folder.resolve("err-" + children.size());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    Child child = new Child(process, out, err);
    children.add(child);
    return child;
  }

  private Child up(Path data, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "up", "--port", "0", "--data", data.toString(), "--set", "server.otlp-ports=[]"));
    arguments.addAll(List.of(more));
    return start(arguments.toArray(String[]::new));
  }

  private CompletableFuture<HttpResponse<String>> post(String url, String name) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create(url + RunningPitwall.API + "/metrics"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"name\": \"%s\", \"value\": 1, \"metric_type\": \"gauge\"}".formatted(name)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void onSigtermWorkIsFinishedTheStoreIsClosedAndTheExitCodeIsZero() throws Exception {
    Path data = folder.resolve("data");
    Child child = up(data);
    String url = child.url();
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(post(url, "metric-" + i));
    }
    answers.getFirst().join();

    child.process.destroy();

    assertThat(child.exitCode()).as(child.err()).isZero();
    assertThat(child.out()).isEqualTo("Pitwall ready at " + url + System.lineSeparator());
    assertThat(child.err()).contains("Stopping", "Stopped").doesNotContain("Exception");
    long acknowledged = 0;
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      acknowledged += answer.handle((a, gone) -> a != null && a.statusCode() == 200 ? 1 : 0).join();
    }
    assertThat(acknowledged).isPositive();
    try (DuckDbStores stores =
        DuckDbStores.open(DuckDbSettings.in(data), io.pitwall.model.time.Clock.system())) {
      assertThat(stores.telemetry().findSeries(SeriesQuery.startingWith("metric-")))
          .hasSizeGreaterThanOrEqualTo((int) acknowledged);
    }
  }

  @Test
  void aDataFolderInUseIsToldInOneLine() throws Exception {
    Path data = folder.resolve("data");
    Child first = up(data);
    first.url();

    Child second = up(data);

    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.out()).isEmpty();
    assertThat(second.err().lines())
        .singleElement()
        .asString()
        .startsWith("pitwall: Expected the data folder " + data)
        .contains("in use by process " + first.process.pid(), "--data");
    assertThat(first.process.isAlive()).isTrue();
  }

  @Test
  void aPortInUseIsToldWithItsSettingInOneLine() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(busy.getLocalPort());

      Child child =
          start(
              "up",
              "--port",
              port,
              "--data",
              folder.resolve("d").toString(),
              "--set",
              "server.otlp-ports=[]");

      assertThat(child.exitCode()).isEqualTo(1);
      assertThat(child.err().lines().filter(line -> line.startsWith("pitwall: ")))
          .singleElement()
          .asString()
          .contains("Expected port " + port, "server.port");
      assertThat(child.err()).doesNotContain("\tat ");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "x");

    Child child = up(file);

    assertThat(child.exitCode()).isEqualTo(1);
    assertThat(child.err().lines())
        .singleElement()
        .asString()
        .contains("Expected a folder at " + file, "--data");
  }

  @Test
  void aDamagedDatabaseIsToldAndLeftAlone() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path file =
        Files.writeString(data.resolve("telemetry.duckdb"), "this is no database".repeat(999));

    Child child = up(data);

    assertThat(child.exitCode()).isEqualTo(1);
    assertThat(child.err()).contains(file.toString()).doesNotContain("\tat ");
    assertThat(Files.readString(file)).startsWith("this is no database");
  }

  @Test
  void misuseEndsWithTwo() throws Exception {
    Child unknown = up(folder.resolve("d"), "--set", "server.prot=1");
    Child flag = start("up", "--prot", "1");
    Child command = start();

    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean server.port?");
    assertThat(flag.exitCode()).isEqualTo(2);
    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(Files.exists(folder.resolve("d"))).isFalse();
  }

  @Test
  void verboseShowsTheStackOfAFailure() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "x");

    Child child = up(file, "--verbose");

    assertThat(child.exitCode()).isEqualTo(1);
    assertThat(child.err()).contains("StoreException", "\tat io.pitwall");
  }
}
