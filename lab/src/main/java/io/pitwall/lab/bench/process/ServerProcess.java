package io.pitwall.lab.bench.process;

import io.pitwall.lab.bench.api.Api;
import io.pitwall.model.time.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of the server. */
public final class ServerProcess {
  private static final Pattern READY = Pattern.compile("Pitwall ready at (http://\\S+)");
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final int LAST_LINES = 15;
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  private final Process process;
  private final Path log;
  private final CompletableFuture<URI> ready = new CompletableFuture<>();

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * A server that answered that it is ready.
   *
   * @param server the server
   * @param api its API
   * @param lineAfter time from the start of the process to the line that says so
   * @param readyAfter time from the start of the process until {@code /readyz} answered 200
   */
  public record Started(ServerProcess server, Api api, Duration lineAfter, Duration readyAfter)
      implements AutoCloseable {
    /** Address of the server. */
    public URI address() {
      return api.address();
    }

    /** What the server has used since its start. */
    public ProcessUse use() {
      return ProcessUse.of(server.process.toHandle());
    }

    /** Kills the server and what it started with SIGKILL, and waits for its end. */
    public void kill() throws InterruptedException {
      api.close();
      server.kill();
    }

    /** Asks the server to stop with SIGTERM and waits for its end. */
    @Override
    public void close() {
      api.close();
      try {
        server.stop();
      } catch (InterruptedException e) {
        killAll();
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @param log file its output is added to
   */
  public static Started start(ServerCommand command, Path data, Path log, Clock clock)
      throws IOException, InterruptedException {
    ProcessBuilder builder = command.process(data).redirectErrorStream(true);
    long started = clock.monotonicNanos();
    Process process = builder.start();
    RUNNING.add(process);
    var server = new ServerProcess(process, log);
    Thread.ofPlatform().daemon().name("server-output").start(server::readOutput);
    try {
      URI address = server.ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
      Duration line = Duration.ofNanos(clock.monotonicNanos() - started);
      var api = new Api(address);
      while (api.get("/readyz").status() != 200) {
        if (clock.monotonicNanos() - started > START_LIMIT.toNanos()) {
          throw new TimeoutException("/readyz");
        }
        Thread.sleep(1);
      }
      Duration ready = Duration.ofNanos(clock.monotonicNanos() - started);
      return new Started(server, api, line, ready);
    } catch (ExecutionException | TimeoutException e) {
      server.kill();
      throw new IllegalStateException(
          "Expected the server to be ready within "
              + START_LIMIT.toSeconds()
              + " s, but it was not; the end of its output:\n"
              + server.lastLines(),
          e);
    }
  }

  private void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    RUNNING.remove(process);
  }

  private void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      kill();
      throw new IllegalStateException(
          "Expected the server to stop within " + STOP_LIMIT.toSeconds() + " s of SIGTERM");
    }
    RUNNING.remove(process);
  }

  /** Kills every server that still runs: for the end of this program. */
  public static void killAll() {
    for (Process process : RUNNING) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        var kept =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = READY.matcher(line);
        if (matcher.find()) {
          ready.complete(URI.create(matcher.group(1)));
        }
        kept.write(line);
        kept.newLine();
        kept.flush();
      }
      ready.completeExceptionally(new IOException("the server ended before it was ready"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  private String lastLines() {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(log));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "(" + log + " cannot be read: " + e + ")";
    }
  }
}
