package io.pitwall.engine.advice;

import io.pitwall.engine.inspect.Evidence;
import io.pitwall.engine.inspect.Inspection;
import io.pitwall.engine.inspect.Layer;
import io.pitwall.engine.live.EngineEvent;
import io.pitwall.engine.live.EventBus;
import io.pitwall.engine.port.MemoryService;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Outcome;
import io.pitwall.model.advice.Outcome.Verdict;
import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.advice.RecommendationState;
import io.pitwall.model.advice.Trial;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.api.Knowledge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All recommendations: one record for each inspection and scope, opened by evidence that lasts,
 * closed when the evidence is gone, opened again if it returns. What the store cannot keep is kept
 * as soon as it can. Thread-safe.
 */
public final class Recommendations {
  private static final Logger LOG = LoggerFactory.getLogger(Recommendations.class);
  private static final String SELF = "pitwall";

  private final ControlStore store;
  private final MemoryService memory;
  private final EventBus events;
  private final List<Inspection> inspections;
  private final Map<String, Layer> layers;
  private final Persistence persistence;
  private final OutcomeMeter meter;
  private final Map<String, Recommendation> byId = new ConcurrentHashMap<>();

  /** Rounds with and without evidence, by inspection and id; guarded by this. */
  private final Map<String, Map<String, Integer>> rounds = new HashMap<>();

  private final Set<String> unsaved = new LinkedHashSet<>();
  private final LongAdder failedInspections = new LongAdder();
  private final LongAdder failedMemories = new LongAdder();
  private final LongAdder trifles = new LongAdder();

  public Recommendations(
      ControlStore store,
      MemoryService memory,
      EventBus events,
      List<Inspection> inspections,
      Persistence persistence,
      Observations observations) {
    this.store = store;
    this.memory = memory;
    this.events = events;
    this.inspections = List.copyOf(inspections);
    this.persistence = persistence;
    meter = new OutcomeMeter(observations);
    layers = this.inspections.stream().collect(Collectors.toMap(Inspection::id, Inspection::layer));
    for (Recommendation known : store.recommendations()) {
      byId.put(known.id(), known);
      if (known.state() != RecommendationState.CLOSED) {
        roundsOf(known.finding().inspection()).put(known.id(), persistence.always());
      }
    }
  }

  /** Every recommendation there ever was: most important first, see {@link Ranking}. */
  public List<Recommendation> all() {
    return byId.values().stream()
        .sorted(
            Comparator.comparing((Recommendation advice) -> advice.finding().priority())
                .thenComparingDouble(Recommendation::rank)
                .thenComparingLong(Recommendation::lastSeenMicros)
                .reversed()
                .thenComparing(Recommendation::id))
        .toList();
  }

  /** Those that wait to be acted on and that no other explains, in the same order. */
  public List<Recommendation> open() {
    return all().stream().filter(advice -> advice.isOpen() && advice.mutedBy() == null).toList();
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
    Ledger ledger = Ledger.of(List.copyOf(byId.values()));
    for (Inspection inspection : inspections) {
      try {
        List<Finding> findings =
            inspection.inspect(evidence).stream().map(ledger::calibrated).toList();
        take(inspection.id(), worthwhile(findings, evidence), evidence.nowMicros());
      } catch (RuntimeException e) {
        failedInspections.increment();
        LOG.warn("Inspection {} failed; the others go on", inspection.id(), e);
      }
    }
    measure(evidence.nowMicros());
    mute();
    save(evidence.nowMicros());
  }

  /**
   * A person takes a recommendation a step on in its life.
   *
   * @param from states it may be in
   * @return the recommendation as it is now; empty if there is none of that id in those states
   */
  public synchronized Optional<Recommendation> move(
      String id,
      Set<RecommendationState> from,
      RecommendationState to,
      String by,
      String reason,
      long nowMicros) {
    Recommendation advice = byId.get(id);
    if (advice == null || !from.contains(advice.state())) {
      return Optional.empty();
    }
    return Optional.of(replace(advice.to(to, nowMicros, by, reason)));
  }

  /** A person sets a recommendation aside. */
  public Optional<Recommendation> dismiss(String id, String by, String reason, long nowMicros) {
    return move(
        id,
        Set.of(RecommendationState.OPEN, RecommendationState.ACCEPTED),
        RecommendationState.DISMISSED,
        by,
        reason,
        nowMicros);
  }

  /**
   * A person says that a recommendation was carried out. From then on its effect is measured, round
   * by round, until it is known.
   *
   * @return the recommendation as it is now; empty if there is none of that id or it is not open
   */
  public synchronized Optional<Recommendation> apply(
      String id, String by, String reason, long nowMicros) {
    Recommendation advice = byId.get(id);
    if (advice == null || !advice.isOpen()) {
      return Optional.empty();
    }
    Finding finding = advice.finding();
    Trial trial =
        new Trial(
            finding.action(),
            finding.prediction(),
            by,
            Outcome.pending(OutcomeMeter.measureOf(finding.prediction()), nowMicros));
    return Optional.of(
        replace(advice.tried(trial).to(RecommendationState.APPLIED, nowMicros, by, reason)));
  }

