package io.pitwall.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.pitwall.server.RunningPitwall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program is killed somewhere between an alert and its receiver, a few times; {@code ./pitwall
 * bench notify} does it as often as wanted.
 */
@Timeout(180)
class NotificationKillIT {
  private static final int KILLS = 3;
  private static final int AGENTS = 15;
  private static final Pattern READY = Pattern.compile("Pitwall ready at (http://127.0.0.1:\\d+)");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<String>> keys = new ConcurrentHashMap<>();
  private final long seed = System.nanoTime();
  private final SplittableRandom random = new SplittableRandom(seed);
  private HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            keys.computeIfAbsent(
                    body.at("/groupKey").asString(), group -> ConcurrentHashMap.newKeySet())
                .add(exchange.getRequestHeaders().getFirst("Pitwall-Dedup-Key"));
            Thread.sleep(20);
            for (JsonNode alert : body.at("/alerts")) {
              told.add(alert.at("/labels/agent_id").asString());
            }
            exchange.sendResponseHeaders(200, -1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
    client.shutdownNow();
    receiver.stop(0);
  }

  private String start() throws IOException, InterruptedException {
    Path out = folder.resolve("out-" + processes.size());
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "up",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PITWALL_SERVER_OTLP_PORTS",
                "[]",
                "PITWALL_NOTIFICATIONS_CHANNELS",
                "[{name: hook, type: webhook, url: 'http://127.0.0.1:"
                    + receiver.getAddress().getPort()
                    + "'}]",
                "PITWALL_ALERTS_FOR",
                "0s",
                "PITWALL_ALERTS_STALE_AFTER",
                "1h",
                "PITWALL_ENGINE_COLLECT_SYSTEM",
                "false",
                "PITWALL_ENGINE_INTERVAL",
                "300ms"));
    Process process = builder.start();
    processes.add(process);
    while (process.isAlive()) {
      Matcher ready = READY.matcher(Files.readString(out));
      if (ready.find()) {
        return ready.group(1);
      }
      Thread.sleep(20);
    }
    throw new AssertionError("Expected it to become ready, but: " + Files.readString(out));
  }

  private void send(String method, String url, String json) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private void post(String url, List<String> agents) throws Exception {
    send(
        "POST",
        url + RunningPitwall.API + "/metrics",
        agents.stream()
            .map(
                agent ->
                    "{\"name\": \"depth\", \"value\": 5, \"metric_type\": \"gauge\", \"tags\": {\"agent_id\": \"%s\"}}"
                        .formatted(agent))
            .collect(Collectors.joining(",", "{\"metrics\": [", "]}")));
  }

  @Test
  void everythingArrivesUnderOneKeyWhereverItIsKilled() throws Exception {
    String url = start();
    send("PUT", url + RunningPitwall.API + "/thresholds", "{\"depth\": {\"high\": 1}}");
    for (int kill = 0; kill < KILLS; kill++) {
      String prefix = "k" + kill + "-";
      List<String> agents = IntStream.range(0, AGENTS).mapToObj(i -> prefix + i).toList();
      post(url, agents);
      Thread.sleep(random.nextInt(900));
      processes.getLast().destroyForcibly().waitFor();
      url = start();
      post(url, agents);
      await().atMost(Duration.ofSeconds(30)).until(() -> told.containsAll(agents));
    }

    assertThat(keys).as("seed %d", seed).hasSize(KILLS * AGENTS);
    assertThat(keys.values())
        .as("dedup keys of each group, seed %d", seed)
        .allMatch(own -> own.size() == 1);
  }
}
