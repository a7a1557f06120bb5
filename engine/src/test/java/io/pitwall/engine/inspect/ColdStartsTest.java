package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.trace.SpanKind;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ColdStartsTest {

  @Test
  void thePauseAfterWhichTasksAreSlowIsFound() {
    Finding finding = Found.only(new ColdStarts(), runs(200, 2_000));

    assertThat(finding.scope().agentType()).isEqualTo("writer");
    // Pauses are 4.6 s or, before each fifth task, one of 100 s or more.
    assertThat(Found.number(finding, "pause_seconds")).isBetween(4.0, 100.0);
    assertThat(Found.number(finding, "cold_ms")).isEqualTo(2_000);
    assertThat(Found.number(finding, "warm_ms")).isEqualTo(400);
    assertThat(Objects.requireNonNull(finding.action()).setting()).isEqualTo("keep_awake_s");
    assertThat(Found.effect(finding, Measure.P95_MS).predicted()).isEqualTo(400);
    assertThat(finding.texts().getFirst()).startsWith("writer: keep its agents awake every");
  }

  @Test
  void threeTimesIsTheLimit() {
    assertThat(new ColdStarts().inspect(runs(200, 1_190))).isEmpty();
    assertThat(new ColdStarts().inspect(runs(200, 1_210))).hasSize(1);
  }

  @Test
  void fewColdTasksSayNothing() {
    assertThat(new ColdStarts().inspect(runs(140, 2_000))).isEmpty();
  }

  private static Evidence runs(int n, double coldMillis) {
    TestRuns runs = new TestRuns();
    double at = 0;
    for (int i = 0; i < n; i++) {
      boolean cold = i % 5 == 4;
      at += cold ? 100_400 : 5_000;
      double millis = cold ? coldMillis : 400;
      TestRuns.Making run = runs.run(at, millis);
      run.add(run.span(SpanKind.AGENT, "writer", 2, 1, 0, millis).agent("writer-1", "writer"))
          .done();
    }
    return runs.evidence();
  }
}
