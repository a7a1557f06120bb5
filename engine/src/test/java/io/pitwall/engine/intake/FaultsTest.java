package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.IntakeFixture.SECOND;
import static io.pitwall.engine.intake.IntakeFixture.gauge;
import static io.pitwall.engine.intake.IntakeFixture.histogram;
import static io.pitwall.engine.intake.IntakeFixture.series;
import static io.pitwall.engine.intake.IntakeFixture.task;
import static io.pitwall.engine.intake.RawSpans.SPAN;
import static io.pitwall.engine.intake.RawSpans.TODAY_MICROS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault of a record, and the bounds just inside of it. */
class FaultsTest {
  private static final long PAST = TODAY_MICROS - 3653L * 86_400 * SECOND;
  private static final long AHEAD = TODAY_MICROS + 86_400 * SECOND;

  private final IntakeFixture door = new IntakeFixture();

  @Test
  void tenYearsBackAndADayAheadAreTaken() {
    assertThat(door.accept(gauge("a", PAST, 1), gauge("a", AHEAD, 1)).refusals()).isEmpty();
    assertThat(
            door.accept(
                    SPAN.at(PAST * 1_000, PAST * 1_000 + 5).raw(),
                    SPAN.id(2).at(AHEAD * 1_000, AHEAD * 1_000).raw())
                .storedSpans())
        .isEqualTo(2);
    assertThat(door.accept(task("a", PAST, 1, 1, null, null)).storedExecutions()).isEqualTo(1);
    assertThat(
            door.accept(
                    new RawHistogram(series("h", MetricType.TIMER), 0, PAST, histogram(1), false))
                .storedPoints())
        .isEqualTo(1);
  }

  @Test
  void whatLiesBeyondIsRefusedWithTheBoundsNamed() {
    IntakeResult numbers = door.accept(gauge("a", PAST - 1, 1), gauge("a", AHEAD + 1, 1));

    assertThat(reasons(numbers)).containsExactly("time_too_old", "time_ahead");
    assertThat(numbers.refusals().getFirst().sentence())
        .isEqualTo(
            "metrics[0].timestamp: expected a time from 2016-11-01T10:00:00Z to"
                + " 2026-11-03T10:00:00Z, but got 2016-11-01T09:59:59.999999Z");
    assertThat(
            reasons(
                door.accept(
                    SPAN.at((PAST - 1) * 1_000, TODAY_MICROS * 1_000).raw(),
                    SPAN.at(TODAY_MICROS * 1_000, (AHEAD + 1) * 1_000).raw())))
        .containsExactly("time_too_old", "time_ahead");
    assertThat(reasons(door.accept(task("a", AHEAD + 1, 1, 1, null, null))))
        .containsExactly("time_ahead");
    assertThat(
            reasons(
                door.accept(
                    new RawHistogram(
                        series("h", MetricType.TIMER), 0, AHEAD + 1, histogram(1), false))))
        .containsExactly("time_ahead");
    assertThat(door.store.stats().commits()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE})
  void timesThatAreNoneAreRefusedNotMisread(long nanos) {
    assertThat(door.accept(SPAN.at(nanos, nanos).raw()).refusedSpans()).isEqualTo(1);
    assertThat(door.accept(gauge("a", nanos, 1)).refusedPoints()).isEqualTo(1);
  }

