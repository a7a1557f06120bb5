package io.pitwall.engine.inspect;

import static io.pitwall.engine.inspect.Given.metric;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.Run;
import io.pitwall.store.api.SeriesSummary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemInspectionsTest {

  @ParameterizedTest
  @CsvSource({
    "system.cpu.usage, 85, ''",
    "system.cpu.usage, 85.1, MEDIUM",
    "system.cpu.usage, 95, MEDIUM",
    "system.cpu.usage, 95.1, HIGH",
    "system.memory.usage, 90, ''",
    "system.memory.usage, 90.1, MEDIUM",
    "system.memory.usage, 95.1, HIGH",
    "system.disk.usage, 90.1, MEDIUM",
    "system.disk.usage, 99, HIGH",
    "system.swap.usage, 99, ''",
  })
  void aMachineThatIsShortOfSomethingIsReported(String metric, double average, String priority) {
    List<Finding> findings =
        new SystemSaturation().inspect(Given.metrics(metric(metric, "", average, 60)));

    assertThat(findings.stream().map(finding -> finding.priority().name()))
        .isEqualTo(priority.isEmpty() ? List.of() : List.of(priority));
  }

  @Test
  void aMinuteOfValuesIsTheLeastToJudgeBy() {
    assertThat(inspect(metric("system.cpu.usage", "", 99, 11))).isEmpty();
    assertThat(inspect(metric("system.cpu.usage", "", 99, 12))).hasSize(1);
  }

  @Test
  void ofSeveralSeriesTheWorstIsReportedOnce() {
    List<Finding> findings =
        inspect(
            metric("system.disk.usage", "a", 91, 60),
            metric("system.disk.usage", "b", 97, 60),
            metric("system.disk.usage", "c", 20, 60));

    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().scope()).isEqualTo(Scope.metric("system.disk.usage"));
    assertThat(findings.getFirst().evidence()).containsEntry("average", 97.0);
    assertThat(findings.getFirst().texts().getFirst())
        .isEqualTo(
            "Free space, or shorten what is kept (retention.raw): 97 % on average over five"
                + " minutes, at most 98 %");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 8, ''",
    "9, 0, ''",
    "1, 9, ''",
    "2, 8, MEDIUM",
    "4, 6, MEDIUM",
    "5, 5, HIGH",
    "10, 0, HIGH",
  })
  void aWorkflowThatFailsOftenIsReported(int failed, int fine, String priority) {
    List<Finding> findings =
        new WorkflowFailures().inspect(Given.runs(Given.runs("billing", failed, fine)));

    assertThat(findings.stream().map(finding -> finding.priority().name()))
        .isEqualTo(priority.isEmpty() ? List.of() : List.of(priority));
  }

  @Test
  void eachWorkflowIsJudgedByItself() {
    List<Run> runs = new ArrayList<>(Given.runs("billing", 3, 7));
    runs.addAll(Given.runs("report", 0, 50));

    List<Finding> findings = new WorkflowFailures().inspect(Given.runs(runs));

    assertThat(findings).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.scope()).isEqualTo(Scope.workflow("billing"));
    assertThat(finding.priority()).isEqualTo(Priority.MEDIUM);
    assertThat(finding.evidence()).containsEntry("failed_share", 0.3).containsEntry("n", 10L);
    assertThat(finding.texts().getFirst())
        .isEqualTo(
            "3 of the last 10 runs of billing failed (30 %); begin with run "
                + runs.getFirst().traceId());
  }

  @Test
  void withoutEvidenceNothingIsFound() {
    for (Inspection inspection : Catalogue.standard()) {
      assertThat(inspection.inspect(Given.runs(List.of()))).as(inspection.id()).isEmpty();
    }
    assertThat(Catalogue.standard()).extracting(Inspection::id).doesNotHaveDuplicates();
  }

  private static List<Finding> inspect(SeriesSummary... metrics) {
    return new SystemSaturation().inspect(Given.metrics(metrics));
  }
}
