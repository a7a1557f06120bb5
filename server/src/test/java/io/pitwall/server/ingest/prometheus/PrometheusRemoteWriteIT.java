package io.pitwall.server.ingest.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.pitwall.model.time.Clock;
import io.pitwall.server.RunningPitwall;
import io.pitwall.server.app.Application;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus scrapes a target and writes to us; skipped where none is installed. */
class PrometheusRemoteWriteIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicLong jobs = new AtomicLong();
  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private Application pitwall;
  private HttpServer target;
  private Process prometheus;

  @BeforeEach
  void start() throws IOException {
    Optional<Path> program = program();
    assumeThat(program).as("prometheus on the PATH (Debian: apt install prometheus)").isPresent();
    target = serve(0);
    pitwall =
        Application.start(RunningPitwall.config(folder.resolve("pitwall"), false), Clock.system());
    prometheus = prometheus(program.orElseThrow());
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (prometheus != null) {
      prometheus.destroy();
      if (!prometheus.waitFor(20, TimeUnit.SECONDS)) {
        prometheus.destroyForcibly().waitFor();
      }
    }
    if (target != null) {
      target.stop(0);
    }
    if (pitwall != null) {
      pitwall.close();
    }
    client.shutdownNow();
  }

  private static Optional<Path> program() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "prometheus"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private HttpServer serve(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          long count = jobs.addAndGet(10);
          byte[] page =
              """
              # TYPE work_jobs_total counter
              work_jobs_total{queue="in"} %d
              # TYPE work_depth gauge
              work_depth 7
              # TYPE work_nothing gauge
              work_nothing NaN
              # TYPE work_seconds histogram
              work_seconds_bucket{le="0.1"} %d
              work_seconds_bucket{le="1"} %d
              work_seconds_bucket{le="+Inf"} %d
              work_seconds_sum %s
              work_seconds_count %d
              """
                  .formatted(count, count / 2, count, count, count / 4.0, count)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, page.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(page);
          }
        });
    server.start();
    return server;
  }

  private Process prometheus(Path program) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: work
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            remote_write:
              - url: %s/api/v1/write
                metadata_config: {send: true, send_interval: 1s}
                queue_config: {batch_send_deadline: 200ms}
            """
                .formatted(target.getAddress().getPort(), pitwall.url()));
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    return new ProcessBuilder(
            program.toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("tsdb"),
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("prometheus.log").toFile())
        .start();
  }

  /** The first series of a metric since the test began, second by second. */
  private JsonNode series(String metric) {
    try {
      String query = "/api/performance/series?step=1&from=%s&metric=%s".formatted(begin, metric);
      String text =
          client
              .send(
                  HttpRequest.newBuilder(URI.create(pitwall.url() + query)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return JSON.readTree(text).at("/series/0");
    } catch (IOException e) {
      throw new IllegalStateException("Expected an answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Expected an answer", e);
    }
  }

  private long valuesOf(String metric, Predicate<Double> wanted) {
    return series(metric)
        .path("mean")
        .valueStream()
        .filter(value -> value.isNumber() && wanted.test(value.asDouble()))
        .count();
  }

  private void awaitThat(String what, java.util.concurrent.Callable<Boolean> holds) {
    await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(holds);
  }

  private boolean isUp(double value) {
    return pitwall.engine().latest().of("up").stream().anyMatch(up -> up.value() == value);
  }

  @Test
  void whatPrometheusScrapesIsKeptThroughARestartOfTheTarget() throws IOException {
    awaitThat("five rates", () -> valuesOf("work_jobs_total", rate -> rate > 0) >= 5);
    JsonNode counter = series("work_jobs_total");
    assertThat(counter.at("/type").asString()).isEqualTo("rate");
    assertThat(counter.at("/tags/job").asString()).isEqualTo("work");
    assertThat(counter.at("/tags/queue").asString()).isEqualTo("in");
    assertThat(counter.at("/tags/instance").asString())
        .isEqualTo("127.0.0.1:" + target.getAddress().getPort());
    assertThat(valuesOf("work_depth", depth -> depth == 7)).isGreaterThanOrEqualTo(3);
    assertThat(valuesOf("work_depth", depth -> depth != 7)).isZero();
    assertThat(series("work_nothing").isMissingNode()).isTrue();
    assertThat(series("work_seconds_bucket").at("/type").asString()).isEqualTo("rate");
    awaitThat("a distribution", () -> valuesOf("work_seconds", mean -> mean == 0.25) >= 3);
    assertThat(series("work_seconds").at("/type").asString()).isEqualTo("timer");

    int port = target.getAddress().getPort();
    target.stop(0);
    awaitThat("the target is down", () -> isUp(0));
    awaitThat("stale markers", () -> pitwall.engine().intake().endedSeries() > 0);
    assertThat(pitwall.engine().latest().of("work_depth")).isEmpty();
    assertThat(pitwall.engine().latest().of("work_jobs_total")).isEmpty();

    long before = jobs.getAndSet(0);
    assertThat(before).isPositive();
    target = serve(port);
    awaitThat("the target is up", () -> isUp(1));
    awaitThat(
        "the counter counts from zero",
        () ->
            pitwall.engine().latest().of("work_jobs_total").stream()
                .anyMatch(total -> total.value() <= before));
    awaitThat("the gauge is back", () -> !pitwall.engine().latest().of("work_depth").isEmpty());

    assertThat(valuesOf("work_jobs_total", rate -> rate < 0)).isZero();
    assertThat(valuesOf("work_jobs_total", rate -> rate > 100)).as("no jump at the reset").isZero();
    assertThat(pitwall.engine().intake().refusals().byReason())
        .as("only the gauge without a value was left out")
        .containsOnlyKeys("not_a_number");
  }
}
