package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.IntakeFixture.gauge;
import static io.pitwall.engine.intake.IntakeFixture.histogram;
import static io.pitwall.engine.intake.IntakeFixture.series;
import static io.pitwall.engine.intake.IntakeFixture.task;
import static io.pitwall.engine.intake.RawSpans.SPAN;
import static io.pitwall.engine.intake.RawSpans.TODAY_MICROS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.model.agent.AgentTotals;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.OverCapacityException;
import io.pitwall.store.api.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is taken, what is refused, and what becomes of the rest of a request. */
class IntakeTest {
  private final IntakeFixture door = new IntakeFixture();

  @Test
  void whatIsTakenIsStored() {
    RawBatch batch =
        new RawBatch(
            List.of(SPAN.with("gen_ai.operation.name", "chat").raw()),
            List.of(gauge("cpu", 5), gauge("cpu", 7)),
            List.of(
                new RawHistogram(
                    series("latency", MetricType.TIMER), 0, TODAY_MICROS, histogram(1, 2), false)),
            List.of(task("a")));

    IntakeResult result = door.intake.accept(batch).join();

    assertThat(result).isEqualTo(new IntakeResult(1, 0, 0, 3, 0, 1, List.of()));
    assertThat(door.store.spans(new TraceId(7, 8), 0, 9))
        .extracting(Span::kind)
        .containsExactly(SpanKind.MODEL);
    assertThat(door.stored("cpu").getFirst().average()).isEqualTo(6);
    assertThat(door.stored("latency").getFirst().count()).isEqualTo(2);
    assertThat(door.store.agentTotals()).extracting(AgentTotals::agentId).containsExactly("a");
    assertThat(door.intake.refusals().total()).isZero();
    assertThat(door.intake.seriesCount()).isEqualTo(2);
  }

  @Test
  void theEndOfAKnownSeriesIsToldAndNothingStored() {
    List<String> told = new ArrayList<>();
    door.intake.onEnd((series, time) -> told.add(series.name() + " " + (time - TODAY_MICROS)));
    door.accept(gauge("cpu", 5));

    door.intake.end(series("cpu", MetricType.GAUGE), TODAY_MICROS + 1);
    door.intake.end(series("never.heard.of", MetricType.GAUGE), TODAY_MICROS);

    assertThat(told).containsExactly("cpu 1");
    assertThat(door.intake.endedSeries()).isEqualTo(2);
    assertThat(door.intake.seriesCount()).isEqualTo(1);
    assertThat(door.stored("cpu").getFirst().count()).isEqualTo(1);
  }

  @Test
  void aSpanThatWasStoredBeforeIsCountedAsRepeated() {
    door.accept(SPAN.raw());

    IntakeResult again = door.accept(SPAN.raw(), SPAN.id(2).raw());

    assertThat(again.storedSpans()).isEqualTo(1);
    assertThat(again.duplicateSpans()).isEqualTo(1);
  }

  @Test
  void whatCannotBeTakenIsRefusedAloneWhereTheProtocolCanSaySo() {
    IntakeResult result =
        door.accept(gauge("a", 1), gauge("", 2), gauge("b", Double.NaN), gauge("c", 3));

    assertThat(result.storedPoints()).isEqualTo(2);
    assertThat(result.refusedPoints()).isEqualTo(2);
    assertThat(result.refusals())
        .extracting(Refusal::field)
        .containsExactly("metrics[1].name", "metrics[2].value");
    assertThat(door.intake.refusals().byReason())
        .isEqualTo(Map.of("name_empty", 1L, "value_not_finite", 1L));
  }

  @Test
  void aBatchThatIsTakenWholeIsRefusedWhole() {
    RawBatch batch =
        RawBatch.ofMetrics(List.of(gauge("a", 1), gauge("b", Double.POSITIVE_INFINITY)), List.of());

    assertThatThrownBy(() -> door.intake.acceptWhole(batch))
        .isInstanceOf(RefusedException.class)
        .hasMessage("metrics[1].value: expected a finite number, but got Infinity");
    assertThat(door.store.stats().commits()).isZero();
    assertThat(door.intake.refusals().total()).isEqualTo(1);
  }

  @Test
  void oneExampleOfEachFaultIsNamedAndAllAreCounted() {
    RawNumber[] faulty = new RawNumber[500];
    for (int i = 0; i < faulty.length; i++) {
      faulty[i] = gauge(i % 2 == 0 ? "" : "a", Double.NaN);
    }

    IntakeResult result = door.accept(faulty);

    assertThat(result.refusals()).hasSize(1);
    assertThat(result.refusedPoints()).isEqualTo(500);
    assertThat(door.intake.refusals().total()).isEqualTo(500);
  }

