package io.pitwall.store.duckdb;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertRule;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Rules as JSON: a condition says of which sort it is. */
final class RuleText {

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "sort")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = AlertCondition.Threshold.class, name = "threshold"),
    @JsonSubTypes.Type(value = AlertCondition.Change.class, name = "change"),
    @JsonSubTypes.Type(value = AlertCondition.BurnRate.class, name = "burn_rate"),
    @JsonSubTypes.Type(value = AlertCondition.Absence.class, name = "absence"),
    @JsonSubTypes.Type(value = AlertCondition.StuckRun.class, name = "stuck_run")
  })
  private interface Sorted {}

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addMixIn(AlertCondition.class, Sorted.class)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  static String encode(AlertRule rule) {
    return JSON.writeValueAsString(rule);
  }

  static AlertRule decode(String json) {
    return JSON.readValue(json, AlertRule.class);
  }

  private RuleText() {}
}
