package io.pitwall.engine.agent;

import static io.pitwall.engine.agent.AgentFixture.NOW;
import static io.pitwall.engine.agent.AgentFixture.SECOND;
import static io.pitwall.engine.agent.AgentFixture.agentSpan;
import static io.pitwall.engine.agent.AgentFixture.modelSpan;
import static io.pitwall.engine.agent.AgentFixture.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.analysis.profile.PerformanceScore;
import io.pitwall.engine.agent.AgentProfiles.Window;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is known of agents since they were first seen, and what windows say. */
class AgentProfilesTest {
  private final AgentFixture fleet = new AgentFixture();

  @Test
  void aProfileIsTheSumOfWhatTheAgentDid() {
    fleet.commit(task("a", NOW - SECOND, 2, true), task("a", NOW, 4, false));
    fleet.commit(task("a", NOW - 5 * SECOND, 3, true), task("b", NOW, 1, true));

    AgentProfile a = fleet.profile("a");
    assertThat(a.taskCount()).isEqualTo(3);
    assertThat(a.errorCount()).isEqualTo(1);
    assertThat(a.totalSeconds()).isEqualTo(9);
    assertThat(a.meanSeconds()).isEqualTo(3);
    assertThat(a.successRate()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(a.lastActivityMicros()).isEqualTo(NOW);
    assertThat(a.score())
        .isEqualTo(PerformanceScore.of(a.successRate(), 3, a.memoryMb(), 0, ScoreSettings.DEFAULT));
    assertThat(fleet.agents.size()).isEqualTo(2);
    assertThat(fleet.agents.profile("unheard of")).isEmpty();
  }

  @Test
  void theLastKnownMemoryAndCpuStayUntilOthersAreReported() {
    fleet.commit(task("a", NOW, 1, true, 100, 20));
    fleet.commit(task("a", NOW, 1, true, Double.NaN, 0));
    assertThat(fleet.profile("a").memoryMb()).isEqualTo(100);
    assertThat(fleet.profile("a").cpuPercent()).isEqualTo(20);

    fleet.commit(task("a", NOW, 1, true, 50, 10));
    assertThat(fleet.profile("a").memoryMb()).isEqualTo(50);
    assertThat(fleet.profile("a").cpuPercent()).isEqualTo(10);
  }

  @Test
  void anAgentsSpanIsATaskOfItsAgent() {
    fleet.commit(
        agentSpan(1, "a", 2).queueWait(500_000_000).build(),
        agentSpan(2, "a", 4).status(SpanStatus.ERROR).build());

    AgentProfile a = fleet.profile("a");
    assertThat(a.agentType()).isEqualTo("planner");
    assertThat(a.taskCount()).isEqualTo(2);
    assertThat(a.errorCount()).isEqualTo(1);
    assertThat(a.meanSeconds()).isEqualTo(3);
    assertThat(fleet.window("a", Window.HOUR).queueWaitSeconds().quantile(0.5)).isEqualTo(0.5);
  }

  @Test
  void whatRunsSayAnAgentUsedCountsAndWhatSingleSpansSayDoesNot() {
    Tokens each = new Tokens(100, 10, 5, 1);
    fleet.commit(
        modelSpan(1, "a").tokens(each).cost(new Cost(0.5, Cost.Source.REPORTED)).build(),
        agentSpan(4, "a", 2).tokens(each).build());
    assertThat(fleet.window("a", Window.HOUR).tokens()).isEqualTo(Tokens.NONE);
    fleet.used("a", 200, 0.75);
    fleet.used("a", -50, -0.25);

    WindowStats hour = fleet.window("a", Window.HOUR);
    assertThat(hour.tokens()).isEqualTo(new Tokens(150, 0, 0, 0));
    assertThat(hour.costUsd()).isEqualTo(0.5);
    assertThat(hour.count()).as("calls are no tasks").isEqualTo(1);
  }

  @Test
  void anAgentKnownByItsCallsOnlyHasNoTasksAndAFullScore() {
    fleet.commit(modelSpan(1, "a").tokens(new Tokens(1, 1, 0, 0)).build());

    AgentProfile a = fleet.profile("a");
    assertThat(a.taskCount()).isZero();
    assertThat(a.agentType()).isEqualTo("planner");
    assertThat(a.score().score()).isEqualTo(1);
    assertThat(fleet.agents.activeSince(NOW - SECOND)).as("it finished nothing").isZero();
  }

  @Test
  void theTypeIsTheOneLastReported() {
    fleet.commit(task("a", NOW, 1, true));
    assertThat(fleet.profile("a").agentType()).isEqualTo("coder");
    fleet.commit(agentSpan(1, "a", 1).build());
    assertThat(fleet.profile("a").agentType()).isEqualTo("planner");
  }

  @Test
  void aTypeOfAgentIsScoredByItsOwnSettings() {
    fleet.commit(task("a", NOW, 30, true));
    double standard = fleet.profile("a").score().score();
    fleet.settings.put("coder", new ScoreSettings(0.4, 0.3, 0.3, 300, 1000, 100));

    assertThat(fleet.profile("a").score().speed()).isCloseTo(0.9, within(1e-12));
    assertThat(fleet.profile("a").score().score()).isGreaterThan(standard);
  }

  @Test
  void fault13WindowsForgetAndLifetimeDoesNot() {
    fleet.commit(task("a", NOW - 90 * 60 * SECOND, 100, false));
    for (int i = 1; i <= 100; i++) {
      fleet.commit(task("a", NOW, i / 10.0, true));
    }

    assertThat(fleet.profile("a").taskCount()).isEqualTo(101);
    WindowStats hour = fleet.window("a", Window.HOUR);
    assertThat(hour.count()).isEqualTo(100);
    assertThat(hour.successRate()).isEqualTo(1);
    assertThat(hour.seconds().quantile(0.5)).isCloseTo(5, within(0.06));
    assertThat(hour.seconds().quantile(0.95)).isCloseTo(9.5, within(0.11));
    assertThat(hour.seconds().quantile(0.99)).isCloseTo(9.9, within(0.11));
    assertThat(fleet.window("a", Window.DAY).count()).isEqualTo(101);
    assertThat(fleet.window("a", Window.DAY).seconds().max()).isEqualTo(100);
    assertThat(fleet.agents.window("a", Window.DAY, NOW + 25 * 3_600 * SECOND).count()).isZero();
    assertThat(fleet.window("unheard of", Window.DAY)).isEqualTo(WindowStats.EMPTY);
  }

  @Test
  void aWindowFollowsWhatIsAddedAfterItWasAsked() {
    fleet.commit(task("a", NOW, 1, true));
    assertThat(fleet.window("a", Window.HOUR).count()).isEqualTo(1);
    fleet.commit(task("a", NOW, 1, true));
    assertThat(fleet.window("a", Window.HOUR).count()).isEqualTo(2);
    fleet.used("a", 7, 0);
    assertThat(fleet.window("a", Window.HOUR).tokens().input()).isEqualTo(7);
    assertThat(fleet.agents.window("a", Window.HOUR, NOW + 3_600 * SECOND).count()).isZero();
  }

  @Test
  void windowsReachBackAnHourAndADay() {
    assertThat(Window.HOUR.label()).isEqualTo("1h");
    assertThat(Window.HOUR.length()).hasHours(1);
    assertThat(Window.DAY.label()).isEqualTo("24h");
    assertThat(Window.DAY.length()).hasDays(1);
  }

  @Test
  void agentsThatFinishedSomethingLatelyAreActive() {
    fleet.commit(
        task("a", NOW, 1, true), task("b", NOW - 10 * SECOND, 1, true), task("c", 5, 1, true));

    assertThat(fleet.agents.activeSince(NOW - 10 * SECOND)).isEqualTo(2);
    assertThat(fleet.agents.activeSince(NOW)).isEqualTo(1);
    assertThat(fleet.agents.activeSince(0)).isEqualTo(3);
  }

  @Test
  void fault20AllAgentsAreListedWorstFirst() {
    fleet.commit(
        task("slow", NOW, 9, true),
        task("failing", NOW, 1, false),
        task("good", NOW, 1, true),
        task("also good", NOW, 1, true));

    assertThat(fleet.agents.all().stream().sorted(AgentProfiles.worstFirst()))
        .extracting(AgentProfile::agentId)
        .containsExactly("failing", "slow", "also good", "good");
  }

  @Test
  void thePercentileComparesWithAgentsOfTheSameType() {
    for (int i = 0; i < 5; i++) {
      fleet.commit(task("a-" + i, NOW, i, true));
    }
    fleet.commit(agentSpan(1, "other type", 99).build());

    assertThat(fleet.agents.peerPercentile("a-0")).isEqualTo(1);
    assertThat(fleet.agents.peerPercentile("a-2")).isEqualTo(0.5);
    assertThat(fleet.agents.peerPercentile("a-4")).isZero();
    assertThat(fleet.agents.peerPercentile("other type")).isNaN();
    assertThat(fleet.agents.peerPercentile("unheard of")).isNaN();
  }

  @Test
  void manyThreadsLoseNothing() throws InterruptedException {
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                n ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              for (int i = 0; i < 500; i++) {
                                TaskExecution done = task("a", NOW, 1, i % 2 == 0);
                                fleet.commit(done);
                                fleet.window("a", Window.HOUR);
                                fleet.profile("a");
                              }
                            }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(fleet.profile("a").taskCount()).isEqualTo(4_000);
    assertThat(fleet.profile("a").errorCount()).isEqualTo(2_000);
    assertThat(fleet.window("a", Window.DAY).count()).isEqualTo(4_000);
  }
}
