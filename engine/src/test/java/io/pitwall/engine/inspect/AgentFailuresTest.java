package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Ten hours of runs of one task each, the last quarter of an hour of which may be worse. */
class AgentFailuresTest {

  @Test
  void failuresThatBecameMoreAreToldWithTheirClassAndRemedy() {
    Finding finding = runs(600, 50, 3, "ReadTimeout", 1).getFirst();

    assertThat(finding.scope().agentType()).isEqualTo("writer");
    assertThat((double) Objects.requireNonNull(finding.evidence().get("failing")))
        .isCloseTo(1 / 3.0, offset(0.02));
    assertThat((double) Objects.requireNonNull(finding.evidence().get("failing_before")))
        .isCloseTo(0.02, offset(0.001));
    assertThat(finding.texts().getFirst()).contains("mending ReadTimeout");
    assertThat(finding.texts().get(1)).startsWith("Compare the limit");
    assertThat(
            Objects.requireNonNull(finding.prediction())
                .effect(Measure.SUCCESS_RATE)
                .orElseThrow()
                .predicted())
        .isCloseTo(0.98, offset(0.02));
  }

  @Test
  void asManyFailuresAsEverAreLeftAlone() {
    assertThat(runs(600, 3, 3, "ReadTimeout", 1)).isEmpty();
    assertThat(runs(600, 50, 25, "ReadTimeout", 1)).isEmpty();
  }

  @Test
  void failuresOfManyClassesHaveNoOneRemedy() {
    assertThat(runs(600, 50, 3, "Error", 5)).isEmpty();
  }

  @Test
  void aShortPastSaysNothing() {
    assertThat(runs(20, 50, 3, "ReadTimeout", 1)).isEmpty();
  }

  /** So many runs of the past, every n-th fails; then 90 runs in which every m-th does. */
  private static List<Finding> runs(
      int past, int everyBefore, int everyNow, String error, int classes) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < past; i++) {
      run(runs, i * 60_000.0, i % everyBefore == 1, error);
    }
    for (int i = 0; i < 90; i++) {
      run(
          runs,
          past * 60_000.0 + 900_000 + i * 9_000,
          i % everyNow == 1,
          classes == 1 ? error : error + i % classes);
    }
    return new AgentFailures().inspect(runs.evidence());
  }

  private static void run(TestRuns runs, double at, boolean fails, String error) {
    TestRuns.Making run = fails ? runs.failedRun(at, 500) : runs.run(at, 500);
    var task = run.span(SpanKind.AGENT, "writer", 2, 1, 0, 500).agent("writer-1", "writer");
    run.add(fails ? task.status(SpanStatus.ERROR).error(error, null) : task).done();
  }
}