  /** Inspections since start that ended in an exception. */
  public long failedInspections() {
    return failedInspections.sum();
  }

  /** Results since start that the memory service did not take. */
  public long failedMemories() {
    return failedMemories.sum();
  }

  /** Findings since start that promised too little to bother a person with. */
  public long trifles() {
    return trifles.sum();
  }

  /** Puts a newer state in the place of an older one, once it is safe. */
  synchronized Recommendation replace(Recommendation newer) {
    store.saveRecommendations(List.of(newer));
    byId.put(newer.id(), newer);
    events.publish(new EngineEvent.RecommendationChanged(newer));
    return newer;
  }

  private void measure(long nowMicros) {
    for (Recommendation advice : List.copyOf(byId.values())) {
      if (advice.state() == RecommendationState.APPLIED) {
        Outcome before = advice.lastTrial().orElseThrow().outcome();
        Outcome now = meter.measure(advice.finding().scope(), before, nowMicros);
        Recommendation measured = advice.measured(now);
        if (now.verdict() != Verdict.MEASURING) {
          measured =
              measured.to(RecommendationState.MEASURED, nowMicros, SELF, now.verdict().inWords());
        }
        byId.put(advice.id(), measured);
        if (now.verdict() != before.verdict() || now.runsAfter() >= 2 * before.runsAfter() + 10) {
          unsaved.add(advice.id());
        }
      }
    }
  }

  private List<Finding> worthwhile(List<Finding> findings, Evidence evidence) {
    List<Finding> worthwhile = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      if (Ranking.isTrifle(finding)) {
        trifles.increment();
      } else {
        worthwhile.add(finding);
      }
    }
    CommonCause.of(worthwhile, evidence.agents().size()).ifPresent(worthwhile::add);
    return worthwhile;
  }

  private void take(String inspection, List<Finding> findings, long nowMicros) {
    Map<String, Finding> found = new LinkedHashMap<>();
    findings.forEach(finding -> found.putIfAbsent(RecommendationId.of(finding), finding));
    Map<String, Integer> seen = roundsOf(inspection);
    found.keySet().forEach(id -> seen.putIfAbsent(id, 0));
    seen.replaceAll((id, bits) -> persistence.plus(bits, found.containsKey(id)));
    seen.forEach(
        (id, bits) -> {
          Finding finding = found.get(id);
          if (finding != null) {
            found(id, finding, bits, nowMicros);
          } else if (persistence.clears(bits)) {
            gone(id, nowMicros);
          }
        });
    seen.values().removeIf(persistence::forgotten);
  }

  private void found(String id, Finding finding, int bits, long nowMicros) {
    Recommendation before = byId.get(id);
    if (before != null && before.state() != RecommendationState.CLOSED) {
      Recommendation after = before.seen(finding, Ranking.of(finding), nowMicros);
      byId.put(id, after);
      if (reads(before) != reads(after)) {
        unsaved.add(id);
      }
    } else if (persistence.fires(bits)) {
      double rank = Ranking.of(finding);
      byId.put(
          id,
          before == null
              ? Recommendation.opened(id, finding, rank, nowMicros, SELF, "first evidence")
              : before
                  .seen(finding, rank, nowMicros)
                  .to(RecommendationState.OPEN, nowMicros, SELF, "the evidence is back"));
      unsaved.add(id);
    }
  }

  private void gone(String id, long nowMicros) {
    Recommendation advice = byId.get(id);
    if (advice != null && closesWithItsEvidence(advice.state())) {
      byId.put(id, advice.to(RecommendationState.CLOSED, nowMicros, SELF, "the evidence is gone"));
      unsaved.add(id);
    }
  }

  private void mute() {
    List<Recommendation> open = byId.values().stream().filter(Recommendation::isOpen).toList();
    Map<String, String> muted =
        Muting.of(open, inspection -> layers.getOrDefault(inspection, Layer.PLACE));
    for (Recommendation advice : open) {
      @Nullable String cause = muted.get(advice.id());
      if (!Objects.equals(cause, advice.mutedBy())) {
        byId.put(advice.id(), advice.mutedBy(cause));
        unsaved.add(advice.id());
      }
    }
  }

  private void save(long nowMicros) {
    if (unsaved.isEmpty()) {
      return;
    }
    List<Recommendation> changed =
        unsaved.stream().map(id -> Objects.requireNonNull(byId.get(id))).toList();
    store.saveRecommendations(changed);
    unsaved.clear();
    changed.forEach(advice -> events.publish(new EngineEvent.RecommendationChanged(advice)));
    remember(changed, nowMicros);
  }

  private Map<String, Integer> roundsOf(String inspection) {
    return rounds.computeIfAbsent(inspection, any -> new HashMap<>());
  }

  private static boolean closesWithItsEvidence(RecommendationState state) {
    return switch (state) {
      case OPEN, ACCEPTED, DISMISSED, MEASURED -> true;
      case APPLIED, CLOSED -> false;
    };
  }

  /** What is worth keeping at once; the numbers inside change every round. */
  private static int reads(Recommendation advice) {
    Finding finding = advice.finding();
    @Nullable Object proposed = finding.action() == null ? null : finding.action().proposed();
    return Objects.hash(finding.priority(), finding.issue(), proposed);
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
