package io.pitwall.engine.alert;

import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Selection;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.Threshold;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.ControlStore;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The thresholds in force: kept in the store, every change audited. Thread-safe. */
public final class Thresholds {
  /** The defaults of the original specification, in percent. */
  public static final List<Threshold> DEFAULTS =
      List.of(
          percent("system.cpu.usage", 70, 85, 95),
          percent("system.memory.usage", 75, 90, 95),
          percent("system.disk.usage", 80, 90, 95));

  private static final Map<String, String> RUNBOOKS =
      Map.of(
          "system.cpu.usage", "docs/alerts/host-cpu.md",
          "system.memory.usage", "docs/alerts/host-memory.md",
          "system.disk.usage", "docs/alerts/disk-filling.md");

  private final ControlStore store;
  private volatile Map<String, Threshold> byMetric;

  public Thresholds(ControlStore store) {
    this.store = store;
    byMetric = index(store.hasThresholds() ? store.thresholds() : DEFAULTS);
  }

  /** The thresholds as rules: each series of a metric is judged by itself. */
  public List<AlertRule> rules(AlertPolicy policy) {
    return byMetric.values().stream().map(threshold -> rule(threshold, policy)).toList();
  }

  static AlertRule rule(Threshold threshold, AlertPolicy policy) {
    return new AlertRule(
        "threshold:" + threshold.metric(),
        new AlertCondition.Threshold(
            Selection.each(threshold.metric()), threshold.comparator(), threshold.limits(), null),
        policy.pendingFor(),
        policy.clearFor(),
        AlertRule.NoData.IGNORE,
        new TreeMap<>(),
        new AlertRule.Annotations(
            "", "", RUNBOOKS.getOrDefault(threshold.metric(), "docs/alerts/threshold.md")),
        AlertRule.Source.THRESHOLD,
        true);
  }

  /** All thresholds, in order of the names of their metrics. */
  public Collection<Threshold> all() {
    return byMetric.values();
  }

  /**
   * Sets the thresholds of some metrics and leaves the others. An empty set of limits removes a
   * metric's. A metric that had a threshold keeps its comparator, a new one gets the one that its
   * name suggests. All or nothing.
   *
   * @param limits metric to severity to limit
   * @throws IllegalArgumentException naming what is wrong; nothing was changed
   */
  public synchronized void merge(
      Map<String, Map<Severity, Double>> limits, String actor, long nowMicros) {
    Map<String, Threshold> merged = new TreeMap<>(byMetric);
    limits.forEach(
        (metric, ofMetric) -> {
          if (ofMetric.isEmpty()) {
            merged.remove(metric);
          } else {
            Threshold known = merged.get(metric);
            Comparator comparator =
                known == null ? Comparator.guessFor(metric) : known.comparator();
            merged.put(metric, new Threshold(metric, comparator, ofMetric));
          }
        });
    store.saveThresholds(
        merged.values(),
        new AuditEntry(
            nowMicros,
            actor,
            "thresholds.update",
            String.join(",", limits.keySet()),
            json(byMetric),
            json(merged)));
    byMetric = Collections.unmodifiableMap(merged);
  }

  private static Threshold percent(String metric, double medium, double high, double critical) {
    return new Threshold(
        metric,
        Comparator.ABOVE,
        Map.of(Severity.MEDIUM, medium, Severity.HIGH, high, Severity.CRITICAL, critical));
  }

  private static Map<String, Threshold> index(Collection<Threshold> thresholds) {
    Map<String, Threshold> sorted = new TreeMap<>();
    thresholds.forEach(threshold -> sorted.put(threshold.metric(), threshold));
    return Collections.unmodifiableMap(sorted);
  }

  private static String json(Map<String, Threshold> thresholds) {
    return thresholds.values().stream()
        .map(
            threshold ->
                threshold.limits().entrySet().stream()
                    .map(limit -> "\"" + limit.getKey().wireName() + "\":" + limit.getValue())
                    .collect(
                        Collectors.joining(",", "\"" + escaped(threshold.metric()) + "\":{", "}")))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return out.toString();
  }
}