  @Test
  void aSpanNeedsIdsAndTimes() {
    RawSpan noTrace =
        new RawSpan(
            0,
            0,
            1,
            0,
            "x",
            RawSpan.Role.INTERNAL,
            1,
            1,
            SpanStatus.OK,
            "",
            Attributes.EMPTY,
            List.of(),
            List.of(),
            new RawSource(Attributes.EMPTY, "", ""));
    long today = TODAY_MICROS * 1_000;

    IntakeResult result =
        door.accept(noTrace, SPAN.id(0).raw(), SPAN.at(0, today).raw(), SPAN.at(today, 0).raw());

    assertThat(reasons(result)).containsExactly("trace_id", "span_id", "span_start", "span_end");
    assertThat(result.refusedSpans()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aValueThatIsNoNumberIsRefused(double value) {
    assertThat(reasons(door.accept(gauge("a", value)))).containsExactly("value_not_finite");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -0.0})
  void everyFiniteValueIsTaken(double value) {
    door.accept(gauge("a", value));

    assertThat(door.stored("a").getFirst().current()).isEqualTo(value);
  }

  @Test
  void anIncreaseIsKeptAsARatePerSecond() {
    door.accept(delta(TODAY_MICROS - 10 * SECOND, 50), delta(TODAY_MICROS - SECOND / 2, 50));

    assertThat(door.stored("requests").getFirst().min()).isEqualTo(5);
    assertThat(door.stored("requests").getFirst().max()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -5, TODAY_MICROS, TODAY_MICROS + 1})
  void anIncreaseOverNoKnownTimeIsRefused(long startMicros) {
    assertThat(reasons(door.accept(delta(startMicros, 50)))).containsExactly("delta_interval");
  }

  @Test
  void anIncreaseWhoseRateIsNoNumberIsRefusedAlone() {
    IntakeResult result =
        door.accept(delta(TODAY_MICROS - 1, Double.MAX_VALUE), delta(TODAY_MICROS - SECOND, 1));

    assertThat(reasons(result)).containsExactly("value_not_finite");
    assertThat(result.storedPoints()).isEqualTo(1);
  }

  @Test
  void anExecutionMustMakeSense() {
    TaskExecution[] faulty = {
      task(" "),
      task("x".repeat(256)),
      task("a", TODAY_MICROS, Duration.ofDays(4_000).toNanos(), 1, null, null),
      task("a", TODAY_MICROS, 1, Double.POSITIVE_INFINITY, null, null),
      task("a", TODAY_MICROS, 1, 1, new Tokens(Long.MAX_VALUE, 0, 0, 0), null),
      task("a", TODAY_MICROS, 1, 1, null, Double.NaN),
      task("a", TODAY_MICROS, 1, 1, null, -1.0),
    };

    for (TaskExecution one : faulty) {
      IntakeResult result = door.accept(one, task("fine"));
      assertThat(result.storedExecutions()).as("%s", one).isEqualTo(1);
      assertThat(result.refusals()).hasSize(1);
    }
    assertThat(door.intake.refusals().byReason())
        .containsOnlyKeys(
            "cost",
            "duration_too_long",
            "name_empty",
            "name_too_long",
            "tokens",
            "value_not_finite");
  }

  @Test
  void theNamesInAnExecutionAreBounded() {
    String endless = "x".repeat(256);
    TaskExecution named =
        new TaskExecution(
            "a", endless, TODAY_MICROS, 1, true, 1, 1, 0, endless, endless, endless, null, null);

    IntakeResult result = door.accept(named);

    assertThat(result.refusals().getFirst().sentence())
        .isEqualTo(
            "executions[0].agent_type: expected at most 255 characters (limits.max_name_length),"
                + " but got 256 characters");
  }

  @Test
  void executionsOfTooManyAgentsAreRefusedAndKnownAgentsAreNot() {
    IntakeFixture small = new IntakeFixture(IntakeFixture.small(9, 9, 2));
    small.intake.knowAgent("old");

    IntakeResult result = small.accept(task("new"), task("one too many"), task("old"), task("new"));

    assertThat(result.storedExecutions()).isEqualTo(3);
    assertThat(result.refusals().getFirst().reason()).isEqualTo("too_many_agents");
    assertThat(result.refusals().getFirst().expected()).contains("limits.max_agents");
  }

  @Test
  void spansOfTooManyAgentsAreKeptUnderOneNameAndCounted() {
    IntakeFixture small = new IntakeFixture(IntakeFixture.small(9, 9, 2));
    for (int i = 1; i <= 5; i++) {
      small.accept(SPAN.id(i).with("gen_ai.agent.name", "agent-" + i).raw());
    }

    assertThat(small.store.spans(new TraceId(7, 8), 0, 9))
        .extracting(Span::agentId)
        .containsExactly(
            "shop/agent-1",
            "shop/agent-2",
            Intake.OVERFLOW_AGENT,
            Intake.OVERFLOW_AGENT,
            Intake.OVERFLOW_AGENT);
    assertThat(small.intake.overflowedAgentSpans()).isEqualTo(3);
  }

  private static RawNumber delta(long startMicros, double value) {
    return new RawNumber(
        series("requests", MetricType.RATE), startMicros, TODAY_MICROS, value, true);
  }

  private static List<String> reasons(IntakeResult result) {
    return result.refusals().stream().map(Refusal::reason).toList();
  }
}
