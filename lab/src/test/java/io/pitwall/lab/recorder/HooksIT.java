package io.pitwall.lab.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import io.pitwall.client.FakeModel;
import io.pitwall.client.Pitwall;
import io.pitwall.client.RecorderStats;
import io.pitwall.client.jdbc.RecordedDataSource;
import io.pitwall.client.langchain4j.RecordedAgents;
import io.pitwall.client.langchain4j.RecordedModels;
import io.pitwall.lab.send.HttpCaller;
import io.pitwall.server.app.Application;
import io.pitwall.server.config.PitwallConfig;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A LangChain4j workflow with a database behind its tool, seen by hooks alone. */
class HooksIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Finds out about an invoice. */
  public interface Finder {
    @UserMessage("Find {{invoice}}")
    @Agent(name = "finder", description = "finds invoices", outputKey = "found")
    String find(@V("invoice") String invoice);
  }

  /** Writes about it. */
  public interface Writer {
    @UserMessage("Write about {{found}}")
    @Agent(name = "writer", description = "writes letters", outputKey = "letter")
    String write(@V("found") String found);
  }

  /** The tool. */
  public record Ledger(DataSource database) {
    @Tool
    public String lookUp(String invoice) throws SQLException {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("SELECT 'paid' WHERE 4711 = " + invoice);
        return "paid";
      }
    }
  }

  @Test
  void aWorkflowIsUnderstoodByItsHooksAlone(@TempDir Path folder) throws Exception {
    PitwallConfig standard = PitwallConfig.DEFAULT;
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Application server =
            Application.start(standard.in(folder).with(standard.server().onlyPort(0)));
        FakeModel endpoint = new FakeModel();
        HttpCaller http = new HttpCaller(URI.create(server.url()));
        Pitwall pitwall = Pitwall.builder().endpoint(server.url()).service("billing").build()) {
      UntypedAgent letters = letters(pitwall, endpoint);
      ExecutorService measured = pitwall.measured(threads, "letter");
      assertThat(measured.submit(() -> letters.invoke(Map.of("invoice", "4711"))).get())
          .isEqualTo("It is paid.");
      assertThat(pitwall.flush(Duration.ofSeconds(20))).isTrue();
      assertThat(pitwall.stats()).isEqualTo(new RecorderStats(9, 9, 0, 0, 0));

      JsonNode[] run = {JSON.nullNode()};
      await()
          .untilAsserted(
              () -> {
                run[0] = JSON.readTree(http.get("/api/performance/runs")).at("/runs/0");
                assertThat(run[0].path("span_count").asInt()).isEqualTo(9);
              });
      assertThat(run[0].path("workflow").asString()).isEqualTo("letters");
      assertThat(run[0].path("agent_spans").asInt()).isEqualTo(2);
      assertThat(run[0].path("model_calls").asInt()).isEqualTo(3);
      assertThat(run[0].path("tool_calls").asInt()).isEqualTo(1);
      assertThat(run[0].at("/tokens/input").asLong()).isEqualTo(3_000);
      assertThat(run[0].at("/tokens/cached_input").asLong()).isEqualTo(2_400);
      assertThat(run[0].at("/tokens/output").asLong()).isEqualTo(150);

      String spans = "/api/performance/runs/" + run[0].get("trace_id").asString() + "/spans";
      List<JsonNode> stored = JSON.readTree(http.get(spans)).get("spans").valueStream().toList();
      JsonNode query = of("database", stored);
      assertThat(query.get("operation").asString()).isEqualTo("SELECT");
      assertThat(query.at("/attributes/db.system.name").asString()).isEqualTo("h2database");
      assertThat(query.get("parent_span_id")).isEqualTo(of("tool", stored).get("span_id"));
      assertThat(of("task", stored).get("queue_wait_ms").asDouble()).isCloseTo(0, within(10_000.0));
      assertThat(stored.toString()).doesNotContain("4711");
      assertThat(of("model", stored).get("model").asString()).isEqualTo("gpt-fake-2026-01-01");

      await()
          .untilAsserted(
              () -> {
                JsonNode queries = JSON.readTree(http.get("/api/performance/database/queries"));
                assertThat(queries.at("/queries/0/query").asString())
                    .isEqualTo("SELECT ? WHERE ? = ?");
                assertThat(queries.at("/queries/0/callers/0/service").asString())
                    .isEqualTo("billing");
                assertThat(queries.at("/queries/0/callers/0/agent_type").asString())
                    .isEqualTo("finder");
              });
    } finally {
      threads.shutdownNow();
    }
  }

  private static JsonNode of(String kind, List<JsonNode> spans) {
    return spans.stream()
        .filter(span -> span.get("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " is missing in " + spans));
  }

  private static UntypedAgent letters(Pitwall pitwall, FakeModel endpoint) {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:hooks");
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(endpoint.url())
            .apiKey("none")
            .modelName("gpt-fake")
            .listeners(List.of(new RecordedModels(pitwall)))
            .build();
    Finder finder =
        AgenticServices.agentBuilder(Finder.class)
            .chatModel(model)
            .tools(new Ledger(RecordedDataSource.of(pitwall, h2)))
            .build();
    Writer writer = AgenticServices.agentBuilder(Writer.class).chatModel(model).build();
    return AgenticServices.sequenceBuilder()
        .name("letters")
        .subAgents(finder, writer)
        .outputKey("letter")
        .listener(new RecordedAgents(pitwall))
        .build();
  }
}
