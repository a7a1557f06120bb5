package io.pitwall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PitwallTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private Receiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new Receiver();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void aRunArrivesWithTheNamesOfTheGenAiConventions() {
    try (Pitwall pitwall = recorder().token("secret").build()) {
      try (ActiveSpan run = pitwall.run("invoice-flow");
          ActiveSpan agent = run.agent("extractor", "extractor-3")) {
        agent.queueWait(Duration.ofMillis(120));
        try (ActiveSpan call = agent.model("claude-sonnet-4-5")) {
          call.tokens(1_000, 200).cachedTokens(800).reasoningTokens(50).cost(0.0125);
        }
        try (ActiveSpan tool = agent.tool("erp_lookup")) {
          tool.error(new IllegalStateException("ERP is \"down\"\n"));
        }
      }
      assertThat(pitwall.flush(TEN_SECONDS)).isTrue();
    }

    assertThat(receiver.spans())
        .extracting(Span::getName)
        .containsExactlyInAnyOrder(
            "invoke_workflow invoice-flow",
            "invoke_agent extractor",
            "chat claude-sonnet-4-5",
            "execute_tool erp_lookup");
    Span run = span("invoke_workflow invoice-flow");
    Span agent = span("invoke_agent extractor");
    Span call = span("chat claude-sonnet-4-5");
    Span tool = span("execute_tool erp_lookup");

    assertThat(run.getParentSpanId()).isEqualTo(ByteString.EMPTY);
    assertThat(run.getTraceId().size()).isEqualTo(16);
    assertThat(agent.getParentSpanId()).isEqualTo(run.getSpanId());
    assertThat(call.getParentSpanId()).isEqualTo(agent.getSpanId());
    assertThat(tool.getTraceId()).isEqualTo(run.getTraceId());
    assertThat(agent.getEndTimeUnixNano()).isGreaterThanOrEqualTo(agent.getStartTimeUnixNano());

    assertThat(attribute(agent, "gen_ai.operation.name").getStringValue())
        .isEqualTo("invoke_agent");
    assertThat(attribute(agent, "gen_ai.agent.name").getStringValue()).isEqualTo("extractor");
    assertThat(attribute(agent, "gen_ai.agent.id").getStringValue()).isEqualTo("extractor-3");
    assertThat(attribute(agent, "gen_ai.workflow.name").getStringValue()).isEqualTo("invoice-flow");
    assertThat(attribute(agent, "pitwall.queue.wait_ms").getDoubleValue()).isEqualTo(120);
    assertThat(attribute(call, "gen_ai.agent.id").getStringValue()).isEqualTo("extractor-3");
    assertThat(attribute(tool, "gen_ai.workflow.name").getStringValue()).isEqualTo("invoice-flow");
    assertThat(attribute(call, "gen_ai.request.model").getStringValue())
        .isEqualTo("claude-sonnet-4-5");
    assertThat(attribute(call, "gen_ai.usage.input_tokens").getIntValue()).isEqualTo(1_000);
    assertThat(attribute(call, "gen_ai.usage.output_tokens").getIntValue()).isEqualTo(200);
    assertThat(attribute(call, "gen_ai.usage.cache_read.input_tokens").getIntValue())
        .isEqualTo(800);
    assertThat(attribute(call, "gen_ai.usage.reasoning.output_tokens").getIntValue()).isEqualTo(50);
    assertThat(attribute(call, "gen_ai.usage.cost").getDoubleValue()).isEqualTo(0.0125);
    assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(attribute(tool, "error.type").getStringValue()).isEqualTo("IllegalStateException");
    assertThat(tool.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(tool.getStatus().getMessage()).isEqualTo("ERP is \"down\"\n");
    assertThat(run.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    assertThat(receiver.requests.get(0).getResourceSpans(0).getResource().getAttributes(0))
        .satisfies(
            service -> {
              assertThat(service.getKey()).isEqualTo("service.name");
              assertThat(service.getValue().getStringValue()).isEqualTo("billing");
            });
    assertThat(receiver.headers.get(0).get("Authorization")).containsExactly("Bearer secret");
  }

  @Test
  void anotherProcessJoinsTheTrace() {
    try (Pitwall pitwall = recorder().build()) {
      try (ActiveSpan run = pitwall.run("support");
          ActiveSpan remote = pitwall.join(run.traceparent(), "answer")) {
        assertThat(remote.traceId()).isEqualTo(run.traceId());
      }
      try (ActiveSpan alone = pitwall.join("00-zz-not-a-traceparent", "answer")) {
        assertThat(alone.traceId()).hasSize(32);
      }
    }
    assertThat(receiver.spans())
        .filteredOn(
            span -> span.getParentSpanId().equals(span("invoke_workflow support").getSpanId()))
        .extracting(Span::getName)
        .containsExactly("execute_task answer");
  }

  @Test
  void closingSendsWhatIsLeft() {
    try (Pitwall pitwall = recorder().interval(Duration.ofMinutes(1)).build()) {
      for (int i = 0; i < 1_000; i++) {
        pitwall.run("short").close();
      }
    }
    assertThat(receiver.spans()).hasSize(1_000);
  }

  @Test
  void aBusyServerIsAskedAgainAndNothingIsLost() {
    receiver.statuses.addAll(java.util.List.of(429, 503, 503));
    try (Pitwall pitwall = recorder().build()) {
      pitwall.run("patient").close();
      assertThat(pitwall.flush(TEN_SECONDS)).isTrue();
      assertThat(pitwall.stats()).isEqualTo(new RecorderStats(1, 1, 0, 0, 0));
    }
    assertThat(receiver.headers).hasSize(4);
    assertThat(receiver.spans()).hasSize(1);
  }

  @Test
  void aFullQueueDropsAndCountsInsteadOfWaiting() {
    for (int i = 0; i < 1_000; i++) {
      receiver.statuses.add(503);
    }
    try (Pitwall pitwall =
        recorder().queueCapacity(10).batchSize(5).closeTimeout(Duration.ofMillis(100)).build()) {
      for (int i = 0; i < 100; i++) {
        pitwall.run("flood").close();
      }
      RecorderStats stats = pitwall.stats();
      assertThat(stats.finished()).isEqualTo(100);
      // Ten wait and at most one batch of five is on its way.
      assertThat(stats.dropped()).isBetween(85L, 90L);
    }
  }

  @Test
  void everySpanEndsInOneCounterWhenTheServerIsAway() {
    String nowhere = receiver.url();
    receiver.close();
    Pitwall pitwall =
        Pitwall.builder().endpoint(nowhere).closeTimeout(Duration.ofMillis(300)).build();
    for (int i = 0; i < 20; i++) {
      pitwall.run("lonely").close();
    }
    pitwall.close();
    pitwall.run("late").close();
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () -> {
              RecorderStats stats = pitwall.stats();
              assertThat(stats.dropped() + stats.givenUp()).isEqualTo(21);
              assertThat(stats.acknowledged()).isZero();
            });
  }

  @Test
  void aRequestThatCannotSucceedIsGivenUpAtOnce() {
    receiver.statuses.add(401);
    try (Pitwall pitwall = recorder().build()) {
      pitwall.run("forbidden").close();
      assertThat(pitwall.flush(TEN_SECONDS)).isTrue();
      assertThat(pitwall.stats().givenUp()).isEqualTo(1);
    }
    assertThat(receiver.headers).hasSize(1);
  }

  @Test
  void refusedSpansAreCounted() {
    receiver.answerHeaders.put("pitwall-spans-refused", "1");
    try (Pitwall pitwall = recorder().build()) {
      pitwall.run("one").close();
      pitwall.flush(TEN_SECONDS);
      assertThat(pitwall.stats()).isEqualTo(new RecorderStats(1, 0, 1, 0, 0));
    }
  }

  @Test
  @SuppressWarnings("NullAway") // hosts written without null checks pass null
  void senselessValuesNeverThrow() {
    Object unprintable =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    try (Pitwall pitwall = recorder().build()) {
      ActiveSpan run = pitwall.run(null);
      run.attribute("x", unprintable).attribute(null, "y").attribute("z", null);
      run.tokens(-1, 5).cost(Double.NaN).queueWait(null).error((Throwable) null);
      run.attribute("broken \ud800 pair", "\u0001 \ud83d\ude00");
      run.attribute("nan", Double.NaN);
      run.close();
      run.close();
      run.attribute("late", true);
    }
    assertThat(receiver.spans()).hasSize(1);
    Span run = receiver.spans().get(0);
    assertThat(run.getName()).isEqualTo("invoke_workflow unknown");
    assertThat(run.getAttributesList())
        .extracting(attribute -> attribute.getKey())
        .containsExactly(
            "gen_ai.operation.name",
            "gen_ai.workflow.name",
            "x",
            "gen_ai.usage.output_tokens",
            "broken \ufffd pair",
            "nan");
    assertThat(attribute(run, "broken \ufffd pair").getStringValue())
        .isEqualTo("\u0001 \ud83d\ude00");
    assertThat(attribute(run, "nan").getDoubleValue()).isNaN();
  }

  @Test
  @SuppressWarnings("NullAway") // hosts written without null checks pass null
  void nothingThrowsAfterClosingEither() {
    Pitwall pitwall = recorder().build();
    ActiveSpan open = pitwall.run("open");
    pitwall.close();
    pitwall.close();
    assertThat(pitwall.flush(null)).isTrue();
    try (Scope scope = open.enter()) {
      assertThat(scope).isNotNull();
      pitwall.agent(null, null).close();
      pitwall.tool(" ").name(null).close();
      pitwall.span(null, null).attribute("x", 1).close();
      pitwall.join("00-\u00e9-x-01", null).close();
      pitwall.join(null, null, null).queueWait(Duration.ofSeconds(Long.MAX_VALUE)).close();
      open.run(null).agent(null, null).model(null).close();
    }
    assertThat(Pitwall.wrap((Runnable) null)).isNull();
    assertThat(pitwall.measured(null, null)).isNull();
    open.close();
    assertThat(pitwall.stats()).isEqualTo(new RecorderStats(7, 0, 0, 7, 0));
  }

  @Test
  void aSpanKeepsABoundedNumberOfAttributes() {
    try (Pitwall pitwall = recorder().build()) {
      ActiveSpan run = pitwall.run("loop");
      for (int i = 0; i < 1_000; i++) {
        run.attribute("key " + i, i);
      }
      run.attribute("key 0", "changed").close();
    }
    Span run = receiver.spans().get(0);
    assertThat(run.getAttributesCount()).isEqualTo(2 + Attributes.MOST);
    assertThat(attribute(run, "key 0").getStringValue()).isEqualTo("changed");
  }

  @Test
  void settingsThatCannotWorkAreNamed() {
    assertThatThrownBy(() -> Pitwall.builder().endpoint("localhost:7070"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Expected endpoint to be a URL like http://127.0.0.1:7070")
        .hasMessageContaining("localhost:7070");
    assertThatThrownBy(() -> Pitwall.builder().batchSize(0)).hasMessageContaining("batchSize");
  }

  private Pitwall.Builder recorder() {
    return Pitwall.builder()
        .endpoint(receiver.url())
        .service("billing")
        .interval(Duration.ofMillis(50));
  }

  private Span span(String name) {
    return receiver.spans().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is missing in " + receiver.spans()));
  }

  private static AnyValue attribute(Span span, String name) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is missing in " + span))
        .getValue();
  }
}
