package io.pitwall.engine.advice;

import io.pitwall.engine.inspect.Evidence;
import io.pitwall.engine.inspect.Inspection;
import io.pitwall.engine.live.EngineEvent;
import io.pitwall.engine.live.EventBus;
import io.pitwall.engine.port.MemoryService;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.advice.RecommendationChange;
import io.pitwall.model.advice.RecommendationState;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.api.Knowledge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All recommendations: one record for each inspection and scope, opened by evidence, closed when
 * the evidence is gone, opened again if it returns. What the store cannot keep is kept as soon as
 * it can. Thread-safe.
 */
public final class Recommendations {
  private static final Logger LOG = LoggerFactory.getLogger(Recommendations.class);
  private static final String SELF = "pitwall";

  private final ControlStore store;
  private final MemoryService memory;
  private final EventBus events;
  private final List<Inspection> inspections;
  private final Map<String, Recommendation> byId = new ConcurrentHashMap<>();
  private final Set<String> unsaved = new LinkedHashSet<>();
  private final LongAdder failedInspections = new LongAdder();
  private final LongAdder failedMemories = new LongAdder();

  public Recommendations(
      ControlStore store, MemoryService memory, EventBus events, List<Inspection> inspections) {
    this.store = store;
    this.memory = memory;
    this.events = events;
    this.inspections = List.copyOf(inspections);
    store.recommendations().forEach(known -> byId.put(known.id(), known));
  }

  /** Every recommendation there ever was: most important first, then those seen last. */
  public List<Recommendation> all() {
    return byId.values().stream()
        .sorted(
            Comparator.comparing((Recommendation advice) -> advice.finding().priority())
                .reversed()
                .thenComparing(Recommendation::lastSeenMicros, Comparator.reverseOrder())
                .thenComparing(Recommendation::id))
        .toList();
  }

  /** Those that wait to be acted on, in the same order. */
  public List<Recommendation> open() {
    return all().stream().filter(Recommendation::isOpen).toList();
  }

  public Optional<Recommendation> get(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * Runs every inspection once. What an inspection that fails had found before stays as it is.
   *
   * @throws io.pitwall.store.api.StoreException if the changes cannot be kept; they are then kept
   *     and told the next time
   */
  public synchronized void round(Evidence evidence) {
    for (Inspection inspection : inspections) {
      try {
        List<Finding> findings = inspection.inspect(evidence);
        take(inspection.id(), findings, evidence.nowMicros());
      } catch (RuntimeException e) {
        failedInspections.increment();
        LOG.warn("Inspection {} failed; the others go on", inspection.id(), e);
      }
    }
    if (!unsaved.isEmpty()) {
      List<Recommendation> changed =
          unsaved.stream().map(id -> Objects.requireNonNull(byId.get(id))).toList();
      store.saveRecommendations(changed);
      unsaved.clear();
      changed.forEach(advice -> events.publish(new EngineEvent.RecommendationChanged(advice)));
      remember(changed, evidence.nowMicros());
    }
  }

  /**
   * A person sets a recommendation aside.
   *
   * @return the recommendation as it is now; empty if there is none of that id or it is not open
   */
  public synchronized Optional<Recommendation> dismiss(
      String id, String by, String reason, long nowMicros) {
    Recommendation advice = byId.get(id);
    if (advice == null || !advice.isOpen()) {
      return Optional.empty();
    }
    Recommendation dismissed =
        changed(advice, advice.finding(), RecommendationState.DISMISSED, nowMicros, by, reason);
    store.saveRecommendations(List.of(dismissed));
    byId.put(id, dismissed);
    events.publish(new EngineEvent.RecommendationChanged(dismissed));
    return Optional.of(dismissed);
  }

  /** Inspections since start that ended in an exception. */
  public long failedInspections() {
    return failedInspections.sum();
  }

  /** Results since start that the memory service did not take. */
  public long failedMemories() {
    return failedMemories.sum();
  }

  private void take(String inspection, List<Finding> findings, long nowMicros) {
    Set<String> seen = new HashSet<>();
    for (Finding finding : findings) {
      String id = RecommendationId.of(finding);
      seen.add(id);
      Recommendation before = byId.get(id);
      Recommendation after = seen(id, before, finding, nowMicros);
      byId.put(id, after);
      if (before == null || before.state() != after.state() || reads(before) != reads(after)) {
        unsaved.add(id);
      }
    }
    for (Recommendation advice : List.copyOf(byId.values())) {
      boolean mine = advice.finding().inspection().equals(inspection);
      if (mine && !seen.contains(advice.id()) && closesWithItsEvidence(advice.state())) {
        Recommendation closed =
            changed(
                advice,
                advice.finding(),
                RecommendationState.CLOSED,
                nowMicros,
                SELF,
                "the evidence is gone");
        byId.put(advice.id(), closed);
        unsaved.add(advice.id());
      }
    }
  }

  private static Recommendation seen(
      String id, @Nullable Recommendation before, Finding finding, long nowMicros) {
    if (before == null) {
      return new Recommendation(
          id,
          finding,
          RecommendationState.OPEN,
          nowMicros,
          nowMicros,
          List.of(
              new RecommendationChange(
                  nowMicros, RecommendationState.OPEN, SELF, "first evidence")));
    }
    if (before.state() == RecommendationState.CLOSED) {
      return changed(
          before, finding, RecommendationState.OPEN, nowMicros, SELF, "the evidence is back");
    }
    return new Recommendation(
        id, finding, before.state(), before.firstSeenMicros(), nowMicros, before.history());
  }

  private static Recommendation changed(
      Recommendation before,
      Finding finding,
      RecommendationState state,
      long nowMicros,
      String by,
      String reason) {
    List<RecommendationChange> history = new ArrayList<>(before.history());
    history.add(new RecommendationChange(nowMicros, state, by, reason));
    long lastSeen = state == RecommendationState.OPEN ? nowMicros : before.lastSeenMicros();
    return new Recommendation(
        before.id(), finding, state, before.firstSeenMicros(), lastSeen, history);
  }

  private static boolean closesWithItsEvidence(RecommendationState state) {
    return switch (state) {
      case OPEN, ACCEPTED, DISMISSED -> true;
      case APPLIED, MEASURED, CLOSED -> false;
    };
  }

  /** What is worth keeping at once; the numbers inside change every round. */
  private static int reads(Recommendation advice) {
    return advice.finding().priority().hashCode() * 31 + advice.finding().issue().hashCode();
  }

  private void remember(List<Recommendation> changed, long nowMicros) {
    try {
      memory.storeKnowledge(
          new Knowledge(
              nowMicros,
              "performance_optimization",
              Map.of(
                  "recommendations",
                  changed.stream().map(Recommendations::describe).toList(),
                  "open",
                  open().size()),
              Map.of("type", "optimization_analysis")));
    } catch (RuntimeException e) {
      failedMemories.increment();
      LOG.warn("The memory service did not take the results of a round", e);
    }
  }

  private static Map<String, Object> describe(Recommendation advice) {
    Finding finding = advice.finding();
    return Map.of(
        "id", advice.id(),
        "state", advice.state().wireName(),
        "type", finding.type(),
        "priority", finding.priority().wireName(),
        "issue", finding.issue(),
        "recommendations", finding.texts());
  }
}
