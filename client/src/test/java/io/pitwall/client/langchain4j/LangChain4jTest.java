package io.pitwall.client.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.client.ActiveSpan;
import io.pitwall.client.FakeModel;
import io.pitwall.client.Pitwall;
import io.pitwall.client.Receiver;
import io.pitwall.client.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LangChain4jTest {
  private FakeModel endpoint;
  private Receiver receiver;
  private Pitwall pitwall;

  @BeforeEach
  void start() throws IOException {
    endpoint = new FakeModel();
    receiver = new Receiver();
    pitwall = Pitwall.builder().endpoint(receiver.url()).build();
  }

  @AfterEach
  void stop() {
    pitwall.close();
    receiver.close();
    endpoint.close();
  }

  private ChatModel model() {
    return OpenAiChatModel.builder()
        .baseUrl(endpoint.url())
        .apiKey("none")
        .modelName("gpt-fake")
        .maxRetries(0)
        .listeners(List.of(new RecordedModels(pitwall)))
        .build();
  }

  /** Asks what it is asked. */
  interface Clerk {
    String ask(String question);
  }

  /** Knows invoices. */
  public final class Ledger {
    @Tool
    public String lookUp(@P("invoice") String invoice) {
      pitwall.span("SELECT", null).close();
      if (invoice.equals("none")) {
        throw new IllegalStateException("no such invoice");
      }
      return "paid";
    }
  }

  @Test
  void modelAndToolCallsOfAnAiServiceAreRecorded() {
    Clerk clerk =
        AiServices.builder(Clerk.class)
            .chatModel(model())
            .tools(RecordedTools.of(pitwall, new Ledger()))
            .build();
    try (ActiveSpan agent = pitwall.agent("clerk", "clerk-1");
        Scope scope = agent.enter()) {
      assertThat(scope).isNotNull();
      assertThat(clerk.ask("Is 4711 paid?")).isEqualTo("It is paid.");
    }
    pitwall.flush(Duration.ofSeconds(10));

    List<Span> calls =
        receiver.spans().stream().filter(span -> span.getName().equals("chat gpt-fake")).toList();
    assertThat(calls).hasSize(2);
    Span call = calls.get(0);
    assertThat(call.getKindValue()).isEqualTo(3);
    assertThat(Receiver.value(call, "gen_ai.provider.name").getStringValue()).isEqualTo("openai");
    assertThat(Receiver.value(call, "gen_ai.request.model").getStringValue()).isEqualTo("gpt-fake");
    assertThat(Receiver.value(call, "gen_ai.response.model").getStringValue())
        .isEqualTo("gpt-fake-2026-01-01");
    assertThat(Receiver.value(call, "gen_ai.usage.input_tokens").getIntValue()).isEqualTo(1_000);
    assertThat(Receiver.value(call, "gen_ai.usage.output_tokens").getIntValue()).isEqualTo(50);
    assertThat(Receiver.value(call, "gen_ai.usage.cache_read.input_tokens").getIntValue())
        .isEqualTo(800);
    assertThat(Receiver.value(call, "gen_ai.usage.reasoning.output_tokens").getIntValue())
        .isEqualTo(20);
    assertThat(receiver.parentOf("chat gpt-fake")).isEqualTo("invoke_agent clerk");
    assertThat(receiver.parentOf("execute_tool lookUp")).isEqualTo("invoke_agent clerk");
    assertThat(receiver.text("execute_tool lookUp", "gen_ai.tool.call.id")).isEqualTo("call_1");
    assertThat(receiver.parentOf("SELECT")).isEqualTo("execute_tool lookUp");
    assertThat(receiver.requests.toString()).doesNotContain("4711");
  }

  @Test
  void aRefusedCallIsAnError() {
    assertThatThrownBy(() -> model().chat("refuse-me")).isInstanceOf(RuntimeException.class);
    pitwall.flush(Duration.ofSeconds(10));
    Span call = receiver.span("chat gpt-fake");
    assertThat(call.getStatus().getCodeValue()).isEqualTo(2);
    assertThat(Receiver.value(call, "error.type").getStringValue())
        .isEqualTo("InvalidRequestException");
  }

  /** Looks an invoice up. */
  public interface Finder {
    @UserMessage("Find {{invoice}}")
    @Agent(name = "finder", description = "finds invoices", outputKey = "found")
    String find(@V("invoice") String invoice);
  }

  /** Says what is to be said. */
  public interface Writer {
    @UserMessage("Write about {{found}}")
    @Agent(name = "writer", description = "writes letters", outputKey = "letter")
    String write(@V("found") String found);
  }

  @Test
  void agentsAreRecordedInTheWorkflowTheyBelongTo() {
    Finder finder =
        AgenticServices.agentBuilder(Finder.class).chatModel(model()).tools(new Ledger()).build();
    Writer writer = AgenticServices.agentBuilder(Writer.class).chatModel(model()).build();
    UntypedAgent letters =
        AgenticServices.sequenceBuilder()
            .name("letters")
            .subAgents(finder, writer)
            .outputKey("letter")
            .listener(new RecordedAgents(pitwall))
            .build();

    assertThat(letters.invoke(Map.of("invoice", "4711"))).isEqualTo("It is paid.");
    assertThat(Pitwall.current()).isNull();
    pitwall.flush(Duration.ofSeconds(10));

    assertThat(receiver.spans())
        .extracting(Span::getName)
        .containsExactlyInAnyOrder(
            "invoke_workflow letters",
            "invoke_agent finder",
            "chat gpt-fake",
            "execute_tool lookUp",
            "SELECT",
            "chat gpt-fake",
            "invoke_agent writer",
            "chat gpt-fake");
    assertThat(receiver.parentOf("invoke_agent finder")).isEqualTo("invoke_workflow letters");
    assertThat(receiver.parentOf("invoke_agent writer")).isEqualTo("invoke_workflow letters");
    assertThat(receiver.parentOf("execute_tool lookUp")).isEqualTo("invoke_agent finder");
    assertThat(receiver.parentOf("SELECT")).isEqualTo("execute_tool lookUp");
    assertThat(receiver.text("chat gpt-fake", "gen_ai.agent.name")).isEqualTo("finder");
    assertThat(receiver.text("chat gpt-fake", "gen_ai.workflow.name")).isEqualTo("letters");
  }

  @Test
  void aFailedAgentIsAnErrorAndNothingIsLeftBehind() {
    Finder finder =
        AgenticServices.agentBuilder(Finder.class)
            .chatModel(model())
            .listener(new RecordedAgents(pitwall))
            .build();
    assertThatThrownBy(() -> finder.find("refuse-me")).isInstanceOf(RuntimeException.class);
    assertThat(Pitwall.current()).isNull();
    pitwall.flush(Duration.ofSeconds(10));
    assertThat(receiver.span("invoke_agent finder").getStatus().getCodeValue()).isEqualTo(2);
  }
}
