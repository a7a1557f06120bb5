package io.pitwall.lab.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.pitwall.client.ActiveSpan;
import io.pitwall.client.Pitwall;
import io.pitwall.client.RecorderStats;
import io.pitwall.lab.send.HttpCaller;
import io.pitwall.server.app.Application;
import io.pitwall.server.config.PitwallConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecorderIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void whatIsRecordedIsUnderstood(@TempDir Path folder) {
    PitwallConfig standard = PitwallConfig.DEFAULT;
    try (Application server =
            Application.start(standard.in(folder).with(standard.server().onlyPort(0)));
        HttpCaller http = new HttpCaller(URI.create(server.url()));
        Pitwall recorder = Pitwall.builder().endpoint(server.url()).service("billing").build()) {
      String trace = record(recorder);
      assertThat(recorder.flush(Duration.ofSeconds(20))).isTrue();
      assertThat(recorder.stats()).isEqualTo(new RecorderStats(5, 5, 0, 0, 0));

      await()
          .untilAsserted(
              () -> {
                JsonNode run =
                    JSON.readTree(http.get("/api/performance/runs/" + trace)).path("run");
                assertThat(run.path("span_count").asInt()).isEqualTo(5);
                assertThat(run.path("workflow").asString()).isEqualTo("invoice-flow");
                assertThat(run.path("agent_spans").asInt()).isEqualTo(1);
                assertThat(run.path("model_calls").asInt()).isEqualTo(1);
                assertThat(run.path("tool_calls").asInt()).isEqualTo(1);
                assertThat(run.path("error_spans").asInt()).isEqualTo(1);
                assertThat(run.path("tokens").path("input").asLong()).isEqualTo(1_000);
                assertThat(run.path("tokens").path("cached_input").asLong()).isEqualTo(800);
                assertThat(run.path("cost_usd").asDouble()).isCloseTo(0.0125, within(1e-12));
                assertThat(run.path("agents").path(0).asString()).isEqualTo("extractor-3");
              });
      JsonNode agent =
          JSON.readTree(http.get("/api/performance/agents/extractor-3")).path("agent_performance");
      assertThat(agent.path("agent_type").asString()).isEqualTo("extractor");
      assertThat(agent.path("windows").path("1h").path("queue_wait_p95").asDouble())
          .isCloseTo(0.120, within(0.02));
      // What an agent used is told once its run is final, which takes half a minute of silence.
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(
                          JSON.readTree(http.get("/api/performance/agents/extractor-3"))
                              .at("/agent_performance/windows/1h/cost_usd")
                              .asDouble())
                      .isCloseTo(0.0125, within(1e-9)));
    }
  }

  private static String record(Pitwall recorder) {
    try (ActiveSpan run = recorder.run("invoice-flow");
        ActiveSpan task = run.task("read invoice");
        ActiveSpan agent =
            task.agent("extractor", "extractor-3").queueWait(Duration.ofMillis(120))) {
      try (ActiveSpan call = agent.model("claude-sonnet-4-5")) {
        call.tokens(1_000, 200).cachedTokens(800).cost(0.0125);
      }
      try (ActiveSpan tool = agent.tool("erp_lookup")) {
        tool.error("ErpUnavailableError", "ERP is down");
      }
      return run.traceId();
    }
  }
}
