package io.pitwall.store.contract;

import static io.pitwall.store.contract.Telemetry.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Outcome;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.advice.RecommendationChange;
import io.pitwall.model.advice.RecommendationState;
import io.pitwall.model.advice.Risk;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.advice.Trial;
import io.pitwall.model.agent.ScoreSettings;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertChange;
import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Selection;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.Silence;
import io.pitwall.model.alert.TagMatcher;
import io.pitwall.model.alert.Threshold;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.ManualClock;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.api.Knowledge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people decided and the product concluded is there after every restart. */
public abstract class ControlStoreContract {
  @TempDir protected Path folder;
  private final ManualClock clock = new ManualClock(TODAY);

  /** Opens the control store of a folder; a call after the first closes the one before. */
  protected abstract ControlStore open(Path folder, Clock clock);

  /** Closes everything. */
  protected abstract void closed();

  @AfterEach
  void closeStore() {
    closed();
  }

  private ControlStore open() {
    return open(folder, clock);
  }

  private ControlStore reopen() {
    closed();
    return open();
  }

  private static AuditEntry audit(long at, String action) {
    return new AuditEntry(at, "admin", action, "system.cpu.usage", "{}", "{\"high\":80}");
  }

  @Test
  void fault05ThresholdsAreSavedAndTheChangeIsAudited() {
    Threshold cpu =
        new Threshold(
            "system.cpu.usage",
            Comparator.ABOVE,
            Map.of(Severity.MEDIUM, 70.0, Severity.CRITICAL, 95.5));
    Threshold success = new Threshold("success_rate", Comparator.BELOW, Map.of(Severity.HIGH, 0.9));
    ControlStore store = open();
    assertThat(store.hasThresholds()).isFalse();
    assertThat(store.thresholds()).isEmpty();

    store.saveThresholds(List.of(cpu, success), audit(1, "thresholds.update"));
    store = reopen();

    assertThat(store.thresholds()).containsExactlyInAnyOrder(cpu, success);
    assertThat(store.auditLog(10)).containsExactly(audit(1, "thresholds.update"));

    store.saveThresholds(List.of(), audit(2, "thresholds.clear"));
    store = reopen();

    assertThat(store.thresholds()).isEmpty();
    assertThat(store.hasThresholds()).as("an empty list is a decision").isTrue();
    assertThat(store.auditLog(1)).containsExactly(audit(2, "thresholds.clear"));
  }

  @Test
  void scoreSettingsAreKeptByAgentType() {
    ScoreSettings fast = new ScoreSettings(0.5, 0.25, 0.25, 2, 500, 100);
    ControlStore store = open();
    store.saveScoreSettings("researcher", ScoreSettings.DEFAULT, audit(1, "score.update"));
    store.saveScoreSettings("researcher", fast, audit(2, "score.update"));
    store = reopen();

    assertThat(store.scoreSettings()).isEqualTo(Map.of("researcher", fast));
    assertThat(store.auditLog(10)).hasSize(2);
  }

  @Test
  void fault03AnAlertIsOneRecordWithAllOfItsHistory() {
    Alert firing = alert("a", AlertState.FIRING, 5, null);
    Alert resolved = alert("a", AlertState.RESOLVED, 9, 9L);
    Alert other = alert("b", AlertState.ACKNOWLEDGED, 7, null);
    ControlStore store = open();
    store.saveAlerts(List.of(firing, other));
    store.saveAlerts(List.of(resolved));
    store = reopen();

    assertThat(store.alerts()).containsExactly(resolved, other);
    assertThat(store.alert("b")).contains(other);
    assertThat(store.alert("c")).isEmpty();
  }

  @Test
  void everySortOfRuleIsKeptAndDeletedWithItsAudit() {
    Selection of =
        new Selection(
            "queue.depth",
            List.of(TagMatcher.parse("env!~test.*")),
            Selection.Aggregate.SUM,
            List.of("team"),
            Duration.ofMinutes(5),
            3);
    List<AlertCondition> conditions =
        List.of(
            new AlertCondition.Threshold(of, Comparator.AT_MOST, Map.of(Severity.LOW, 1.5), 2.0),
            new AlertCondition.Threshold(of, Comparator.ABOVE, Map.of(Severity.HIGH, 1.0), null),
            new AlertCondition.Change(
                of, false, Map.of(Severity.HIGH, 2.0), 0.5, 7, Duration.ofHours(6)),
            new AlertCondition.BurnRate(of, 0.99, AlertCondition.BurnRate.STANDARD),
            new AlertCondition.Absence(
                of, Map.of(Severity.MEDIUM, Duration.ofMinutes(5)), Duration.ofDays(1)),
            new AlertCondition.StuckRun(
                of, Map.of(Severity.CRITICAL, 9.0), Duration.ofSeconds(90)));
    ControlStore store = open();
    List<AlertRule> rules = new ArrayList<>();
    for (AlertCondition condition : conditions) {
      AlertRule rule =
          new AlertRule(
              "rule-" + rules.size(),
              condition,
              Duration.ofSeconds(90),
              Duration.ofMinutes(5),
              AlertRule.NoData.KEEP,
              new TreeMap<>(Map.of("team", "ä")),
              new AlertRule.Annotations("{{value}}", "more", "docs/x.md"),
              AlertRule.Source.API,
              rules.size() != 1);
      rules.add(rule);
      store.saveAlertRule(rule, audit(rules.size(), "alert_rules.create"));
    }
    store = reopen();
    assertThat(store.alertRules()).isEqualTo(rules);

    store.saveAlertRule(rules.getFirst().enabled(false), audit(8, "alert_rules.update"));
    store.deleteAlertRule("rule-5", audit(9, "alert_rules.delete"));
    store = reopen();

    assertThat(store.alertRules()).hasSize(5).contains(rules.getFirst().enabled(false));
    assertThat(store.auditLog(1)).containsExactly(audit(9, "alert_rules.delete"));
  }

