package io.pitwall.client.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import io.micrometer.observation.ObservationRegistry;
import io.pitwall.client.ActiveSpan;
import io.pitwall.client.Pitwall;
import io.pitwall.client.Scope;
import io.pitwall.client.jdbc.RecordedDataSource;
import io.pitwall.client.langchain4j.RecordedAgents;
import io.pitwall.client.langchain4j.RecordedModels;
import io.pitwall.client.langchain4j.RecordedTools;
import io.pitwall.client.micrometer.RecordedObservations;
import io.pitwall.client.servlet.RecordedRequests;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Every piece of Java in the guide stands in this file, too, and so compiles. */
class JavaAgentsTest {
  private static final Path GUIDE = Path.of("..", "docs", "java-agents.md");
  private static final Path HERE =
      Path.of("src", "test", "java", "io", "pitwall", "client", "docs", "JavaAgentsTest.java");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void whatTheGuideShowsCompiles() throws IOException {
    String here = withoutSpace(Files.readString(HERE));
    List<String> shown =
        JAVA.matcher(Files.readString(GUIDE)).results().map(java -> java.group(1)).toList();
    assertThat(shown)
        .hasSize(8)
        .allSatisfy(java -> assertThat(here).as(java).contains(withoutSpace(java)));
  }

  /** Line breaks differ, as the formatter likes them. */
  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }

  static void start() {
    Pitwall pitwall =
        Pitwall.builder().endpoint("http://127.0.0.1:7070").service("billing").build();

    try (ActiveSpan run = pitwall.run("invoice-flow");
        ActiveSpan agent = run.agent("extractor", "extractor-3")) {
      try (ActiveSpan call = agent.model("claude-sonnet-4-5")) {
        call.tokens(1_000, 200).cachedTokens(800).cost(0.0125);
      }
      try (ActiveSpan tool = agent.tool("erp_lookup")) {
        tool.error("ErpUnavailableError", "ERP is down");
      }
    }
    pitwall.close(); // at the end of the program: sends what is left
  }

  @SuppressWarnings("try") // a scope is there to be closed
  static void threads(Pitwall pitwall, ExecutorService threads) {
    try (ActiveSpan run = pitwall.run("crawl");
        Scope current = run.enter()) {
      pitwall.tool("fetch").close(); // inside the run
      threads.execute(
          Pitwall.wrap(() -> pitwall.tool("parse").close())); // inside it, too, on another thread
    }
  }

  static void executor(Pitwall pitwall, ExecutorService threads) {
    ExecutorService measured = pitwall.measured(threads, "index page");
    measured.execute(
        () -> pitwall.tool("parse").close()); // in a task "index page" with its queue wait
  }

  interface Clerk {
    String ask(String question);
  }

  static final class Ledger {
    @Tool
    String lookUp(String invoice) {
      return invoice;
    }
  }

  static Clerk langChain4j(Pitwall pitwall, String url, String key) {
    ChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(url)
            .apiKey(key)
            .modelName("gpt-5-mini")
            .listeners(List.of(new RecordedModels(pitwall))) // model calls, tokens
            .build();
    Clerk clerk =
        AiServices.builder(Clerk.class)
            .chatModel(model)
            .tools(RecordedTools.of(pitwall, new Ledger())) // tool calls
            .build();
    return clerk;
  }

  static UntypedAgent agentic(Pitwall pitwall, Object finder, Object writer) {
    UntypedAgent letters =
        AgenticServices.sequenceBuilder()
            .name("letters")
            .subAgents(finder, writer)
            .listener(new RecordedAgents(pitwall))
            .build();
    return letters;
  }

  static void micrometer(Pitwall pitwall, ObservationRegistry registry) {
    registry.observationConfig().observationHandler(new RecordedObservations(pitwall));
  }

  static void servlet(Pitwall pitwall, ServletContext context) {
    FilterRegistration.Dynamic filter = context.addFilter("pitwall", new RecordedRequests(pitwall));
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
  }

  static DataSource jdbc(Pitwall pitwall, DataSource dataSource) {
    DataSource recorded = RecordedDataSource.of(pitwall, dataSource);
    return recorded;
  }
}
