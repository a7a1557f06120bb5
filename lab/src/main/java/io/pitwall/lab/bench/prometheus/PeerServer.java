package io.pitwall.lab.bench.prometheus;

import io.pitwall.lab.bench.process.ProcessUse;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another server that takes remote write, started to be measured beside ours. */
public final class PeerServer implements AutoCloseable {
  private static final int MOST_LOOKS = 300;

  private final Process process;
  private final URI address;

  private PeerServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * A server that we know how to start.
   *
   * @param program its name on the PATH
   * @param ready path that answers 200 when it is ready
   * @param options its options; {@code {port}} and {@code {data}} stand for what it is given
   */
  public record Kind(String program, String ready, List<String> options) {
    public Kind {
      options = List.copyOf(options);
    }

    /** Whether it is installed. */
    public boolean isInstalled() {
      return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
          .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
  }

  /** All that we know. */
  public static final List<Kind> KINDS =
      List.of(
          new Kind(
              "prometheus",
              "/-/ready",
              List.of(
                  "--config.file={data}/empty.yml",
                  "--storage.tsdb.path={data}/tsdb",
                  "--web.listen-address=127.0.0.1:{port}",
                  "--web.enable-remote-write-receiver")),
          new Kind(
              "victoria-metrics",
              "/health",
              List.of(
                  "-storageDataPath={data}",
                  "-httpListenAddr=127.0.0.1:{port}",
                  "-retentionPeriod=1y")));

  /** Starts one on a fresh folder and waits until it is ready. */
  public static PeerServer start(Kind kind, Path data) throws IOException, InterruptedException {
    Files.createDirectories(data);
    Files.writeString(data.resolve("empty.yml"), "global: {scrape_interval: 1m}\n");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> words = new java.util.ArrayList<>(List.of(kind.program));
    kind.options.forEach(
        option ->
            words.add(
                option
                    .replace("{port}", Integer.toString(port))
                    .replace("{data}", data.toString())));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("output.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    PeerServer server = new PeerServer(process, URI.create("http://127.0.0.1:" + port));
    try {
      server.awaitReady(kind);
      return server;
    } catch (IOException | InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private void awaitReady(Kind kind) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest look = HttpRequest.newBuilder(address.resolve(kind.ready)).build();
      for (int looks = 0; looks < MOST_LOOKS && process.isAlive(); looks++) {
        try {
          if (client.send(look, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // It does not listen yet.
        }
        Thread.sleep(100);
      }
    }
    throw new IOException("Expected " + kind.program + " to be ready, but it was not");
  }

  public URI address() {
    return address;
  }

  /** What it has used since its start. */
  public ProcessUse use() {
    return ProcessUse.of(process.toHandle());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