  @Test
  void atMostTwentyFaultsAreNamed() {
    RawNumber[] faulty = new RawNumber[100];
    door.accept(numbers(100, MetricType.GAUGE));
    RawNumber[] other = numbers(100, MetricType.COUNTER);
    System.arraycopy(other, 0, faulty, 0, 100);

    assertThat(door.accept(faulty).refusals()).hasSize(IntakeResult.REFUSALS_NAMED);
    assertThat(door.intake.refusals().byReason()).isEqualTo(Map.of("type_conflict", 100L));
  }

  @Test
  void aRefusedValueLeavesNoSeriesBehind() {
    door.accept(gauge("a", Double.NaN), gauge("b", -IntakeFixture.YEARS_11, 1));

    assertThat(door.intake.seriesCount()).isZero();
  }

  @Test
  void anEmptyRequestIsAnsweredWithoutACommit() {
    assertThat(door.intake.accept(RawBatch.ofSpans(List.of())).join().storedSpans()).isZero();
    assertThat(door.store.stats().commits()).isZero();
  }

  @Test
  void tooMuchAtOncePassesThroughToTheSender() {
    door.store.setFull(true);
    RawBatch batch = RawBatch.ofMetrics(List.of(gauge("a", 1)), List.of());

    assertThatThrownBy(() -> door.intake.accept(batch)).isInstanceOf(OverCapacityException.class);
    assertThatThrownBy(() -> door.intake.acceptWhole(batch))
        .isInstanceOf(OverCapacityException.class);
    door.store.setFull(false);
    assertThat(door.intake.accept(batch).join().storedPoints()).isEqualTo(1);
    assertThat(door.stored("a").getFirst().count()).isEqualTo(1);
  }

  @Test
  void aStoreThatFailsFailsTheAnswer() {
    door.store.setBroken(true);
    RawBatch batch = RawBatch.ofMetrics(List.of(gauge("a", 1)), List.of());

    CompletableFuture<IntakeResult> answer = door.intake.accept(batch);

    assertThat(answer).isCompletedExceptionally();
    assertThatThrownBy(answer::join).hasRootCauseInstanceOf(StoreException.class);
  }

  @Test
  void whatIsDerivedDoesNotFailWhatItIsDerivedFrom() {
    door.accept(gauge("time", 1));
    RawNumber other = RawNumber.of(series("time", MetricType.TIMER), TODAY_MICROS, 2);
    RawNumber good = RawNumber.of(series("fine", MetricType.TIMER), TODAY_MICROS, 3);

    IntakeResult result =
        door.intake
            .acceptWhole(RawBatch.ofExecutions(List.of(task("a"))), List.of(other, good))
            .join();

    assertThat(result.storedExecutions()).isEqualTo(1);
    assertThat(door.stored("fine").getFirst().average()).isEqualTo(3);
    assertThat(door.stored("time").getFirst().count()).isEqualTo(1);
    assertThat(door.intake.refusals().byReason()).isEqualTo(Map.of("derived_type_conflict", 1L));
  }

  @Test
  void receiversCountWhatTheyCouldNotDecode() {
    door.intake.refusals().count("malformed", 3);
    door.accept(gauge("", 1));

    assertThat(door.intake.refusals().byReason())
        .containsExactly(Map.entry("malformed", 3L), Map.entry("name_empty", 1L));
    assertThat(door.intake.refusals().total()).isEqualTo(4);
  }

  @Test
  void seriesThatTheStoreHoldsAreKnownFromTheStart() {
    door.accept(gauge("a", 1));
    Intake restarted = new Intake(door.store, door.clock, IntakeLimits.DEFAULT);

    assertThat(restarted.seriesCount()).isEqualTo(1);
    assertThat(
            restarted
                .accept(RawBatch.ofMetrics(List.of(numbers(1, MetricType.COUNTER)), List.of()))
                .join()
                .refusals())
        .isEmpty();
    RawNumber counter = RawNumber.of(series("a", MetricType.COUNTER), TODAY_MICROS, 1);
    assertThatThrownBy(() -> restarted.acceptWhole(RawBatch.ofMetrics(List.of(counter), List.of())))
        .hasMessageContaining("expected gauge");
  }

  private static RawNumber[] numbers(int count, MetricType type) {
    RawNumber[] numbers = new RawNumber[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = RawNumber.of(series("metric-" + i, type), TODAY_MICROS, i);
    }
    return numbers;
  }
}
