package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AgentCycleTest {

  @Test
  void aCircleOfTwoToolsIsBoundedByWhatGoodRunsNeed() {
    Finding finding = Found.only(new AgentCycle(), runs(120, 5, 6, 0));

    assertThat(Objects.requireNonNull(finding.action()).setting()).isEqualTo("max_steps");
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(2L);
    assertThat(finding.evidence())
        .containsEntry("runs_with_circle", 24)
        .containsEntry("most_rounds", 6)
        .containsEntry("circle", "draft → review");
    // Of six rounds of two calls of 200 ms each, four are left out.
    assertThat(Found.effect(finding, Measure.P95_MS).baseline()).isEqualTo(2_400);
    assertThat(Found.effect(finding, Measure.P95_MS).predicted()).isEqualTo(800);
    assertThat(finding.texts().getFirst()).startsWith("invoice: no limit → max_steps 2");
  }

  @Test
  void twoRoundsAreNoCircle() {
    assertThat(new AgentCycle().inspect(runs(120, 5, 2, 0))).isEmpty();
  }

  @Test
  void whatMostRunsDoIsHowTheAgentWorks() {
    assertThat(new AgentCycle().inspect(runs(120, 1, 6, 0))).isEmpty();
  }

  @Test
  void argumentsOfAnotherLengthAreOtherWork() {
    assertThat(new AgentCycle().inspect(runs(120, 5, 6, 30))).isEmpty();
  }

  @Test
  void fewRunsSayNothing() {
    assertThat(new AgentCycle().inspect(runs(29, 5, 6, 0))).isEmpty();
  }

  /** Every n-th run goes round so often, each time with arguments so much longer, percent. */
  private static Evidence runs(int n, int every, int rounds, int longer) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < n; i++) {
      int times = i % every == 0 ? rounds : 1;
      TestRuns.Making run = runs.run(i * 5_000.0, 400.0 * times);
      for (int round = 0; round < times; round++) {
        long length = Math.round(100 * Math.pow(1 + longer / 100.0, round));
        for (int k = 0; k < 2; k++) {
          long hash = ((i * 100L + round * 10L + k) << 32) | 1L << 31 | length;
          run.add(
              run.tool(
                  k == 0 ? "draft" : "review",
                  10 + 2 * round + k,
                  1,
                  400.0 * round + 200 * k,
                  200,
                  hash,
                  50));
        }
      }
      run.done();
    }
    return runs.evidence();
  }
}
