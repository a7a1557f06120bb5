package io.pitwall.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pitwall.lab.fleet.DemoFleet;
import io.pitwall.lab.send.HttpCaller;
import io.pitwall.model.time.Clock;
import io.pitwall.server.app.Application;
import io.pitwall.server.config.PitwallConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo against the real server: what is wrong with the fleet is found. */
class DemoIT {
  private static final String API = "/api/performance";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> SAID = new CopyOnWriteArrayList<>();

  private static Application pitwall;
  private static HttpCaller http;
  private static Thread driving;

  @BeforeAll
  static void aFleetWithAPast(@TempDir Path folder) {
    PitwallConfig standard = PitwallConfig.DEFAULT;
    pitwall =
        Application.start(
            standard
                .in(folder)
                .with(standard.server().onlyPort(0))
                .with(standard.inspect().every(Duration.ofSeconds(10))));
    URI url = URI.create(pitwall.url());
    http = new HttpCaller(url);
    FleetDriver driver =
        new FleetDriver(
            DemoFleet.of(50, 1), 1, Duration.ofHours(2), url, Clock.system(), SAID::add);
    driving = Thread.ofPlatform().start(driver::run);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> SAID.stream().anyMatch(line -> line.startsWith("live")));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    driving.interrupt();
    driving.join();
    http.close();
    pitwall.close();
  }

  @Test
  void everyAgentHasAProfileAndNothingWasLost() {
    assertThat(SAID).noneMatch(line -> line.contains("given up"));
    JsonNode agents = get("/agents?limit=100").path("agents");
    assertThat(agents).hasSize(50);
    assertThat(agents)
        .allSatisfy(agent -> assertThat(agent.path("task_count").asInt()).isPositive());
  }

  @Test
  void theRulesOfTheOriginalFindWhatIsWrong() {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              List<String> found = new ArrayList<>();
              get("/recommendations")
                  .path("recommendations")
                  .forEach(
                      advice ->
                          found.add(
                              advice.path("agent_type").asString("")
                                  + " "
                                  + advice.path("issue").asString("")));
              assertThat(found)
                  .contains(
                      "indexer high_memory_usage",
                      "researcher slow_execution",
                      "researcher low_performance_score",
                      "validator low_performance_score")
                  .doesNotContain("router low_performance_score", "coder slow_execution");
            });
  }

  @Test
  void theLeakIsInTheHistory() {
    // The instance is small again after each restart, so the present may or may not show it.
    JsonNode leaking = get("/series?metric=agent.memory.usage&hours=3").path("series");
    assertThat(leaking)
        .anySatisfy(
            series -> {
              assertThat(series.path("tags").path("agent_id").asString()).isEqualTo("writer-03");
              assertThat(series.path("max"))
                  .anySatisfy(most -> assertThat(most.asDouble()).isGreaterThan(1_200));
            });
  }

  @Test
  void thresholdsAlertOnTheHeavy() {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(get("/alerts?active_only=true").path("alerts"))
                    .extracting(
                        alert ->
                            alert.path("metric_name").asString()
                                + " "
                                + alert.path("tags").path("agent_id").asString(""))
                    .contains("agent.memory.usage indexer-01", "agent.memory.usage indexer-02"));
  }

  @Test
  void theRetrieversWaitLongerThanTheyWork() {
    JsonNode day =
        get("/agents/retriever-01").path("agent_performance").path("windows").path("24h");
    assertThat(day.path("queue_wait_p95").asDouble()).isGreaterThan(day.path("p95").asDouble());
  }

  @Test
  void runsAndQueuesGoOnInThePresent() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonNode status = get("/system/status").path("system_status");
              assertThat(status.path("queue_sizes").path("retriever").isNumber()).isTrue();
              assertThat(status.path("active_workflows").asInt()).isPositive();
              assertThat(status.path("error_rates").path("validator").asDouble()).isPositive();
            });
    assertThat(get("/runs?limit=5").path("runs")).hasSize(5);
  }

  @Test
  void whatSurroundsTheAgentsIsTold() {
    JsonNode queries = get("/database/queries").path("queries");
    assertThat(texts(queries, "summary"))
        .contains("SELECT order_lines", "SELECT customers contacts", "INSERT checks");
    assertThat(queries)
        .allSatisfy(query -> assertThat(query.path("query").asString()).doesNotContain("@"));
    JsonNode endpoints = get("/endpoints").path("endpoints");
    assertThat(texts(endpoints, "route"))
        .contains("/orders/{id}/lines", "/customers/{id}", "/v1/traces");
    JsonNode search = get("/external?q=api.search.example").path("external");
    assertThat(texts(search, "operation")).containsExactly("POST /v1/indexes/{id}/search");
    assertThat(search.path(0).path("throttled").asInt()).isPositive();
    assertThat(search.path(0).path("retries").asInt()).isPositive();
    JsonNode gemini = get("/external?q=gcp.gemini").path("external");
    assertThat(gemini.path(0).path("throttled").asInt()).isPositive();
    assertThat(texts(get("/workflows").path("workflows"), "name")).hasSize(4);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              assertThat(texts(get("/frontend").path("pages"), "page"))
                  .contains("/cases/{id}", "/cases");
              JsonNode status = get("/system/status").path("system_status");
              assertThat(status.path("queue_waits").path("tasks.planner").isNumber()).isTrue();
              assertThat(status.path("response_times").path("GET /customers/{id}").isNumber())
                  .isTrue();
            });
  }

  private static List<String> texts(JsonNode list, String field) {
    return list.valueStream().map(entry -> entry.path(field).asString()).toList();
  }

  private static JsonNode get(String path) {
    return JSON.readTree(http.get(API + path));
  }
}
