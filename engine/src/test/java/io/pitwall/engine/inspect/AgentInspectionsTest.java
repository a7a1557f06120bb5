package io.pitwall.engine.inspect;

import static io.pitwall.engine.inspect.Given.agent;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.ScoreParts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for agents of the original specification, at their limits. */
class AgentInspectionsTest {

  @ParameterizedTest
  @CsvSource({"0.7, ''", "0.6999, MEDIUM", "0.5, MEDIUM", "0.4999, HIGH", "0, HIGH"})
  void aScoreBelowSeventyIsAFindingAndBelowFiftyAnImportantOne(double score, String priority) {
    List<Finding> findings = new LowScore().inspect(Given.agents(scored(score)));

    assertThat(findings.stream().map(finding -> finding.priority().name()))
        .isEqualTo(priority.isEmpty() ? List.of() : List.of(priority));
  }

  @Test
  void aLowScoreIsReportedInTheWordsOfTheOriginal() {
    Finding finding = onlyFinding(new LowScore(), agent(50, 12, 0, 0));

    assertThat(finding.inspection()).isEqualTo("agent-low-score");
    assertThat(finding.scope()).isEqualTo(Scope.agent("coder-1", "coder"));
    assertThat(finding.type()).isEqualTo("agent_optimization");
    assertThat(finding.issue()).isEqualTo("low_performance_score");
    assertThat(finding.priority()).isEqualTo(Priority.MEDIUM);
    assertThat(finding.evidence())
        .containsEntry("current_score", 0.5)
        .containsEntry("limit", 0.7)
        .containsEntry("success", 0.5)
        .containsEntry("speed", 0.0)
        .containsEntry("resource", 1.0)
        .containsEntry("n", 100L);
  }

  @Test
  void anAgentWithoutTasksIsNotJudged() {
    AgentProfile idle =
        new AgentProfile("a", "b", 0, 0, 0, 9_999, 0, 0, new ScoreParts(0, 0, 0, 0));

    assertThat(new LowScore().inspect(Given.agents(idle))).isEmpty();
  }

  /** Failed of a hundred tasks, mean seconds, MB, CPU percent; what is suggested. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20 | 20 | 300 | 80 | The score of",
        "21 | 20 | 300 | 80 | Improve error handling and retry logic;Review task validation",
        "20 | 20.1 | 300 | 80 | Optimize task processing algorithms;Consider caching frequently",
        "20 | 20 | 301 | 80 | Implement memory cleanup routines;Review data structures",
        "20 | 20 | 300 | 81 | Optimize CPU-intensive operations;Consider asynchronous processing",
        "90 | 25 | 900 | 90 | Improve;Review task;Optimize task;Consider caching;Implement;Review"
            + " data;Optimize CPU;Consider async",
      })
  void whatIsSuggestedFollowsTheConditionsOfTheOriginal(
      int failed, double seconds, double mb, double cpu, String suggestions) {
    List<String> texts = onlyFinding(new LowScore(), agent(failed, seconds, mb, cpu)).texts();

    String[] expected = suggestions.split(";");
    assertThat(texts).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(texts.get(i)).startsWith(expected[i]);
    }
  }

  @Test
  void suggestionsCarryTheNumbersOfTheAgent() {
    assertThat(onlyFinding(new LowScore(), agent(90, 25.25, 900, 95)).texts())
        .contains(
            "Improve error handling and retry logic: 90 of 100 tasks failed",
            "Optimize task processing algorithms: a task takes 25.3 s on average",
            "Implement memory cleanup routines: it uses 900 MB",
            "Optimize CPU-intensive operations: it uses 95 % of a core");
  }

  @Test
  void textsAreTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(onlyFinding(new SlowExecution(), agent(0, 30.5, 0, 0)).texts().getFirst())
          .contains("30.5 s on average");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void moreThanFiveHundredMegabytesAreTooMuch() {
    assertThat(new HighMemory().inspect(Given.agents(agent(0, 1, 500, 0)))).isEmpty();
    Finding finding = onlyFinding(new HighMemory(), agent(0, 1, 500.1, 0));

    assertThat(finding.type()).isEqualTo("resource_optimization");
    assertThat(finding.issue()).isEqualTo("high_memory_usage");
    assertThat(finding.priority()).isEqualTo(Priority.MEDIUM);
    assertThat(finding.texts().getFirst()).startsWith("Consider memory optimization");
    assertThat(finding.texts().get(1)).isEqualTo("Check for memory leaks");
    assertThat(finding.evidence()).containsEntry("current_usage", 500.1);
  }

  @Test
  void moreThanThirtySecondsOnAverageAreTooSlow() {
    assertThat(new SlowExecution().inspect(Given.agents(agent(0, 30, 0, 0)))).isEmpty();
    Finding finding = onlyFinding(new SlowExecution(), agent(0, 30.01, 0, 0));

    assertThat(finding.type()).isEqualTo("performance_optimization");
    assertThat(finding.issue()).isEqualTo("slow_execution");
    assertThat(finding.priority()).isEqualTo(Priority.MEDIUM);
    assertThat(finding.texts().getFirst()).startsWith("Optimize task processing");
    assertThat(finding.texts().get(1)).isEqualTo("Consider parallel processing");
    assertThat((Double) finding.evidence().get("current_time")).isBetween(30.0, 30.02);
  }

  private static AgentProfile scored(double score) {
    return new AgentProfile("coder-1", "coder", 1, 0, 1, 0, 0, 1, new ScoreParts(score, 1, 1, 1));
  }

  private static Finding onlyFinding(Inspection inspection, AgentProfile agent) {
    List<Finding> findings = inspection.inspect(Given.agents(agent));
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }
}
