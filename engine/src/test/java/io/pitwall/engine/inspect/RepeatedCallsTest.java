package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.trace.SpanKind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs of which some make a row of calls where one would do. */
class RepeatedCallsTest {

  @Test
  void aRowOfToolCallsBecomesOneThatTakesOneAndAHalf() {
    Finding finding = tools(120, 3, 10, 100, true).getFirst();

    assertThat(finding.scope().operation()).isEqualTo("get_price");
    assertThat(Objects.requireNonNull(finding.action()).current()).isEqualTo(10L);
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(1L);
    assertThat(finding.evidence()).containsEntry("batch_ms", 150.0);
    Effect p95 = Objects.requireNonNull(finding.prediction()).effect(Measure.P95_MS).orElseThrow();
    assertThat(p95.baseline()).isCloseTo(1_500, offset(0.1));
    assertThat(p95.predicted()).isCloseTo(650, offset(0.1));
    assertThat(finding.texts().getFirst())
        .startsWith(
            "get_price in pricer: 10 calls → 1, 1.0 s → 150 ms; p95 of invoice 1.5 s → 650 ms");
  }

  @Test
  void fourInARowOrLessThan300MillisecondsAreLeftAlone() {
    assertThat(tools(120, 3, 4, 200, true)).isEmpty();
    assertThat(tools(120, 3, 10, 29, true)).isEmpty();
    assertThat(tools(120, 3, 10, 30, true)).hasSize(1);
  }

  @Test
  void equalArgumentsAreALoopAndNoRow() {
    assertThat(tools(120, 3, 10, 100, false)).isEmpty();
  }

  @Test
  void oneRunInTwentyIsNoHabitAndFewRunsSayNothing() {
    assertThat(tools(120, 20, 10, 100, true)).isEmpty();
    assertThat(tools(29, 3, 10, 100, true)).isEmpty();
  }

  @Test
  void callsThatAModelAsksForOneByOneAreNoRow() {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < 60; i++) {
      TestRuns.Making run = runs.run(i * 4_000, 3_000);
      for (int call = 0; call < 10; call++) {
        run.add(run.model(10 + call, 1, call * 300, 200, 100, 0, 10))
            .add(run.tool("get_price", 100 + call, 1, call * 300 + 200, 90, call + 1, 10));
      }
      run.done();
    }

    assertThat(RepeatedCalls.ofTools().inspect(runs.evidence())).isEmpty();
  }

  @Test
  void callsThatRunBesideEachOtherAreNoRow() {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < 60; i++) {
      TestRuns.Making run = runs.run(i * 4_000, 3_000);
      for (int call = 0; call < 10; call++) {
        run.add(run.tool("get_price", 100 + call, 1, call * 10, 500, call + 1, 10));
      }
      run.done();
    }

    assertThat(RepeatedCalls.ofTools().inspect(runs.evidence())).isEmpty();
  }

  @Test
  void aRowOfQueriesBecomesOneThatTakesAFifthMore() {
    Finding finding = queries(120, 8, 10).getFirst();

    assertThat(finding.inspection()).isEqualTo("NP1-DB");
    assertThat(finding.scope().operation()).isEqualTo("SELECT * FROM item WHERE id = ?");
    assertThat(finding.evidence()).containsEntry("total_ms", 80.0).containsEntry("batch_ms", 12.0);
    Effect p50 = Objects.requireNonNull(finding.prediction()).effect(Measure.P50_MS).orElseThrow();
    assertThat(p50.baseline() - p50.predicted()).isCloseTo(68, offset(0.01));
  }

  @Test
  void queriesShortOf50MillisecondsOrOfFiveAreLeftAlone() {
    assertThat(queries(120, 4, 20)).isEmpty();
    assertThat(queries(120, 8, 6)).isEmpty();
    assertThat(queries(29, 8, 10)).isEmpty();
  }

  private static List<Finding> tools(
      int count, int every, int calls, double millis, boolean differ) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < count; i++) {
      int n = i % every == 0 ? calls : 1;
      double length = 500 + n * millis;
      TestRuns.Making run = runs.run(i * 3_000, length);
      run.add(run.span(SpanKind.AGENT, "pricer", 2, 1, 0, length).agent("pricer-1", "pricer"));
      for (int call = 0; call < n; call++) {
        run.add(
            run.tool("get_price", 10 + call, 2, call * millis, millis, differ ? call + 1 : 1, 10));
      }
      run.done();
    }
    return RepeatedCalls.ofTools().inspect(runs.evidence());
  }

  private static List<Finding> queries(int count, int calls, double millis) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < count; i++) {
      TestRuns.Making run = runs.run(i * 3_000, 200 + calls * millis);
      for (int call = 0; call < calls; call++) {
        run.add(
            run.span(
                SpanKind.DATABASE,
                "SELECT * FROM item WHERE id = ?",
                10 + call,
                1,
                call * millis,
                millis));
      }
      run.done();
    }
    return RepeatedCalls.ofQueries().inspect(runs.evidence());
  }
}
