package io.pitwall.server.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.engine.alert.DefaultPack;
import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {
  private static final String GOOD =
      """
      rules:
        - id: checkout-slow
          condition:
            kind: threshold
            signal: workflow.p95_seconds
            where: ["workflow=checkout"]
            over: 15m
            at_least: 20
            comparator: ">="
            limits: {medium: 20, critical: 60}
            clear: 15
          for: 1m30s
          no_data: keep
          labels: {team: shop}
          annotations: {summary: "{{tags.workflow}} at {{value}}"}
        - id: slo
          condition: {kind: burn_rate, signal: workflow.error_rate, objective: 0.99}
        - id: beat
          condition: {kind: absence, signal: beat, after: {high: 5m}, within: 1h}
        - id: growing
          condition: {kind: change, signal: depth, factors: {low: 2}, at_least_by: 5, days: 3}
        - id: stuck
          condition: {kind: stuck_run, factors: {high: 3}}
          enabled: false
      """;

  @Test
  void everySortOfRuleIsRead() throws RuleFile.FaultyException {
    List<AlertRule> rules = RuleFile.read(GOOD, "rules.yaml");

    assertThat(rules)
        .extracting(AlertRule::id)
        .containsExactly("checkout-slow", "slo", "beat", "growing", "stuck");
    AlertRule first = rules.getFirst();
    assertThat(first.pendingFor()).isEqualTo(Duration.ofSeconds(90));
    assertThat(first.noData()).isEqualTo(AlertRule.NoData.KEEP);
    assertThat(first.source()).isEqualTo(AlertRule.Source.FILE);
    assertThat(first.condition())
        .isInstanceOfSatisfying(
            AlertCondition.Threshold.class,
            threshold -> {
              assertThat(threshold.comparator()).isEqualTo(Comparator.AT_LEAST);
              assertThat(threshold.limits())
                  .isEqualTo(Map.of(Severity.MEDIUM, 20.0, Severity.CRITICAL, 60.0));
              assertThat(threshold.clear()).isEqualTo(15);
              assertThat(threshold.of().atLeast()).isEqualTo(20);
            });
    assertThat(rules.get(1).condition())
        .isInstanceOfSatisfying(
            AlertCondition.BurnRate.class, burn -> assertThat(burn.windows()).hasSize(3));
    assertThat(rules.getLast().enabled()).isFalse();
  }

  @Test
  void whatIsWrittenIsReadTheSame() throws RuleFile.FaultyException {
    List<AlertRule> rules = new ArrayList<>(RuleFile.read(GOOD, "rules.yaml"));
    rules.addAll(DefaultPack.rules());
    for (AlertRule rule : rules) {
      RuleReader reader = new RuleReader();
      assertThat(reader.read(RuleText.of(rule), "", null, rule.source()))
          .as(reader.faults().toString())
          .contains(rule);
    }
  }

  @Test
  void anEmptyFileHasNoRules() throws RuleFile.FaultyException {
    assertThat(RuleFile.read("", "r")).isEmpty();
    assertThat(RuleFile.read("rules: []", "r")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limits: {medium: 20, critical: 60} | limits: {medium: 20, critical: 6}  | 3:5",
        "limits: {medium: 20, critical: 60} | limits: {medium: twenty}           | 10:16",
        "limits: {medium: 20, critical: 60} | limits: {awful: 20}                | 10:16",
        "limits: {medium: 20, critical: 60} | limit: 5                           | 3:5",
        "signal: workflow.p95_seconds       | signal: ''                         | 5:7",
        "over: 15m                          | over: soon                         | 7:7",
        "kind: threshold                    | kind: treshold                     | 4:7",
        "id: checkout-slow                  | id: 'check out'                    | 2:5",
        "id: checkout-slow                  | id: slo                            | 16:5",
        "no_data: keep                      | no_data: panic                     | 13:5",
        "no_data: keep                      | nodata: keep                       | 13:5",
        "labels: {team: shop}               | labels: {team: shop                | 15:",
        "tags.workflow                      | tag.workflow                       | 15:19",
      })
  void aFaultIsNamedWithLineAndColumn(String good, String bad, String place) {
    assertThat(GOOD).contains(good);
    assertThatThrownBy(
            () -> RuleFile.read(GOOD.replaceFirst(Pattern.quote(good), bad), "rules.yaml"))
        .isInstanceOf(RuleFile.FaultyException.class)
        .hasMessageContaining("xpected")
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("rules.yaml:" + place);
  }
}
