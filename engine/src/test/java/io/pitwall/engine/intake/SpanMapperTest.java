package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.RawSpans.SPAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.engine.price.PriceList;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a span used, cost, waited and how it failed; who was at work. */
class SpanMapperTest {
  private final SpanMapper mapper =
      new SpanMapper(
          SemanticTable.load(), IntakeLimits.DEFAULT, PriceList.NONE, UnaryOperator.identity());

  @Test
  void whatAllSpansHaveIsTakenOver() {
    RawSpan raw =
        SPAN.at(5_000, 9_000)
            .named("step 17")
            .ended(SpanStatus.OK, "fine")
            .with(
                List.of(new SpanEvent("e", 6_000, Attributes.of("n", 1L))),
                List.of(new SpanLink(new TraceId(3, 4), 5)))
            .raw();

    Span span = mapper.map(raw);

    assertThat(span.traceId()).isEqualTo(new TraceId(7, 8));
    assertThat(span.spanId()).isEqualTo(1);
    assertThat(span.isRoot()).isTrue();
    assertThat(span.name()).isEqualTo("step 17");
    assertThat(span.service()).isEqualTo("shop");
    assertThat(span.startNanos()).isEqualTo(5_000);
    assertThat(span.durationNanos()).isEqualTo(4_000);
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(span.statusMessage()).isEqualTo("fine");
    assertThat(span.events()).isEqualTo(raw.events());
    assertThat(span.links()).isEqualTo(raw.links());
  }

  @Test
  void aSpanThatEndsBeforeItStartsTookNoTime() {
    assertThat(mapper.map(SPAN.at(9_000, 5_000).raw()).durationNanos()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "gen_ai.response.model, gen_ai.request.model",
    "gen_ai.request.model, gen_ai.unheard.of",
  })
  void theModelThatAnsweredGoesBeforeTheModelAskedFor(String first, String then) {
    assertThat(map(then, "asked", first, "answered").model()).isEqualTo("answered");
    assertThat(map(first, "answered", then, "asked").model()).isEqualTo("answered");
  }

  @Test
  void whatIsPresentButEmptyOrAListIsPassedOver() {
    assertThat(map("gen_ai.response.model", "", "gen_ai.request.model", "asked").model())
        .isEqualTo("asked");
    assertThat(
            map("gen_ai.response.model", List.of("a", "b"), "gen_ai.request.model", "asked")
                .model())
        .isEqualTo("asked");
  }

  @ParameterizedTest
  @CsvSource({"gen_ai.provider.name, gen_ai.system", "gen_ai.system, unheard.of"})
  void theProviderIsReadByItsCurrentNameFirst(String first, String then) {
    assertThat(map(then, "old", first, "new").provider()).isEqualTo("new");
  }

  @Test
  void tokensAreReadByTheirCurrentAndTheirOlderNames() {
    Tokens current =
        tokens(
            "gen_ai.usage.prompt_tokens", 1L,
            "gen_ai.usage.input_tokens", 100L,
            "gen_ai.usage.output_tokens", 20L,
            "gen_ai.usage.completion_tokens", 2L,
            "gen_ai.usage.cache_read_input_tokens", 3L,
            "gen_ai.usage.cache_read.input_tokens", 30L,
            "gen_ai.usage.reasoning_tokens", 4L,
            "gen_ai.usage.reasoning.output_tokens", 5L);
    Tokens older =
        tokens(
            "gen_ai.usage.prompt_tokens", 100L,
            "gen_ai.usage.completion_tokens", 20L,
            "gen_ai.usage.cache_read_input_tokens", 30L,
            "gen_ai.usage.reasoning_tokens", 5L);

    assertThat(current).isEqualTo(new Tokens(100, 20, 30, 5));
    assertThat(older).isEqualTo(current);
  }

