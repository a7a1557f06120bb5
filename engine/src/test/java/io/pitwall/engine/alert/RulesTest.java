package io.pitwall.engine.alert;

import static io.pitwall.engine.alert.AlertFixture.CPU;
import static io.pitwall.engine.alert.AlertFixture.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Muting;
import io.pitwall.model.alert.Selection;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.TagMatcher;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Series;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What rules find beyond thresholds, and when nobody is told of it. */
class RulesTest {
  private final AlertFixture fixture = new AlertFixture();

  RulesTest() {
    fixture.thresholds = List.of();
  }

  private static AlertRule rule(String id, AlertCondition condition) {
    return rule(id, condition, Duration.ZERO, AlertRule.NoData.IGNORE, Map.of());
  }

  private static AlertRule rule(
      String id,
      AlertCondition condition,
      Duration pendingFor,
      AlertRule.NoData noData,
      Map<String, String> labels) {
    return new AlertRule(
        id,
        condition,
        pendingFor,
        Duration.ofSeconds(10),
        noData,
        new TreeMap<>(labels),
        new AlertRule.Annotations("{{tags.host}} at {{value}}", "", "docs/x.md"),
        AlertRule.Source.API,
        true);
  }

  private static AlertCondition above(Selection of, double limit, @Nullable Double clear) {
    return new AlertCondition.Threshold(of, Comparator.ABOVE, Map.of(Severity.HIGH, limit), clear);
  }

  private static Series series(String name, String tag, String value) {
    return Series.of(name, Map.of(tag, value), MetricType.GAUGE, "", "");
  }

  @Test
  void aThousandCrossingsInTenMinutesAreToldOfTwiceAtMost() {
    fixture.rules = List.of(rule("cpu-high", above(Selection.each("cpu"), 80, 75.0)));
    for (int i = 0; i < 1_000; i++) {
      fixture.arrive(CPU, i % 2 == 0 ? 90 : 60);
      fixture.now += 600_000;
      fixture.monotonic += 600_000_000L;
      if (i % 7 == 0) {
        fixture.look();
      }
    }
    for (int i = 0; i < 10; i++) {
      fixture.pass(5);
      fixture.look(60);
    }

    assertThat(fixture.told).containsExactly("send high", "resolve high");
  }

  @Test
  void betweenLimitAndClearValueNothingEnds() {
    fixture.rules = List.of(rule("cpu-high", above(Selection.each("cpu"), 80, 60.0)));
    fixture.look(90);
    for (int i = 0; i < 20; i++) {
      fixture.pass(5);
      fixture.look(70);
    }
    assertThat(fixture.alert().isActive()).isTrue();
    for (int i = 0; i < 4; i++) {
      fixture.pass(5);
      fixture.look(59);
    }
    assertThat(story(fixture.alert())).containsExactly("FIRING HIGH", "RESOLVED HIGH");
  }

  @Test
  void seriesArePutTogetherByTheTagsThatRemain() {
    Selection sum =
        new Selection(
            "depth",
            List.of(TagMatcher.parse("env!=test")),
            Selection.Aggregate.SUM,
            List.of("team"),
            Duration.ZERO,
            0);
    fixture.rules = List.of(rule("depth-sum", above(sum, 10, null)));
    for (String queue : new String[] {"a", "b"}) {
      fixture.arrive(
          Series.of("depth", Map.of("team", "shop", "queue", queue), MetricType.GAUGE, "", ""), 6);
      fixture.arrive(
          Series.of(
              "depth",
              Map.of("team", "care", "queue", queue, "env", "test"),
              MetricType.GAUGE,
              "",
              ""),
          60);
    }
    fixture.look();

    assertThat(fixture.alerts.active()).hasSize(1);
    assertThat(fixture.alert().tags()).isEqualTo(Map.of("team", "shop"));
    assertThat(fixture.alert().value()).isEqualTo(12);
    assertThat(fixture.alert().message()).startsWith("sum(depth) {team=shop} exceeded");
  }

  @Test
  void aRuleOnAnUnknownMetricIsTakenAndSaysThatThereIsNoData() {
    fixture.rules = List.of(rule("strange", above(Selection.each("no.such.metric"), 1, null)));
    fixture.look();

    assertThat(fixture.alerts.all()).isEmpty();
    assertThat(fixture.alerts.health()).containsKey("strange");
    RuleHealth health = fixture.alerts.health().getOrDefault("strange", RuleHealth.NEVER);
    assertThat(health.state()).isEqualTo(RuleHealth.State.NO_DATA);
    assertThat(health.message()).contains("no metric or aggregate called no.such.metric");
  }

