package io.pitwall.engine.inspect;

import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.advice.Scope;
import io.pitwall.store.api.SeriesSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A machine that has been short of CPU, memory or disk for five minutes on average: medium beyond
 * the high limit of the default thresholds, high beyond the critical one. The original names the
 * analysis of the system without giving its rule.
 */
final class SystemSaturation implements Inspection {
  private static final int MIN_VALUES = 12;

  private record Rule(
      String metric, double medium, double high, String issue, List<String> texts) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "system.cpu.usage",
              85,
              95,
              "high_cpu_usage",
              List.of("Run fewer agents here at once, or move some to another machine")),
          new Rule(
              "system.memory.usage",
              90,
              95,
              "high_memory_usage",
              List.of("Find the process that grows, or give the machine more memory")),
          new Rule(
              "system.disk.usage",
              90,
              95,
              "high_disk_usage",
              List.of("Free space, or shorten what is kept (retention.raw)")));

  @Override
  public String id() {
    return "system-saturation";
  }

  @Override
  public List<Finding> inspect(Evidence evidence) {
    return RULES.stream()
        .flatMap(rule -> worst(evidence, rule).stream().map(summary -> finding(rule, summary)))
        .toList();
  }

  private static Optional<SeriesSummary> worst(Evidence evidence, Rule rule) {
    return evidence.systemMetrics().stream()
        .filter(summary -> summary.series().name().equals(rule.metric))
        .filter(summary -> summary.count() >= MIN_VALUES && summary.average() > rule.medium)
        .max(Comparator.comparingDouble(SeriesSummary::average));
  }

  private Finding finding(Rule rule, SeriesSummary summary) {
    return new Finding(
        id(),
        Scope.metric(rule.metric),
        "resource_optimization",
        summary.average() > rule.high ? Priority.HIGH : Priority.MEDIUM,
        rule.issue,
        List.of(
            String.format(
                Locale.ROOT,
                "%s: %.0f %% on average over five minutes, at most %.0f %%",
                rule.texts.getFirst(),
                summary.average(),
                summary.max())),
        Map.of(
            "average", summary.average(),
            "max", summary.max(),
            "limit", rule.medium,
            "n", summary.count()),
        new Basis(
            String.format(
                Locale.ROOT, "mean of 5 min %.0f %% > %.0f %%", summary.average(), rule.medium),
            summary.count(),
            MIN_VALUES,
            Severity.of(summary.average(), rule.medium, rule.high),
            List.of()));
  }
}