  @Test
  void numbersMayComeAsTextOrWithAFraction() {
    assertThat(tokens("gen_ai.usage.input_tokens", "12", "gen_ai.usage.output_tokens", 3.0))
        .isEqualTo(new Tokens(12, 3, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"-1", "NaN", "1e300", "many"})
  void countsThatMakeNoSenseAreUnknown(String count) {
    assertThat(map("gen_ai.usage.input_tokens", count).tokens()).isNull();
    assertThat(tokens("gen_ai.usage.input_tokens", count, "gen_ai.usage.output_tokens", 5L))
        .isEqualTo(new Tokens(0, 5, 0, 0));
  }

  @Test
  void withoutInputAndOutputThereAreNoTokens() {
    assertThat(map("gen_ai.usage.cache_read.input_tokens", 7L).tokens()).isNull();
    assertThat(map("gen_ai.usage.input_tokens", 0L).tokens()).isEqualTo(Tokens.NONE);
  }

  @Test
  void aReportedCostIsKept() {
    assertThat(map("gen_ai.usage.cost", 0.5, "gen_ai.usage.cost.amount", 0.25).cost())
        .isEqualTo(new Cost(0.25, Cost.Source.REPORTED));
    assertThat(map("gen_ai.usage.cost", 0.5).cost()).isEqualTo(new Cost(0.5, Cost.Source.REPORTED));
    assertThat(map("gen_ai.usage.cost", 0L).cost()).isEqualTo(new Cost(0, Cost.Source.REPORTED));
  }

  @Test
  void anUnknownCostIsNoneNeverZero() {
    assertThat(map("x", 1L).cost()).isNull();
    assertThat(map("gen_ai.usage.cost", -1L).cost()).isNull();
    assertThat(map("gen_ai.usage.cost", "free").cost()).isNull();
    assertThat(map("gen_ai.usage.cost", Double.POSITIVE_INFINITY).cost()).isNull();
  }

  @Test
  void aCostInAnotherCurrencyIsNotTakenForDollars() {
    assertThat(map("gen_ai.usage.cost.amount", 80L, "gen_ai.usage.cost.currency", "JPY").cost())
        .isNull();
    assertThat(map("gen_ai.usage.cost.currency", "usd", "gen_ai.usage.cost.amount", 0.5).cost())
        .isEqualTo(new Cost(0.5, Cost.Source.REPORTED));
  }

  @Test
  void theWaitInAQueueIsMilliseconds() {
    assertThat(map("pitwall.queue.wait_ms", 1.5).queueWaitNanos()).isEqualTo(1_500_000);
    assertThat(map("pitwall.queue.wait_ms", 0L).queueWaitNanos()).isZero();
    assertThat(map("pitwall.queue.wait_ms", -5L).queueWaitNanos()).isEqualTo(Span.UNKNOWN);
    assertThat(map("pitwall.queue.wait_ms", 1e300).queueWaitNanos()).isEqualTo(Span.UNKNOWN);
    assertThat(map("x", 1L).queueWaitNanos()).isEqualTo(Span.UNKNOWN);
  }

  @Test
  void theClassOfAFailureIsSaidByAttributeElseByTheException() {
    List<SpanEvent> events =
        List.of(
            new SpanEvent("log", 1, Attributes.of("exception.type", "NotThis")),
            new SpanEvent("exception", 2, Attributes.of("message", "no type")),
            new SpanEvent("exception", 3, Attributes.of("exception.type", "Timeout")));
    RawSpans failed = SPAN.ended(SpanStatus.ERROR, "it broke");

    assertThat(
            mapper
                .map(failed.with("error.type", "RateLimitError").with(events, List.of()).raw())
                .errorClass())
        .isEqualTo("RateLimitError");
    assertThat(mapper.map(failed.with(events, List.of()).raw()).errorClass()).isEqualTo("Timeout");
    assertThat(mapper.map(failed.raw()).errorClass()).isNull();
    assertThat(mapper.map(SPAN.with(events, List.of()).raw()).errorClass())
        .as("an exception that was handled")
        .isNull();
  }

  @Test
  void anAgentIsKnownByItsNameWithinItsService() {
    Span span = map("gen_ai.agent.name", "planner");

    assertThat(span.agentId()).isEqualTo("shop/planner");
    assertThat(span.agentType()).isEqualTo("planner");
    assertThat(
            mapper
                .map(SPAN.with("gen_ai.agent.name", "planner").from(Attributes.EMPTY).raw())
                .agentId())
        .isEqualTo("planner");
  }

  @Test
  void anAgentThatSaysItsIdHasThatId() {
    Span both = map("gen_ai.agent.name", "planner", "gen_ai.agent.id", "asst_17");
    Span idOnly = map("gen_ai.agent.id", "asst_17");

    assertThat(both.agentId()).isEqualTo("asst_17");
    assertThat(both.agentType()).isEqualTo("planner");
    assertThat(idOnly.agentId()).isEqualTo("asst_17");
    assertThat(idOnly.agentType()).isEqualTo("asst_17");
  }

  @Test
  void aSpanWithoutAnAgentNamesNone() {
    Span span = map("gen_ai.operation.name", "chat");

    assertThat(span.agentId()).isNull();
    assertThat(span.agentType()).isNull();
  }

  @Test
  void theDoorDecidesUnderWhichIdAnAgentIsKept() {
    SpanMapper doorman =
        new SpanMapper(
            SemanticTable.load(), IntakeLimits.DEFAULT, PriceList.NONE, id -> "kept:" + id);

    assertThat(doorman.map(SPAN.with("gen_ai.agent.name", "planner").raw()).agentId())
        .isEqualTo("kept:shop/planner");
  }

  @Test
  void aWorkflowIsSaidByAnyOfItsSpansAndNamedByItsOwn() {
    assertThat(map("gen_ai.workflow.name", "billing").workflow()).isEqualTo("billing");
    assertThat(
            mapper
                .map(SPAN.named("order 17").with("gen_ai.operation.name", "invoke_workflow").raw())
                .workflow())
        .isEqualTo("order {id}");
    assertThat(map("gen_ai.operation.name", "chat").workflow()).isNull();
  }

  private Span map(Object... namesAndValues) {
    return mapper.map(SPAN.with(namesAndValues).raw());
  }

  private Tokens tokens(Object... namesAndValues) {
    return Objects.requireNonNull(map(namesAndValues).tokens());
  }
}
