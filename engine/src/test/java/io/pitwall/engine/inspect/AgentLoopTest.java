package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.trace.SpanKind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs of an agent that asks a model and a tool by turns; some of them get stuck. */
class AgentLoopTest {

  @Test
  void equalCallsThatNothingChangesBetweenAreToldWithWhatTheyCost() {
    List<Finding> findings = new AgentLoop().inspect(runs(120, 10, 6, "search").evidence());

    assertThat(findings).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.scope().agentType()).isEqualTo("researcher");
    assertThat(finding.scope().operation()).isEqualTo("search");
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(2L);
    assertThat(Objects.requireNonNull(finding.action()).setting()).isEqualTo("max_repeat");
    Prediction prediction = Objects.requireNonNull(finding.prediction());
    // A run without a loop: 1 turn. With: 6 turns, of which 4 are left out at 0.8 s each.
    assertThat(prediction.effect(Measure.P95_MS).orElseThrow().baseline()).isEqualTo(4_850);
    assertThat(prediction.effect(Measure.P95_MS).orElseThrow().predicted()).isEqualTo(1_650);
    assertThat(prediction.effect(Measure.COST_USD_PER_DAY).orElseThrow().gain())
        .isCloseTo(12 * 4 / (12 * 6 + 108.0), offset(0.001));
    assertThat(finding.basis().examples()).hasSize(5);
    assertThat(finding.texts().getFirst())
        .startsWith(
            "researcher: no limit → max_repeat 2 for search with equal arguments;"
                + " p95 of invoice 4.9 s → 1.7 s");
  }

  @Test
  void twoEqualCallsAreNoLoop() {
    assertThat(new AgentLoop().inspect(runs(120, 10, 2, "search").evidence())).isEmpty();
  }

  @Test
  void oneRunInAHundredIsNoHabit() {
    assertThat(new AgentLoop().inspect(runs(100, 100, 6, "search").evidence())).isEmpty();
  }

  @Test
  void fewRunsSayNothing() {
    assertThat(new AgentLoop().inspect(runs(29, 2, 6, "search").evidence())).isEmpty();
  }

  @Test
  void aCallThatIsNewToTheRunMayHaveChangedTheAnswer() {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < 60; i++) {
      TestRuns.Making run = runs.run(i * 1_000, 2_000);
      for (int turn = 0; turn < 5; turn++) {
        run.add(run.tool("run_tests", 10 + turn, 1, turn * 200, 50, 7, 80))
            .add(run.tool("edit", 20 + turn, 1, turn * 200 + 60, 50, 100 + turn, 10));
      }
      run.done();
    }

    assertThat(new AgentLoop().inspect(runs.evidence())).isEmpty();
  }

  @Test
  void anAnswerOfAnotherLengthShowsThatSomethingChanged() {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < 60; i++) {
      TestRuns.Making run = runs.run(i * 1_000, 2_000);
      for (int turn = 0; turn < 5; turn++) {
        run.add(run.tool("get_status", 10 + turn, 1, turn * 200, 50, 7, 80 + turn));
      }
      run.done();
    }

    assertThat(new AgentLoop().inspect(runs.evidence())).isEmpty();
  }

  /** Every n-th run makes the same call so many times. */
  private static TestRuns runs(int count, int every, int times, String tool) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < count; i++) {
      int turns = i % every == 0 ? times : 1;
      TestRuns.Making run = runs.run(i * 6_000, 50 + turns * 800);
      run.add(
          run.span(SpanKind.AGENT, "researcher", 2, 1, 0, 50 + turns * 800)
              .agent("researcher-1", "researcher"));
      for (int turn = 0; turn < turns; turn++) {
        run.add(run.model(10 + turn, 2, turn * 800, 500, 1_000, 0, 100))
            .add(run.tool(tool, 100 + turn, 2, turn * 800 + 500, 300, 4_711, 900));
      }
      run.done();
    }
    return runs;
  }
}
