package io.pitwall.engine.alert;

import static io.pitwall.model.alert.Severity.CRITICAL;
import static io.pitwall.model.alert.Severity.HIGH;
import static io.pitwall.model.alert.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.engine.memory.InMemoryControlStore;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.Threshold;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final Thresholds thresholds = new Thresholds(store);

  @Test
  void theDefaultsAreThoseOfTheOriginal() {
    assertThat(limits("system.cpu.usage"))
        .isEqualTo(Map.of(MEDIUM, 70.0, HIGH, 85.0, CRITICAL, 95.0));
    assertThat(limits("system.memory.usage"))
        .isEqualTo(Map.of(MEDIUM, 75.0, HIGH, 90.0, CRITICAL, 95.0));
    assertThat(limits("system.disk.usage"))
        .isEqualTo(Map.of(MEDIUM, 80.0, HIGH, 90.0, CRITICAL, 95.0));
    assertThat(thresholds.all()).hasSize(3);
  }

  @Test
  void mergingChangesWhatIsNamedAndLeavesTheRest() {
    merge(Map.of("system.cpu.usage", Map.of(HIGH, 80.0), "queue.depth", Map.of(HIGH, 5.0)));

    assertThat(limits("system.cpu.usage")).isEqualTo(Map.of(HIGH, 80.0));
    assertThat(limits("queue.depth")).isEqualTo(Map.of(HIGH, 5.0));
    assertThat(limits("system.disk.usage")).hasSize(3);
  }

  @Test
  void aMetricWithoutLimitsLosesItsThreshold() {
    merge(Map.of("system.cpu.usage", Map.of(), "unheard.of", Map.of()));

    assertThat(thresholds.all())
        .extracting(Threshold::metric)
        .containsExactly("system.disk.usage", "system.memory.usage");
  }

  @Test
  void fault05WhatIsWrongIsNamedAndChangesNothing() {
    Map<String, Map<Severity, Double>> wrong =
        Map.of("queue.depth", Map.of(HIGH, 5.0), "x", Map.of(MEDIUM, 9.0, HIGH, 1.0));

    assertThatThrownBy(() -> merge(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limits of x");
    assertThat(thresholds.all()).hasSize(3);
    assertThat(store.hasThresholds()).isFalse();
    assertThat(store.auditLog(9)).isEmpty();
  }

  @Test
  void fault05ChangesAreSavedAndAudited() {
    merge(Map.of("system.cpu.usage", Map.of(HIGH, 80.0)));

    assertThat(new ArrayList<>(new Thresholds(store).all()))
        .isEqualTo(new ArrayList<>(thresholds.all()));
    AuditEntry entry = store.auditLog(9).getFirst();
    assertThat(entry.actor()).isEqualTo("ann");
    assertThat(entry.atMicros()).isEqualTo(17);
    assertThat(entry.action()).isEqualTo("thresholds.update");
    assertThat(entry.target()).isEqualTo("system.cpu.usage");
    assertThat(entry.before())
        .startsWith("{\"system.cpu.usage\":{\"medium\":70.0,\"high\":85.0,\"critical\":95.0},");
    assertThat(entry.after()).startsWith("{\"system.cpu.usage\":{\"high\":80.0},");
  }

  @Test
  void fault05WhatCannotBeSavedIsNotInForce() {
    store.setBroken(true);

    assertThatThrownBy(() -> merge(Map.of("queue.depth", Map.of(HIGH, 5.0))))
        .isInstanceOf(StoreException.class);
    assertThat(thresholds.all()).hasSize(3);
  }

  @Test
  void removingAllIsADecisionThatARestartKeeps() {
    merge(
        Map.of(
            "system.cpu.usage", Map.of(),
            "system.memory.usage", Map.of(),
            "system.disk.usage", Map.of()));

    assertThat(new Thresholds(store).all()).isEmpty();
  }

  @Test
  void fault04AKnownDirectionIsNotGuessedAnew() {
    store.saveThresholds(
        List.of(new Threshold("system.memory.available", Comparator.BELOW, Map.of(HIGH, 4.0))),
        new AuditEntry(1, "ann", "a", "t", "", ""));
    Thresholds restarted = new Thresholds(store);

    restarted.merge(
        Map.of(
            "system.memory.available", Map.of(HIGH, 2.0),
            "agent.coder.success_rate", Map.of(HIGH, 0.8)),
        "ann",
        2);

    assertThat(restarted.all())
        .extracting(Threshold::comparator)
        .containsExactly(Comparator.BELOW, Comparator.BELOW);
  }

  @Test
  void thresholdsAreListedByNameAndAuditTextIsJson() {
    merge(Map.of("b\"\\\n", Map.of(HIGH, 1.0), "a", Map.of(HIGH, 1.0)));

    assertThat(thresholds.all())
        .extracting(Threshold::metric)
        .containsExactly(
            "a", "b\"\\\n", "system.cpu.usage", "system.disk.usage", "system.memory.usage");
    assertThat(store.auditLog(1).getFirst().after()).contains("\"b\\\"\\\\\\u000a\":{");
  }

  private void merge(Map<String, Map<Severity, Double>> limits) {
    thresholds.merge(limits, "ann", 17);
  }

  private Map<Severity, Double> limits(String metric) {
    return thresholds.all().stream()
        .filter(threshold -> threshold.metric().equals(metric))
        .findFirst()
        .orElseThrow()
        .limits();
  }
}
