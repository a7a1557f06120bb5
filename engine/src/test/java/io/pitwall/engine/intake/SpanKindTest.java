package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.RawSpans.SPAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.engine.price.PriceList;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a span is about, and what its operation is called. */
class SpanKindTest {
  private final SpanMapper mapper =
      new SpanMapper(
          SemanticTable.load(), IntakeLimits.DEFAULT, PriceList.NONE, UnaryOperator.identity());

  @ParameterizedTest
  @CsvSource({
    "chat, MODEL",
    "generate_content, MODEL",
    "text_completion, MODEL",
    "embeddings, EMBEDDING",
    "retrieval, RETRIEVAL",
    "create_agent, TASK",
    "invoke_agent, AGENT",
    "invoke_workflow, WORKFLOW",
    "plan, TASK",
    "execute_tool, TOOL",
    "create_memory_store, RETRIEVAL",
    "delete_memory_store, RETRIEVAL",
    "create_memory, RETRIEVAL",
    "update_memory, RETRIEVAL",
    "upsert_memory, RETRIEVAL",
    "search_memory, RETRIEVAL",
    "delete_memory, RETRIEVAL",
    "handoff, TASK",
  })
  void theOperationOfGenAiSaysTheKind(String operation, SpanKind kind) {
    assertThat(map(SPAN.with("gen_ai.operation.name", operation)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "http.request.method, GET, SERVER, HTTP_SERVER",
    "http.request.method, GET, CLIENT, HTTP_CLIENT",
    "http.request.method, GET, INTERNAL, INTERNAL",
    "http.method, POST, SERVER, HTTP_SERVER",
    "http.method, POST, CLIENT, HTTP_CLIENT",
    "rpc.system, grpc, SERVER, HTTP_SERVER",
    "rpc.system, grpc, CLIENT, HTTP_CLIENT",
    "db.system.name, postgresql, CLIENT, DATABASE",
    "db.system, sqlite, INTERNAL, DATABASE",
    "messaging.system, kafka, UNSPECIFIED, MESSAGING",
    "unheard.of, x, CLIENT, INTERNAL",
    "unheard.of, x, PRODUCER, MESSAGING",
    "unheard.of, x, CONSUMER, MESSAGING",
    "unheard.of, x, SERVER, INTERNAL",
  })
  void stableConventionsSayTheKindByAttributeAndRole(
      String attribute, String value, RawSpan.Role role, SpanKind kind) {
    assertThat(map(SPAN.with(attribute, value).as(role)).kind()).isEqualTo(kind);
  }

  @Test
  void aModelCallOverHttpIsAModelCallWhateverTheOrderOfAttributes() {
    RawSpans http = SPAN.as(RawSpan.Role.CLIENT);

    assertThat(
            map(http.with("gen_ai.operation.name", "chat", "http.request.method", "POST")).kind())
        .isEqualTo(SpanKind.MODEL);
    assertThat(
            map(http.with("http.request.method", "POST", "gen_ai.operation.name", "chat")).kind())
        .isEqualTo(SpanKind.MODEL);
    assertThat(
            map(http.with("gen_ai.operation.name", "unheard_of", "http.request.method", "POST"))
                .kind())
        .isEqualTo(SpanKind.HTTP_CLIENT);
  }

  @ParameterizedTest
  @CsvSource({
    "chat, gen_ai.request.model, gpt-5.2, gpt-5.2",
    "embeddings, gen_ai.request.model, ada-3, ada-3",
    "execute_tool, gen_ai.tool.name, search, search",
    "invoke_agent, gen_ai.agent.name, planner, planner",
    "invoke_workflow, gen_ai.workflow.name, billing, billing",
    "retrieval, gen_ai.data_source.id, wiki, wiki",
    "plan, gen_ai.agent.name, planner, work",
    "chat, other, x, work",
  })
  void anOperationIsNamedByWhatItsKindIsAbout(
      String operation, String attribute, String value, String expected) {
    assertThat(map(SPAN.with("gen_ai.operation.name", operation, attribute, value)).operation())
        .isEqualTo(expected);
  }

  @Test
  void aServedRequestIsNamedByMethodAndRoute() {
    RawSpans server = SPAN.named("GET").as(RawSpan.Role.SERVER);

    assertThat(
            map(server.with("http.request.method", "GET", "http.route", "/orders/{id}"))
                .operation())
        .isEqualTo("GET /orders/{id}");
    assertThat(map(server.with("http.method", "PUT", "http.route", "/x")).operation())
        .isEqualTo("PUT /x");
    assertThat(map(server.named("GET /orders/17").with("http.request.method", "GET")).operation())
        .isEqualTo("GET /orders/{id}");
  }

  @Test
  void aRequestToAnotherServiceIsNamedByMethodAndPeer() {
    RawSpans client = SPAN.as(RawSpan.Role.CLIENT);

    assertThat(
            map(client.with("http.request.method", "POST", "server.address", "api.openai.com"))
                .operation())
        .isEqualTo("POST api.openai.com");
    assertThat(map(client.with("rpc.system", "grpc", "net.peer.name", "db-1")).operation())
        .isEqualTo("db-1");
  }

  @Test
  void queriesAndMessagesAreNamedByWhatTheyTouch() {
    assertThat(
            map(SPAN.with(
                    "db.operation.name", "SELECT", "db.system", "pg", "db.query.summary", "S t"))
                .operation())
        .isEqualTo("S t");
    assertThat(
            map(SPAN.with("messaging.system", "kafka", "messaging.destination.name", "jobs"))
                .operation())
        .isEqualTo("jobs");
  }

  @Test
  void anOperationIsNeverEmpty() {
    assertThat(map(SPAN.named("")).operation()).isEqualTo("unnamed");
    assertThat(map(SPAN.named("").with("gen_ai.operation.name", "invoke_workflow")).workflow())
        .isNull();
  }

  @Test
  void namesLoseTheirIds() {
    assertThat(map(SPAN.named("step 17 of 0f8fad5b-d9cb-469f-a165-70867728950e")).operation())
        .isEqualTo("step {id} of {id}");
    assertThat(map(SPAN.named("step 17")).name()).isEqualTo("step 17");
  }

  private Span map(RawSpans span) {
    return mapper.map(span.raw());
  }
}
