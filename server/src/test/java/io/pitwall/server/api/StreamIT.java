package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningPitwall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class StreamIT {
  private static final String STREAM = RunningPitwall.API + "/stream";

  @TempDir Path folder;
  private RunningPitwall pitwall;

  @BeforeEach
  void start() {
    pitwall = RunningPitwall.watching(folder);
  }

  @AfterEach
  void stop() {
    pitwall.close();
  }

  private record Event(String id, String name, JsonNode data) {}

  /** A browser that listens. */
  private static final class Listener implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    Listener(HttpRequest.Builder request) throws IOException, InterruptedException {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
      assertThat(lines.readLine()).isEqualTo(": connected");
      assertThat(lines.readLine()).isEmpty();
    }

    Event next() throws IOException {
      String id = "";
      String name = "";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
        int colon = line.indexOf(": ");
        String value = line.substring(colon + 2);
        switch (line.substring(0, colon)) {
          case "id" -> id = value;
          case "event" -> name = value;
          default -> data.append(value);
        }
      }
      return new Event(id, name, new JsonMapper().readTree(data.toString()));
    }

    List<Event> next(int count) throws IOException {
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        events.add(next());
      }
      return events;
    }

    @Override
    public void close() {
      client.shutdownNow();
    }
  }

  private Listener listen(String query) throws IOException, InterruptedException {
    return new Listener(pitwall.request(STREAM + query).GET());
  }

  private Listener back(String lastId) throws IOException, InterruptedException {
    return new Listener(
        pitwall.request(STREAM + "?topics=delta").header("Last-Event-ID", lastId).GET());
  }

  @Test
  void aNewListenerIsToldTheStateAndThenWhatHappens() throws IOException, InterruptedException {
    try (Listener listener = listen("")) {
      Event first = listener.next();
      assertThat(first.name()).isEqualTo("snapshot");
      assertThat(first.data().get("timestamp").asString()).isEqualTo("2026-03-01T12:00:00Z");

      pitwall.post(
          RunningPitwall.API + "/agent-performance",
          "{\"agent_id\": \"a\", \"agent_type\": \"t\", \"execution_time\": 2, \"success\": true}");
      pitwall.roundAfter(Duration.ofSeconds(5));

      List<Event> events = listener.next(2);
      assertThat(events).extracting(Event::name).containsExactly("snapshot", "delta");
      JsonNode delta = events.getLast().data();
      assertThat(delta.get("agents_total").asInt()).isEqualTo(1);
      assertThat(delta.at("/agents/0/agent_id").asString()).isEqualTo("a");
      assertThat(delta.at("/agents/0/performance_score").asDouble()).isEqualTo(0.94);
      assertThat(delta.get("agents_complete").asBoolean()).isTrue();
      pitwall.roundAfter(Duration.ofSeconds(5));
      assertThat(listener.next(2).getLast().data().get("agents").size()).isZero();
    }
  }

  @Test
  void alertsAndAdviceComeWhenTheyChange() throws IOException, InterruptedException {
    try (Listener listener = listen("?topics=alert,recommendation")) {
      pitwall.put(
          RunningPitwall.API + "/thresholds",
          "{\"depth\": {\"high\": 1}, \"system.cpu.usage\": null, \"system.memory.usage\": null, \"system.disk.usage\": null}");
      pitwall.post(
          RunningPitwall.API + "/metrics",
          "{\"name\": \"depth\", \"value\": 5, \"metric_type\": \"gauge\"}");
      for (int i = 0; i < 4; i++) {
        pitwall.roundAfter(Duration.ofSeconds(5));
      }

      Event alert = listener.next();
      assertThat(alert.name()).isEqualTo("alert");
      assertThat(alert.data().get("metric_name").asString()).isEqualTo("depth");

      pitwall.post(
          RunningPitwall.API + "/agent-performance",
          "{\"agent_id\": \"a\", \"agent_type\": \"t\", \"execution_time\": 2, \"success\": false,"
              + " \"memory_usage\": 900}");
      pitwall.roundAfter(Duration.ofSeconds(5));

      assertThat(listener.next(2))
          .allMatch(event -> event.name().equals("recommendation"))
          .extracting(event -> event.data().get("issue").asString())
          .containsExactlyInAnyOrder("low_performance_score", "high_memory_usage");
    }
  }

  @Test
  void whoComesBackIsToldWhatItMissed() throws IOException, InterruptedException {
    String lastId;
    try (Listener listener = listen("")) {
      listener.next();
      pitwall.roundAfter(Duration.ofSeconds(5));
      lastId = listener.next(2).getLast().id();
    }
    pitwall.roundAfter(Duration.ofSeconds(5)).roundAfter(Duration.ofSeconds(5));

    try (Listener listener = back(lastId)) {
      List<Event> missed = listener.next(2);
      assertThat(missed)
          .extracting(event -> event.data().get("timestamp").asString())
          .containsExactly("2026-03-01T12:00:10Z", "2026-03-01T12:00:15Z");
    }
  }

  @Test
  void whoCannotBeToldAllIsToldToLoadItAgain() throws IOException, InterruptedException {
    for (String id : List.of("another-1", "nonsense")) {
      try (Listener listener = back(id)) {
        assertThat(listener.next().name()).isEqualTo("reset");
      }
    }
    String early;
    try (Listener listener = listen("?topics=delta")) {
      pitwall.roundAfter(Duration.ofSeconds(5));
      early = listener.next().id();
    }
    for (int i = 0; i < 70; i++) {
      pitwall.roundAfter(Duration.ofSeconds(5));
    }
    try (Listener listener = back(early)) {
      assertThat(listener.next().name()).isEqualTo("reset");
    }
  }

  @Test
  void anUnknownTopicIsRefused() {
    assertThat(pitwall.get(STREAM + "?topics=delta,everything").status()).isEqualTo(422);
  }
}
