package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.RawSpans.SPAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.engine.price.PriceList;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.TraceId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a span is kept, and how much. */
class SpanLimitsTest {
  private static final IntakeLimits TIGHT =
      new IntakeLimits(10, 3, 8, 3, 6, 9, 9, 9, Duration.ofDays(1), Duration.ofDays(1), false);
  private static final IntakeLimits WITH_CONTENT =
      new IntakeLimits(
          255, 64, 1024, 128, 2048, 9, 9, 9, Duration.ofDays(1), Duration.ofDays(1), true);

  private final SpanMapper tight = mapper(TIGHT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gen_ai.input.messages",
        "gen_ai.output.messages",
        "gen_ai.system_instructions",
        "gen_ai.tool.definitions",
        "gen_ai.tool.call.arguments",
        "gen_ai.tool.call.result",
        "gen_ai.retrieval.query.text",
        "gen_ai.retrieval.documents",
        "gen_ai.memory.records",
        "gen_ai.prompt",
        "gen_ai.completion",
        "gen_ai.prompt.0.content",
        "gen_ai.completion.3.role",
        "gen_ai.event.content",
        "input.value",
        "output.value",
        "llm.input_messages.0.message.content",
        "llm.output_messages.0.message.content",
        "llm.prompt_template.template",
        "llm.tools.0.tool.json_schema",
        "retrieval.documents.0.document.content",
        "traceloop.entity.input",
        "traceloop.entity.output",
        "langfuse.observation.input",
        "langfuse.observation.output",
        "ai.prompt.messages",
        "ai.response.text",
      })
  void whatPeopleSaidIsLeftOutUnlessAskedFor(String attribute) {
    Attributes said = Attributes.of("kept", 1L, attribute, "my secret");
    RawSpan raw =
        SPAN.with("kept", 1L, attribute, "my secret")
            .with(List.of(new SpanEvent("message", 1, said)), List.of())
            .raw();

    Span without = mapper(IntakeLimits.DEFAULT).map(raw);
    Span with = mapper(WITH_CONTENT).map(raw);

    assertThat(sent(without)).isEqualTo(Attributes.of("kept", 1L));
    assertThat(without.attributes().toString()).doesNotContain("secret");
    assertThat(without.events().getFirst().attributes()).isEqualTo(Attributes.of("kept", 1L));
    assertThat(sent(with)).isEqualTo(said);
    assertThat(with.events().getFirst().attributes()).isEqualTo(said);
  }

  /** All attributes but the hash and the length of what was said. */
  private static Attributes sent(Span span) {
    Attributes.Builder sent = Attributes.builder();
    span.attributes()
        .forEach(
            (name, value) -> {
              if (!name.equals(SpanAttribute.INPUT_HASH)
                  && !name.equals(SpanAttribute.OUTPUT_CHARS)) {
                sent.put(name, value);
              }
            });
    return sent.build();
  }

  @Test
  void whatIsLeftOutByWishIsNotCountedAsCut() {
    SpanMapper mapper = mapper(IntakeLimits.DEFAULT);
    mapper.map(SPAN.with("gen_ai.prompt", "x").raw());

    assertThat(mapper.shortened()).isZero();
  }

  @Test
  void attributesBeyondTheLimitAreLeftOutAndCounted() {
    Span span = tight.map(SPAN.with("a", 1L, "b", 2L, "c", 3L, "d", 4L, "e", 5L).raw());

    assertThat(span.attributes()).isEqualTo(Attributes.of("a", 1L, "b", 2L, "c", 3L));
    assertThat(tight.shortened()).isEqualTo(2);
  }

  @Test
  void meaningIsReadFromAttributesThatAreLeftOut() {
    Span span = tight.map(SPAN.with("a", 1L, "b", 2L, "c", 3L, "gen_ai.tool.name", "x").raw());
    Span named =
        tight.map(SPAN.with("a", 1L, "b", 2L, "c", 3L, "gen_ai.agent.name", "planner").raw());

    assertThat(span.attributes().size()).isEqualTo(3);
    assertThat(named.agentType()).isEqualTo("planner");
  }

  @Test
  void longTextIsCutAndCounted() {
    Span span = tight.map(SPAN.with("a", "1234567", "b", "123456").raw());

    assertThat(span.attributes()).isEqualTo(Attributes.of("a", "123456", "b", "123456"));
    assertThat(tight.shortened()).isEqualTo(1);
  }

  @Test
  void aCutNeverLeavesHalfACharacter() {
    assertThat(Shortened.to("12345🚀", 6)).isEqualTo("12345");
    assertThat(Shortened.to("1234🚀", 6)).isEqualTo("1234🚀");
    assertThat(Shortened.to("🚀", 0)).isEmpty();
  }

  @Test
  void longListsAreCutAsWell() {
    Span span =
        tight.map(
            SPAN.with("n", List.of(1L, 2L, 3L, 4L), "t", List.of("1234567", true), "ok", List.of())
                .raw());

    assertThat(span.attributes().get("n")).isEqualTo(List.of(1L, 2L, 3L));
    assertThat(span.attributes().get("t")).isEqualTo(List.of("123456", true));
    assertThat(span.attributes().get("ok")).isEqualTo(List.of());
    assertThat(tight.shortened()).isEqualTo(2);
  }

  @Test
  void attributesWithEndlessNamesAreLeftOut() {
    Span span = tight.map(SPAN.with("12345678901", 1L, "1234567890", 2L).raw());

    assertThat(span.attributes()).isEqualTo(Attributes.of("1234567890", 2L));
    assertThat(tight.shortened()).isEqualTo(1);
  }

  @Test
  void eventsAndLinksAreBoundedToo() {
    SpanEvent event =
        new SpanEvent(
            "a very long name", 5, Attributes.of("a", "1234567", "b", 1L, "c", 2L, "d", 3L));
    Span span =
        tight.map(
            SPAN.with(
                    Collections.nCopies(5, event),
                    IntStream.range(1, 9)
                        .mapToObj(i -> new SpanLink(new TraceId(1, i), i))
                        .toList())
                .raw());

    assertThat(span.events()).hasSize(3);
    assertThat(span.links()).extracting(SpanLink::spanId).containsExactly(1L, 2L, 3L);
    assertThat(span.events().getFirst())
        .isEqualTo(new SpanEvent("a very lon", 5, Attributes.of("a", "123456", "b", 1L, "c", 2L)));
  }

  @Test
  void everyNameOfASpanIsBounded() {
    String endless = "x".repeat(5_000);
    Span span =
        tight.map(
            SPAN.named(endless)
                .with(
                    "gen_ai.operation.name", "invoke_workflow",
                    "gen_ai.agent.name", endless,
                    "gen_ai.response.model", endless,
                    "gen_ai.provider.name", endless)
                .from(Attributes.of("service.name", endless))
                .ended(SpanStatus.ERROR, endless)
                .with(
                    List.of(
                        new SpanEvent("exception", 1, Attributes.of("exception.type", endless))),
                    List.of())
                .raw());

    for (String name :
        new String[] {
          span.name(),
          span.operation(),
          span.service(),
          span.agentType(),
          span.workflow(),
          span.model(),
          span.provider(),
          span.errorClass()
        }) {
      assertThat(name).hasSize(10);
    }
    assertThat(span.agentId()).hasSize(21);
    assertThat(span.statusMessage()).hasSize(6);
  }

  @Test
  void aSpanWithinItsLimitsKeepsItsAttributesAsTheyCame() {
    Attributes rich = Attributes.of("a", "x", "b", List.of("y"), "c", 1.5);
    RawSpan raw = SPAN.with("a", "x", "b", List.of("y"), "c", 1.5).raw();

    assertThat(mapper(IntakeLimits.DEFAULT).map(raw).attributes())
        .isEqualTo(rich)
        .isSameAs(raw.attributes());
  }

  private static SpanMapper mapper(IntakeLimits limits) {
    return new SpanMapper(SemanticTable.load(), limits, PriceList.NONE, UnaryOperator.identity());
  }
}