  @Test
  void silencesAndWhatIsPendingAreKept() {
    Silence silence =
        new Silence("s", List.of(TagMatcher.parse("a=~b|c")), 10, 20, "ann", 9, "deploy");
    Silence later = new Silence("t", List.of(TagMatcher.parse("a=b")), 10, 90, "bob", 9, "");
    ControlStore store = open();
    store.saveSilence(silence, audit(1, "silences.create"));
    store.saveSilence(later, audit(2, "silences.create"));
    store.saveSilence(silence.endedAt(15), audit(3, "silences.end"));
    store.savePendingAlerts(Map.of("a", 5L, "b", 6L));
    store.savePendingAlerts(Map.of("b", 6L, "c", 7L));
    store = reopen();

    assertThat(store.silences()).containsExactly(later, silence.endedAt(15));
    assertThat(store.pendingAlerts()).isEqualTo(Map.of("b", 6L, "c", 7L));
    store.savePendingAlerts(Map.of());
    assertThat(store.pendingAlerts()).isEmpty();
    assertThat(store.auditLog(9)).hasSize(3);
  }

  @Test
  void thousandsOfAlertsAreSavedAtOnce() {
    List<Alert> many = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      many.add(alert("many-" + i, AlertState.FIRING, 5, null));
    }
    ControlStore store = open();
    store.saveAlerts(many);
    store.saveAlerts(many.subList(0, 1_500));

    assertThat(store.alerts()).hasSize(3_000);
    assertThat(store.alert("many-2999")).contains(many.getLast());
  }

  @Test
  void fault08ARecommendationIsOneRecordHoweverOftenItIsSaved() {
    Recommendation open = recommendation(RecommendationState.OPEN, 5);
    Recommendation closed = recommendation(RecommendationState.CLOSED, 8);
    ControlStore store = open();
    for (int i = 0; i < 3; i++) {
      store.saveRecommendations(List.of(open));
    }
    assertThat(store.recommendations()).containsExactly(open);
    store.saveRecommendations(List.of(closed));
    store = reopen();
    assertThat(store.recommendations()).containsExactly(closed);
  }

  @Test
  void knowledgeIsReadNewestFirstByCategory() {
    ControlStore store = open();
    for (long i = 1; i <= 3; i++) {
      store.saveKnowledge(
          new Knowledge(
              i,
              "optimization",
              Map.of("n", i, "share", 0.5, "texts", List.of("a", "b")),
              Map.of("deep", Map.of("flag", true))));
    }
    store.saveKnowledge(new Knowledge(9, "other", Map.of(), Map.of()));
    store = reopen();

    List<Knowledge> found = store.knowledge("optimization", 2);

    assertThat(found).extracting(Knowledge::atMicros).containsExactly(3L, 2L);
    assertThat(found.getFirst().content())
        .isEqualTo(Map.of("n", 3L, "share", 0.5, "texts", List.of("a", "b")));
    assertThat(found.getFirst().metadata()).isEqualTo(Map.of("deep", Map.of("flag", true)));
    assertThat(store.knowledge("unheard of", 5)).isEmpty();
  }

  private static Alert alert(
      String id, AlertState state, long changedAt, @Nullable Long resolvedAt) {
    return new Alert(
        id,
        "threshold",
        "system.cpu.usage",
        new TreeMap<>(Map.of("host", "ä \"quoted\"")),
        state,
        Severity.HIGH,
        80,
        91.25,
        "CPU is high",
        4,
        resolvedAt,
        resolvedAt == null ? null : "ann",
        List.of(
            new AlertChange(4, AlertState.FIRING, Severity.MEDIUM, 75, "beyond 70"),
            new AlertChange(changedAt, state, Severity.HIGH, 91.25, "beyond 80")));
  }

  private static Recommendation recommendation(RecommendationState state, long seenAt) {
    return new Recommendation(
        "agent-low-score:r",
        new Finding(
            "agent-low-score",
            Scope.agent("r", "researcher"),
            "agent_optimization",
            Priority.HIGH,
            "low_performance_score",
            List.of("Do less", "Do it later"),
            Map.of("score", 0.25, "tasks", 12L, "reason", "slow"),
            new Basis(
                "score 0.25 < 0.5", 412, 30, 81.5, List.of("0af7651916cd43dd8448eb211c80319c")),
            new Action("retriever", "workers", "", 6L, 9L, "c* = min c", Map.of("lambda", 3.5), 1),
            new Prediction(
                List.of(new Effect(Measure.P95_MS, 8_400, 6_500, 5_900, 7_100)),
                "retime+queue",
                "p50 within 1.2 %",
                0.9),
            new Risk(0.25, true, List.of("go back if p95 is above 9 s"))),
        state,
        1,
        seenAt,
        List.of(new RecommendationChange(1, state, "inspection", "evidence")),
        0.175,
        state == RecommendationState.OPEN ? null : "queue-saturation:r",
        List.of(
            new Trial(
                null,
                null,
                "ann",
                new Outcome(
                    Measure.P95_MS,
                    5,
                    8_400,
                    6_600,
                    -0.21,
                    -0.3,
                    -0.12,
                    400,
                    380,
                    Outcome.Verdict.BETTER)),
            new Trial(null, null, "bob", Outcome.pending(Measure.P50_MS, 7))));
  }
}
