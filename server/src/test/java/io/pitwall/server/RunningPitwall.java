package io.pitwall.server;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.time.ManualClock;
import io.pitwall.server.app.Application;
import io.pitwall.server.config.EngineConfig;
import io.pitwall.server.config.InspectConfig;
import io.pitwall.server.config.PitwallConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real application on a free port with a real store, whose time only passes when a test says
 * so, and whose rounds only run when a test asks for one.
 */
public final class RunningPitwall implements AutoCloseable {
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  public static final String API = "/api/performance";

  private static final JsonMapper JSON = new JsonMapper();

  private final Application application;
  private final ManualClock clock;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RunningPitwall(Application application, ManualClock clock) {
    this.application = application;
    this.clock = clock;
  }

  /** An answer as a client sees it. */
  public record Answer(int status, HttpHeaders headers, String text) {
    public JsonNode json() {
      return JSON.readTree(text);
    }

    /** The value at a JSON pointer; missing if there is none. */
    public JsonNode at(String pointer) {
      return json().at(pointer);
    }
  }

  /** Starts without watching this machine. */
  public static RunningPitwall in(Path folder) {
    return start(config(folder, false), new ManualClock(micros(START)));
  }

  /** Starts and watches this machine. */
  public static RunningPitwall watching(Path folder) {
    return start(config(folder, true), new ManualClock(micros(START)));
  }

  public static PitwallConfig config(Path folder, boolean collectSystem) {
    PitwallConfig standard = PitwallConfig.DEFAULT;
    return standard
        .in(folder)
        .with(standard.server().onlyPort(0))
        .with(
            new EngineConfig(
                Duration.ofDays(1),
                standard.engine().runIdle(),
                standard.engine().activeWithin(),
                collectSystem,
                standard.engine().priceFile()))
        .with(new InspectConfig(Duration.ofDays(1), 1, 1, 1));
  }

  public static RunningPitwall start(PitwallConfig config, ManualClock clock) {
    Application application = Application.start(config, clock);
    RunningPitwall running = new RunningPitwall(application, clock);
    running.awaitFirstRound();
    return running;
  }

  /** The first round runs by itself; what comes after must not mix with it. */
  private void awaitFirstRound() {
    while (engine().selfCounts().getOrDefault("rounds", 0L) < 1
        || engine().selfCounts().getOrDefault("inspection_rounds", 0L) < 1) {
      Thread.onSpinWait();
    }
  }

  public static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }

  public PerformanceEngine engine() {
    return application.engine();
  }

  public Application application() {
    return application;
  }

  public String url() {
    return application.url();
  }

  public Instant now() {
    return Instant.ofEpochSecond(0, clock.nowMicros() * 1_000);
  }

  /** Lets time pass, then looks at everything once. */
  public RunningPitwall roundAfter(Duration time) {
    clock.advance(time);
    engine().runRound();
    return this;
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, String json) {
    return send(json(path, json, "POST"));
  }

  public Answer put(String path, String json) {
    return send(json(path, json, "PUT"));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(30));
  }

  public HttpRequest.Builder json(String path, String json, String method) {
    return request(path)
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(json));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new IllegalStateException("Expected an answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Expected an answer", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    application.close();
  }
}