  @Test
  void missingDataIsAnAlertOfItsOwnWhereTheRuleWantsThat() {
    fixture.rules =
        List.of(
            rule(
                "must-report",
                above(Selection.each("cpu"), 80, null),
                Duration.ZERO,
                AlertRule.NoData.ALERT,
                Map.of()));
    fixture.look(50);
    for (int i = 0; i < 30; i++) {
      fixture.pass(5);
      fixture.look();
    }
    assertThat(fixture.alert().id()).isEqualTo("must-report-no-data");
    assertThat(fixture.alert().message()).startsWith("No data for cpu");
    for (int i = 0; i < 5; i++) {
      fixture.look(50);
      fixture.pass(5);
    }
    assertThat(fixture.alert().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void whatIsKeptWithoutDataStays() {
    fixture.rules =
        List.of(
            rule(
                "keep",
                above(Selection.each("cpu"), 80, null),
                Duration.ZERO,
                AlertRule.NoData.KEEP,
                Map.of()));
    fixture.look(90);
    fixture.pass(3_600);
    fixture.look();
    assertThat(fixture.alert().isActive()).isTrue();
  }

  @Test
  void whatFallsSilentIsMissedUntilItReportsAgain() {
    fixture.rules =
        List.of(
            rule(
                "silent",
                new AlertCondition.Absence(
                    Selection.each("beat"),
                    Map.of(Severity.MEDIUM, Duration.ofMinutes(2)),
                    Duration.ofHours(1))));
    Series beat = series("beat", "host", "a");
    fixture.look(beat, 1);
    fixture.pass(119);
    fixture.look();
    assertThat(fixture.alerts.all()).isEmpty();
    fixture.pass(2);
    fixture.look();
    assertThat(fixture.alert().message())
        .isEqualTo("Nothing was heard of beat {host=a} for 2.02 min");
    fixture.look(beat, 1);
    fixture.pass(10);
    fixture.look(beat, 1);
    assertThat(fixture.alert().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void aPendingConditionIsShownAndOutlivesARestart() {
    fixture.rules =
        List.of(
            rule(
                "slow",
                above(Selection.each("cpu"), 80, null),
                Duration.ofMinutes(10),
                AlertRule.NoData.IGNORE,
                Map.of()));
    fixture.look(90);
    fixture.pass(300);
    fixture.look(90);
    assertThat(fixture.alerts.pending()).extracting(Alert::state).containsOnly(AlertState.PENDING);

    AlertFixture after = AlertFixture.restarted(fixture);
    after.thresholds = List.of();
    after.pass(301);
    after.look(90);

    assertThat(after.alert().isActive()).as("it held for ten minutes, restart or not").isTrue();
  }

  @Test
  void aClockThatStepsAnHourNeitherFiresNorResolvesAnything() {
    fixture.rules =
        List.of(
            rule(
                "slow",
                above(Selection.each("cpu"), 80, null),
                Duration.ofMinutes(10),
                AlertRule.NoData.IGNORE,
                Map.of()),
            rule("quick", above(Selection.each("ram"), 80, null)));
    Series ram = series("ram", "host", "a");
    fixture.arrive(CPU, 90);
    fixture.look(ram, 90);
    fixture.step(3_600);
    fixture.pass(5);
    fixture.look();
    assertThat(fixture.alerts.active()).extracting(Alert::rule).containsExactly("quick");

    fixture.look(ram, 90);
    fixture.step(-7_200);
    fixture.pass(5);
    fixture.arrive(CPU, 90);
    fixture.look(ram, 90);
    fixture.pass(5);
    fixture.look(ram, 90);

    assertThat(fixture.alerts.active()).extracting(Alert::rule).containsExactly("quick");
    assertThat(fixture.alerts.active().getFirst().history()).hasSize(1);
    // New values count although their times lie before those that the wrong clock gave.
    for (int i = 0; i < 4; i++) {
      fixture.pass(5);
      fixture.look(ram, 10);
    }
    assertThat(fixture.alerts.active()).isEmpty();
  }

  @Test
  void aSilenceKeepsQuietWithoutHidingAndOverlapsAreOne() {
    fixture.rules =
        List.of(
            rule(
                "cpu-high",
                above(Selection.each("cpu"), 80, null),
                Duration.ZERO,
                AlertRule.NoData.IGNORE,
                Map.of("team", "shop")));
    long second = AlertFixture.SECOND;
    List<TagMatcher> shop = List.of(TagMatcher.parse("team=shop"));
    fixture.silences.add(
        shop, fixture.now, fixture.now + 60 * second, "deploy", "ann", fixture.now);
    fixture.silences.add(
        List.of(TagMatcher.parse("severity=~high|critical")),
        fixture.now,
        fixture.now + 90 * second,
        "",
        "bob",
        fixture.now);
    fixture.look(90);

    assertThat(fixture.alert().isActive()).isTrue();
    assertThat(fixture.alert().isMuted()).isTrue();
    assertThat(fixture.told).isEmpty();
    fixture.pass(61);
    fixture.look(90);
    assertThat(fixture.alert().isMuted()).as("the other silence still holds").isTrue();
    fixture.pass(30);
    fixture.look(90);
    assertThat(fixture.alert().isMuted()).isFalse();
    assertThat(fixture.told).containsExactly("send high");
    assertThat(fixture.alert().history().getLast().by()).isEqualTo("silence");
    assertThat(fixture.store.alert(fixture.alert().id())).contains(fixture.alert());
  }

  @Test
  void whatARootCauseExplainsIsNotTold() {
    fixture.agentsOfWorkflow = Map.of("checkout", Set.of("planner-01"));
    AlertRule agents =
        rule(
            "a",
            above(Selection.each("agent.bad"), 0.1, null),
            Duration.ZERO,
            AlertRule.NoData.IGNORE,
            Map.of("kind", "agent-errors"));
    AlertRule workflows =
        rule(
            "w",
            above(Selection.each("workflow.bad"), 0.1, null),
            Duration.ZERO,
            AlertRule.NoData.IGNORE,
            Map.of("kind", "workflow-errors"));
    fixture.rules = List.of(workflows, agents);
    Series agent = series("agent.bad", "agent_type", "planner");
    fixture.arrive(agent, 0.5);
    fixture.arrive(series("workflow.bad", "workflow", "checkout"), 0.5);
    fixture.arrive(series("workflow.bad", "workflow", "other"), 0.5);
    fixture.look();

    assertThat(fixture.told).hasSize(2);
    Alert quiet = fixture.alerts.active().stream().filter(Alert::isMuted).findFirst().orElseThrow();
    assertThat(quiet.tags()).containsEntry("workflow", "checkout");
    Muting muting = Objects.requireNonNull(quiet.muting());
    assertThat(muting.kind()).isEqualTo(Muting.Kind.INHIBITED);
    assertThat(muting.by()).startsWith("a-");
  }

  @Test
  void anAlertTellsWhatSurroundsIt() {
    fixture.rules =
        List.of(
            rule(
                "disk",
                above(Selection.each("disk"), 80, null),
                Duration.ZERO,
                AlertRule.NoData.IGNORE,
                Map.of("team", "ops")));
    fixture.look(series("disk", "host", "web1"), 91.5);

    Alert alert = fixture.alert();
    assertThat(alert.labels())
        .isEqualTo(Map.of("host", "web1", "team", "ops", "rule", "disk", "severity", "high"));
    assertThat(alert.context().cause().key()).isEqualTo("host:web1");
    assertThat(alert.context().summary()).isEqualTo("web1 at 91.5");
    assertThat(alert.context().runbook()).isEqualTo("docs/x.md");
    assertThat(alert.episode()).isEqualTo(1);
    assertThat(fixture.heard).hasSize(1);
  }

  @Test
  void eachFiringIsAnEpisodeAndEachChangeARevision() {
    fixture.rules = List.of(rule("cpu-high", above(Selection.each("cpu"), 80, null)));
    fixture.look(90);
    for (int i = 0; i < 4; i++) {
      fixture.pass(5);
      fixture.look(10);
    }
    fixture.look(90);

    assertThat(fixture.alert().episode()).isEqualTo(2);
    assertThat(fixture.alert().revision()).isEqualTo(3);
    assertThat(fixture.heard).hasSize(3);
    AlertFixture after = AlertFixture.restarted(fixture);
    after.thresholds = List.of();
    after.look(90);
    assertThat(after.heard).as("a restart is no news").isEmpty();
    assertThat(after.alerts.all()).isEqualTo(fixture.alerts.all());
  }

  @Test
  void aRuleThatIsSwitchedOffEndsItsAlertsAndSaysSo() {
    AlertRule on = rule("cpu-high", above(Selection.each("cpu"), 80, null));
    fixture.rules = List.of(on);
    fixture.look(90);
    fixture.rules = List.of(on.enabled(false));
    fixture.look(90);

    assertThat(fixture.alert().history().getLast().reason()).isEqualTo("its rule was switched off");
    assertThat(fixture.alerts.health().getOrDefault("cpu-high", RuleHealth.NEVER).state())
        .isEqualTo(RuleHealth.State.DISABLED);
    fixture.rules = List.of(on);
    fixture.look(90);
    assertThat(fixture.alert().episode()).isEqualTo(2);
  }

  @Test
  void aCounterIsJudgedByItsRate() {
    fixture.rules = List.of(rule("errors", above(Selection.each("errors.total"), 2, null)));
    Series errors = Series.of("errors.total", Map.of(), MetricType.COUNTER, "", "");
    fixture.look(errors, 1_000_000);
    fixture.pass(10);
    fixture.look(errors, 1_000_010);
    assertThat(fixture.alerts.all()).isEmpty();
    fixture.pass(10);
    fixture.look(errors, 1_000_050);
    assertThat(fixture.alert().value()).isEqualTo(4);
  }

  @Test
  void aWindowJudgesItsMeanAndWantsEnoughValues() {
    fixture.rules =
        List.of(
            rule("mean", above(Selection.each("cpu").over(Duration.ofMinutes(1), 4), 80, null)));
    fixture.look();
    for (double value : new double[] {99, 99, 99}) {
      fixture.look(value);
      fixture.pass(5);
    }
    assertThat(fixture.alerts.all()).as("three values are too few").isEmpty();
    fixture.look(20);
    assertThat(fixture.alerts.all()).as("the mean is 79").isEmpty();
    fixture.pass(5);
    fixture.look(99);
    assertThat(fixture.alert().value()).isEqualTo(83.2);
  }
}
