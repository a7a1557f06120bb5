package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.trace.SpanKind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs of one task each, done in turn by four agents, one of which may have become slow. */
class AgentSlowTest {

  @Test
  void anAgentSlowerThanItWasAndThanItsPeersGetsLessWork() {
    List<Finding> findings = runs(400, 440, 2_000);

    assertThat(findings).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.scope().agentId()).isEqualTo("writer-0");
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(0.2);
    assertThat(
            Objects.requireNonNull(finding.prediction())
                .effect(Measure.P95_MS)
                .orElseThrow()
                .predicted())
        .isEqualTo(400);
    assertThat(finding.texts().getFirst())
        .startsWith("writer-0: routing weight 1 → 0.20; its p95 is 2.0 s, that of its 3 peers 400");
  }

  @Test
  void threeTimesIsTheLimitAndShortTasksDoNotMatter() {
    assertThat(runs(400, 440, 1_200)).isEmpty();
    assertThat(runs(400, 440, 1_201)).hasSize(1);
  }

  @Test
  void aShortPastOrFewTasksSayNothing() {
    assertThat(runs(80, 440, 2_000)).isEmpty();
    assertThat(runs(400, 360, 2_000)).isEmpty();
  }

  private static List<Finding> runs(int past, int now, double slowMillis) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < past + now; i++) {
      double at = i < past ? i * 60_000.0 : past * 60_000.0 + 900_000 + (i - past) * 1_800;
      double millis = i >= past && i % 4 == 0 ? slowMillis : 400;
      TestRuns.Making run = runs.run(at, millis);
      run.add(
              run.span(SpanKind.AGENT, "writer", 2, 1, 0, millis)
                  .agent("writer-" + i % 4, "writer"))
          .done();
    }
    return new AgentSlow().inspect(runs.evidence());
  }
}
