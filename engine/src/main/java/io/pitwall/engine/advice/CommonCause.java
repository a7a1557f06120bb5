package io.pitwall.engine.advice;

import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.advice.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a tenth of the fleet has the same trouble at once, it is not each agent's own: the findings
 * are gathered under one, to be looked at as a whole and never mended one by one. LinkedIn's Cruise
 * Control draws the line at the same share.
 */
final class CommonCause {
  private static final double SHARE = 0.1;
  private static final int SMALLEST_FLEET = 20;

  /** What is common to the findings of one inspection; empty if they are each agent's own. */
  static Optional<Finding> of(List<Finding> findings, int fleet) {
    List<Finding> agents =
        findings.stream().filter(finding -> finding.scope().agentId() != null).toList();
    if (fleet < SMALLEST_FLEET || agents.size() <= SHARE * fleet) {
      return Optional.empty();
    }
    Finding worst =
        agents.stream()
            .max(Comparator.comparingDouble(finding -> finding.basis().severity()))
            .orElseThrow();
    Map<String, Long> types =
        agents.stream().collect(Collectors.groupingBy(CommonCause::typeOf, Collectors.counting()));
    double share = (double) agents.size() / fleet;
    return Optional.of(
        new Finding(
            worst.inspection(),
            new Scope(null, null, types.size() == 1 ? typeOf(worst) : null, "fleet", null),
            worst.type(),
            Priority.HIGH,
            worst.issue(),
            List.of(
                String.format(
                    Locale.ROOT,
                    "%d of %d agents (%.0f %%) have this at once (%s): look for what they share - a model,"
                        + " a service, a host, a release - before mending any of them",
                    agents.size(),
                    fleet,
                    share * 100,
                    mostOf(types)),
                "The worst is " + worst.scope().agentId() + ": " + worst.texts().getFirst()),
            Map.of("agents", (long) agents.size(), "fleet", (long) fleet, "share", share),
            new Basis(
                String.format(Locale.ROOT, "%.0f %% of the fleet > 10 %%", share * 100),
                worst.basis().n(),
                worst.basis().minimum(),
                worst.basis().severity(),
                worst.basis().examples())));
  }

  private static String typeOf(Finding finding) {
    @Nullable String type = finding.scope().agentType();
    return type == null ? "" : type;
  }

  private static String mostOf(Map<String, Long> types) {
    return types.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(3)
        .map(type -> type.getValue() + " " + type.getKey())
        .collect(Collectors.joining(", "));
  }

  private CommonCause() {}
}
