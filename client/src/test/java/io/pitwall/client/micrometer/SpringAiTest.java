package io.pitwall.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.client.ActiveSpan;
import io.pitwall.client.FakeModel;
import io.pitwall.client.Pitwall;
import io.pitwall.client.Receiver;
import io.pitwall.client.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.annotation.Tool;

class SpringAiTest {
  private final ObservationRegistry observations = ObservationRegistry.create();
  private FakeModel endpoint;
  private Receiver receiver;
  private Pitwall pitwall;

  @BeforeEach
  void start() throws IOException {
    endpoint = new FakeModel();
    receiver = new Receiver();
    pitwall = Pitwall.builder().endpoint(receiver.url()).build();
    observations.observationConfig().observationHandler(new RecordedObservations(pitwall));
  }

  @AfterEach
  void stop() {
    pitwall.close();
    receiver.close();
    endpoint.close();
  }

  /** Knows invoices. */
  public final class Ledger {
    @Tool(description = "looks an invoice up")
    public String lookUp(String invoice) {
      pitwall.span("SELECT", null).close();
      return "paid";
    }
  }

  @Test
  void chatClientsModelsAndToolsAreRecorded() {
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .options(
                OpenAiChatOptions.builder()
                    .baseUrl(endpoint.url())
                    .apiKey("none")
                    .model("gpt-fake")
                    .build())
            .observationRegistry(observations)
            .build();
    ChatClient client = ChatClient.create(model, observations);
    try (ActiveSpan agent = pitwall.agent("clerk", "clerk-1");
        Scope scope = agent.enter()) {
      assertThat(scope).isNotNull();
      assertThat(client.prompt("Is 4711 paid?").tools(new Ledger()).call().content())
          .isEqualTo("It is paid.");
    }
    assertThat(Pitwall.current()).isNull();
    pitwall.flush(Duration.ofSeconds(10));

    List<Span> calls =
        receiver.spans().stream().filter(span -> span.getName().equals("chat gpt-fake")).toList();
    assertThat(calls).as("%s", receiver.spans()).hasSize(2);
    Span call = calls.get(0);
    assertThat(call.getKindValue()).isEqualTo(3);
    assertThat(Receiver.value(call, "gen_ai.operation.name").getStringValue()).isEqualTo("chat");
    assertThat(Receiver.value(call, "gen_ai.response.model").getStringValue())
        .isEqualTo("gpt-fake-2026-01-01");
    assertThat(Receiver.value(call, "gen_ai.usage.input_tokens").getIntValue()).isEqualTo(1_000);
    assertThat(Receiver.value(call, "gen_ai.usage.output_tokens").getIntValue()).isEqualTo(50);
    Span tool =
        receiver.spans().stream()
            .filter(span -> span.getName().contains("lookUp"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(receiver.spans().toString()));
    assertThat(Receiver.value(tool, "gen_ai.operation.name").getStringValue())
        .isEqualTo("execute_tool");
    assertThat(Receiver.value(tool, "gen_ai.tool.name").getStringValue()).isEqualTo("lookUp");
    assertThat(receiver.parentOf("SELECT")).isEqualTo(tool.getName());
    assertThat(calls.get(1).getTraceId())
        .isEqualTo(receiver.span("invoke_agent clerk").getTraceId());
    assertThat(receiver.requests.toString()).doesNotContain("4711");
  }

  @Test
  void observationsBecomeSpansWithTheirErrors() {
    Observation outer = Observation.createNotStarted("outer", observations);
    assertThatThrownBy(
            () ->
                outer.observe(
                    () ->
                        Observation.createNotStarted("inner", observations)
                            .contextualName("inner of outer")
                            .lowCardinalityKeyValue("colour", "red")
                            .observe(
                                () -> {
                                  pitwall.tool("t").close();
                                  throw new IllegalStateException("broken");
                                })))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Pitwall.current()).isNull();
    pitwall.flush(Duration.ofSeconds(10));

    assertThat(receiver.parentOf("inner of outer")).isEqualTo("outer");
    assertThat(receiver.parentOf("execute_tool t")).isEqualTo("inner of outer");
    assertThat(receiver.text("inner of outer", "colour")).isEqualTo("red");
    assertThat(receiver.text("inner of outer", "error.type")).isEqualTo("IllegalStateException");
    assertThat(receiver.span("outer").getStatus().getMessage()).isEqualTo("broken");
  }
}
