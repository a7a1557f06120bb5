package io.pitwall.engine.advice;

import io.pitwall.engine.inspect.Layer;
import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.advice.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which advice is explained by other advice: a symptom by its cause at the same agent or operation,
 * an agent's own trouble by that of the fleet. Who mends the cause is rid of the rest.
 */
final class Muting {

  /**
   * What explains what.
   *
   * @param open all open advice
   * @param layers layer of the inspection of that id
   * @return id of the advice that explains it, by id of what is explained
   */
  static Map<String, String> of(Collection<Recommendation> open, Function<String, Layer> layers) {
    Map<String, List<Recommendation>> bySubject = new HashMap<>();
    Map<String, Recommendation> fleet = new HashMap<>();
    for (Recommendation advice : open) {
      subjects(advice.finding().scope())
          .forEach(
              subject -> bySubject.computeIfAbsent(subject, any -> new ArrayList<>()).add(advice));
      if (isOfFleet(advice)) {
        fleet.put(advice.finding().inspection(), advice);
      }
    }
    Map<String, String> muted = new HashMap<>();
    for (Recommendation advice : open) {
      Recommendation cause = fleet.get(advice.finding().inspection());
      if (cause == null
          || cause.id().equals(advice.id())
          || advice.finding().scope().agentId() == null) {
        cause = nearest(advice, bySubject, layers);
      }
      if (cause != null) {
        muted.put(advice.id(), cause.id());
      }
    }
    return muted;
  }

  private static boolean isOfFleet(Recommendation advice) {
    return "fleet".equals(advice.finding().scope().metric());
  }

  private static @Nullable Recommendation nearest(
      Recommendation advice,
      Map<String, List<Recommendation>> bySubject,
      Function<String, Layer> layers) {
    Layer own = layers.apply(advice.finding().inspection());
    return subjects(advice.finding().scope()).stream()
        .flatMap(subject -> Objects.requireNonNull(bySubject.get(subject)).stream())
        .filter(other -> layers.apply(other.finding().inspection()).compareTo(own) > 0)
        .filter(other -> agree(other.finding().scope(), advice.finding().scope()))
        .max(
            Comparator.comparing(
                    (Recommendation other) -> layers.apply(other.finding().inspection()))
                .thenComparingDouble(Recommendation::rank)
                .thenComparing(Recommendation::id))
        .orElse(null);
  }

  /** What a scope is about, in words that scopes of the same thing share. */
  private static List<String> subjects(Scope scope) {
    List<String> subjects = new ArrayList<>(3);
    if (scope.agentId() != null) {
      subjects.add("agent " + scope.agentId());
    }
    if (scope.agentType() != null) {
      subjects.add("type " + scope.agentType());
    }
    if (scope.operation() != null) {
      subjects.add("operation " + scope.operation());
    }
    return subjects;
  }

  /** Whether nothing that both name differs. */
  private static boolean agree(Scope one, Scope other) {
    return agree(one.workflow(), other.workflow())
        && agree(one.agentId(), other.agentId())
        && agree(one.operation(), other.operation());
  }

  private static boolean agree(@Nullable String one, @Nullable String other) {
    return one == null || other == null || one.equals(other);
  }

  private Muting() {}
}
