package io.pitwall.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.analysis.experiment.RunningMoments;
import io.pitwall.engine.inspect.Evidence;
import io.pitwall.engine.inspect.Inspection;
import io.pitwall.engine.inspect.Layer;
import io.pitwall.engine.inspect.NoEvidence;
import io.pitwall.engine.live.EngineEvent;
import io.pitwall.engine.live.EventBus;
import io.pitwall.engine.memory.InMemoryControlStore;
import io.pitwall.engine.port.MemoryService;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Priority;
import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.advice.RecommendationChange;
import io.pitwall.model.advice.RecommendationState;
import io.pitwall.model.advice.Risk;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.ScoreParts;
import io.pitwall.store.api.Knowledge;
import io.pitwall.store.api.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecommendationsTest {
  private static final Basis BASIS = new Basis("31 s > 30 s", 10, 10, 50, List.of());

  private static final Observations NOTHING = (scope, measure, range) -> new RunningMoments();

  private final InMemoryControlStore store = new InMemoryControlStore();
  private final EventBus events = new EventBus();
  private final List<Recommendation> announced = new ArrayList<>();
  private final List<Knowledge> known = new ArrayList<>();
  private final Found slow = new Found("slow");
  private final Found broken = new Found("broken");
  private final Recommendations advice =
      new Recommendations(
          store, known::add, events, List.of(slow, broken), Persistence.AT_ONCE, NOTHING);
  private long now = 1_000;
  private int fleet;

  RecommendationsTest() {
    events.subscribe(
        event -> {
          if (event instanceof EngineEvent.RecommendationChanged(Recommendation changed)) {
            announced.add(changed);
          }
        });
  }

  @Test
  void fault08TheSameAdviceIsOneRecordHoweverOftenItIsFound() {
    slow.finds("a", Priority.MEDIUM, 31);
    for (int i = 0; i < 5; i++) {
      round();
    }

    assertThat(advice.all()).hasSize(1);
    Recommendation only = advice.all().getFirst();
    assertThat(only.state()).isEqualTo(RecommendationState.OPEN);
    assertThat(only.firstSeenMicros()).isEqualTo(1_000);
    assertThat(only.lastSeenMicros()).isEqualTo(1_004);
    assertThat(only.history()).hasSize(1);
    assertThat(announced).hasSize(1);
    assertThat(known).hasSize(1);
  }

  @Test
  void fault08AdviceClosesWhenItsEvidenceIsGone() {
    slow.finds("a", Priority.MEDIUM, 31);
    round();
    slow.found.clear();
    round();

    assertThat(advice.open()).isEmpty();
    assertThat(states(advice.all().getFirst()))
        .containsExactly(RecommendationState.OPEN, RecommendationState.CLOSED);
    assertThat(store.recommendations().getFirst().state()).isEqualTo(RecommendationState.CLOSED);
    assertThat(advice.all().getFirst().history().getLast().reason())
        .isEqualTo("the evidence is gone");
    round();
    assertThat(announced).hasSize(2);
  }

  @Test
  void fault08AdviceOpensAgainAsTheSameRecord() {
    slow.finds("a", Priority.MEDIUM, 31);
    round();
    String id = advice.all().getFirst().id();
    slow.found.clear();
    round();
    slow.finds("a", Priority.HIGH, 40);
    round();

    Recommendation again = advice.get(id).orElseThrow();
    assertThat(advice.all()).hasSize(1);
    assertThat(again.state()).isEqualTo(RecommendationState.OPEN);
    assertThat(again.finding().priority()).isEqualTo(Priority.HIGH);
    assertThat(again.firstSeenMicros()).isEqualTo(1_000);
    assertThat(again.lastSeenMicros()).isEqualTo(1_002);
    assertThat(again.history().getLast().reason()).isEqualTo("the evidence is back");
  }

  @Test
  void evidenceMustLastBeforeItIsAdviceAndBeGoneBeforeItEnds() {
    Recommendations patient =
        new Recommendations(store, known::add, events, List.of(slow), Persistence.DEFAULT, NOTHING);
    slow.finds("a", Priority.MEDIUM, 31);
    patient.round(evidence());
    patient.round(evidence());
    assertThat(patient.open()).as("two rounds may be chance").isEmpty();
    patient.round(evidence());
    assertThat(patient.open()).hasSize(1);

    slow.found.clear();
    for (int i = 0; i < 4; i++) {
      patient.round(evidence());
    }
    assertThat(patient.open()).as("four clean rounds may be chance").hasSize(1);
    patient.round(evidence());
    assertThat(patient.open()).isEmpty();
  }

  @Test
  void whatPromisesTooLittleIsLeftOut() {
    slow.found.add(promising("little", new Effect(Measure.P95_MS, 1_000, 960, 900, 990)));
    slow.found.add(promising("money", new Effect(Measure.COST_USD_PER_DAY, 100, 98, 97, 99)));
    slow.found.add(promising("much", new Effect(Measure.P95_MS, 1_000, 700, 600, 800)));
    round();

    assertThat(advice.open())
        .extracting(open -> open.finding().scope().agentId())
        .containsExactly("much", "money");
    assertThat(advice.trifles()).isEqualTo(1);
  }

  @Test
  void adviceThatGainsMoreForLessEffortComesFirst() {
    slow.found.add(promising("half", new Effect(Measure.P95_MS, 1_000, 500, 450, 550)));
    slow.found.add(promising("tenth", new Effect(Measure.P95_MS, 1_000, 900, 850, 920)));
    slow.finds("unknown", Priority.HIGH, 99);
    round();

    assertThat(advice.open())
        .extracting(open -> open.finding().scope().agentId())
        .containsExactly("half", "tenth", "unknown");
    assertThat(advice.open().getFirst().rank())
        .as("half the time x 10 of 20 sure / effort 1")
        .isEqualTo(0.25);
  }

  @Test
  void aCauseMutesItsSymptomsUntilItIsGone() {
    Found cause = new Found("cause", Layer.CAUSE);
    Recommendations both =
        new Recommendations(
            store, known::add, events, List.of(slow, cause), Persistence.AT_ONCE, NOTHING);
    slow.finds("a", Priority.HIGH, 31);
    slow.finds("b", Priority.HIGH, 31);
    cause.finds("a", Priority.MEDIUM, 9);
    both.round(evidence());

    assertThat(both.open())
        .extracting(open -> open.finding().inspection() + open.finding().scope().agentId())
        .containsExactlyInAnyOrder("slowb", "causea");
    Recommendation muted =
        both.all().stream().filter(any -> any.mutedBy() != null).findFirst().orElseThrow();
    assertThat(both.get(String.valueOf(muted.mutedBy())).orElseThrow().finding().inspection())
        .isEqualTo("cause");

    cause.found.clear();
    both.round(evidence());
    assertThat(both.open())
        .extracting(open -> open.finding().inspection() + open.finding().scope().agentId())
        .containsExactlyInAnyOrder("slowa", "slowb");
  }

  @Test
  void aTroubleOfATenthOfTheFleetIsOneTrouble() {
    fleet = 30;
    for (String agent : List.of("a", "b", "c", "d")) {
      slow.finds(agent, Priority.MEDIUM, 31);
    }
    round();

    assertThat(advice.open()).hasSize(1);
    assertThat(advice.open().getFirst().finding().texts().getFirst())
        .startsWith("4 of 30 agents (13 %) have this at once (4 coder)");
    assertThat(advice.all()).hasSize(5);

    slow.found.remove(0);
    round();
    assertThat(advice.open()).as("three of thirty are each their own").hasSize(3);
  }

  @Test
  void everyInspectionAndScopeHasItsOwnRecord() {
    slow.finds("a", Priority.MEDIUM, 31);
    slow.finds("b", Priority.MEDIUM, 31);
    broken.finds("a", Priority.HIGH, 1);
    round();

    assertThat(advice.all()).extracting(Recommendation::id).doesNotHaveDuplicates().hasSize(3);
    assertThat(advice.all().getFirst().finding().inspection())
        .as("most important first")
        .isEqualTo("broken");
  }

  @Test
  void theNewestEvidenceIsShownAndOnlyWhatReadsDifferentlyIsAnnounced() {
    slow.finds("a", Priority.MEDIUM, 31);
    round();
    slow.finds("a", Priority.MEDIUM, 45);
    round();
    assertThat(advice.all().getFirst().finding().evidence()).containsEntry("value", 45.0);
    assertThat(announced).hasSize(1);

    slow.finds("a", Priority.HIGH, 99);
    round();
    assertThat(announced).hasSize(2);
    assertThat(store.recommendations().getFirst().finding().priority()).isEqualTo(Priority.HIGH);
  }

  @Test
  void dismissedAdviceStaysDismissedWhileItsEvidenceLasts() {
    slow.finds("a", Priority.MEDIUM, 31);
    round();
    String id = advice.all().getFirst().id();

    Recommendation dismissed = advice.dismiss(id, "ann", "known", now).orElseThrow();
    round();
    round();

    assertThat(advice.open()).isEmpty();
    assertThat(advice.get(id).orElseThrow().state()).isEqualTo(RecommendationState.DISMISSED);
    assertThat(dismissed.history().getLast())
        .isEqualTo(
            new RecommendationChange(now - 2, RecommendationState.DISMISSED, "ann", "known"));
    assertThat(store.recommendations().getFirst().state()).isEqualTo(RecommendationState.DISMISSED);
    assertThat(advice.dismiss(id, "bob", "again", now)).isEmpty();
    assertThat(advice.dismiss("unheard of", "bob", "", now)).isEmpty();

    slow.found.clear();
    round();
    slow.finds("a", Priority.MEDIUM, 31);
    round();
    assertThat(advice.open()).as("new evidence is new advice").hasSize(1);
  }

  @Test
  void anInspectionThatFailsIsIsolatedAndClosesNothing() {
    slow.finds("a", Priority.MEDIUM, 31);
    broken.finds("b", Priority.MEDIUM, 1);
    round();
    broken.fails = true;
    slow.finds("c", Priority.MEDIUM, 31);
    round();

    assertThat(advice.open()).hasSize(3);
    assertThat(advice.failedInspections()).isEqualTo(1);
    broken.fails = false;
    broken.found.clear();
    round();
    assertThat(advice.open()).hasSize(2);
  }

  @Test
  void resultsAreKeptAsKnowledge() {
    slow.finds("a", Priority.HIGH, 31);
    round();

    Knowledge knowledge = known.getFirst();
    assertThat(knowledge.category()).isEqualTo("performance_optimization");
    assertThat(knowledge.metadata()).isEqualTo(Map.of("type", "optimization_analysis"));
    assertThat(knowledge.content()).containsEntry("open", 1);
    assertThat(knowledge.content().get("recommendations"))
        .isEqualTo(
            List.of(
                Map.of(
                    "id", advice.all().getFirst().id(),
                    "state", "open",
                    "type", "t",
                    "priority", "high",
                    "issue", "i",
                    "recommendations", List.of("do this"))));
  }

  @Test
  void aMemoryServiceThatFailsHarmsNothing() {
    MemoryService failing =
        knowledge -> {
          throw new IllegalStateException("no memory");
        };
    Recommendations forgetful =
        new Recommendations(store, failing, events, List.of(slow), Persistence.AT_ONCE, NOTHING);
    slow.finds("a", Priority.HIGH, 31);

    forgetful.round(evidence());

    assertThat(forgetful.open()).hasSize(1);
    assertThat(store.recommendations()).hasSize(1);
    assertThat(forgetful.failedMemories()).isEqualTo(1);
  }

  @Test
  void whatTheStoreCouldNotKeepIsKeptAndToldLater() {
    slow.finds("a", Priority.HIGH, 31);
    store.setBroken(true);
    assertThatThrownBy(this::round).isInstanceOf(StoreException.class);
    assertThat(announced).isEmpty();

    store.setBroken(false);
    round();

    assertThat(store.recommendations()).hasSize(1);
    assertThat(announced).hasSize(1);
    assertThat(known).hasSize(1);
  }

  @Test
  void aDismissalThatCannotBeKeptIsNotGiven() {
    slow.finds("a", Priority.HIGH, 31);
    round();
    store.setBroken(true);
    String id = advice.all().getFirst().id();

    assertThatThrownBy(() -> advice.dismiss(id, "ann", "known", now))
        .isInstanceOf(StoreException.class);
    assertThat(advice.open()).hasSize(1);
  }

  @Test
  void aRestartRestoresAllAdvice() {
    slow.finds("a", Priority.HIGH, 31);
    broken.finds("b", Priority.LOW, 31);
    round();
    broken.found.clear();
    round();

    Recommendations restarted =
        new Recommendations(
            store, known::add, events, List.of(slow, broken), Persistence.AT_ONCE, NOTHING);

    assertThat(restarted.all()).hasSize(2);
    assertThat(restarted.open()).isEqualTo(List.of(store.recommendations().getFirst()));
    int before = announced.size();
    restarted.round(evidence());
    assertThat(announced).as("nothing is new").hasSize(before);
  }

  @Test
  void evidenceThatComesAndGoesDoesNotSwellTheRecord() {
    for (int i = 0; i < 150; i++) {
      slow.finds("a", Priority.HIGH, 31);
      round();
      slow.found.clear();
      round();
    }

    Recommendation flapping = advice.all().getFirst();
    assertThat(flapping.history()).hasSize(Recommendation.HISTORY_LIMIT);
    assertThat(flapping.history().getLast().state()).isEqualTo(RecommendationState.CLOSED);
    assertThat(flapping.firstSeenMicros()).isEqualTo(1_000);
  }

  @Test
  void theIdentityOfAdviceNeverChanges() {
    Finding agent = finding("agent-low-score", Scope.agent("shop/planner", "planner"));
    Finding renamed = finding("agent-low-score", Scope.agent("shop/planner", "writer"));

    assertThat(RecommendationId.of(agent)).isEqualTo("agent-low-score-42912f8a-0822");
    assertThat(RecommendationId.of(renamed)).isEqualTo(RecommendationId.of(agent));
    assertThat(RecommendationId.of(finding("agent-low-score", Scope.workflow("shop/planner"))))
        .isNotEqualTo(RecommendationId.of(agent));
  }

  private void round() {
    try {
      advice.round(evidence());
    } finally {
      now++;
    }
  }

  private static List<RecommendationState> states(Recommendation one) {
    return one.history().stream().map(RecommendationChange::state).toList();
  }

  private static Finding finding(String inspection, Scope scope) {
    return new Finding(
        inspection,
        scope,
        "t",
        Priority.HIGH,
        "i",
        List.of("do this"),
        Map.of("value", 1.0),
        BASIS);
  }

  private static Finding promising(String agent, Effect effect) {
    return new Finding(
        "slow",
        Scope.agent(agent, "coder"),
        "t",
        Priority.HIGH,
        "i",
        List.of("do this"),
        Map.of(),
        BASIS,
        new Action(agent, "workers", "", 6, 9, "", Map.of(), Action.SETTING),
        new Prediction(List.of(effect), "arithmetic", "", 1),
        new Risk(1, true, List.of()));
  }

  private Evidence evidence() {
    return new NoEvidence(now) {
      @Override
      public List<AgentProfile> agents() {
        return Collections.nCopies(
            fleet, new AgentProfile("x", "coder", 1, 0, 1, 0, 0, 0, new ScoreParts(1, 1, 1, 1)));
      }
    };
  }

  /** An inspection that finds what it is told to. */
  private static final class Found implements Inspection {
    private final String id;
    private final List<Finding> found = new ArrayList<>();
    private boolean fails;

    private final Layer layer;

    Found(String id) {
      this(id, Layer.PLACE);
    }

    Found(String id, Layer layer) {
      this.id = id;
      this.layer = layer;
    }

    @Override
    public Layer layer() {
      return layer;
    }

    void finds(String agent, Priority priority, double value) {
      found.removeIf(finding -> agent.equals(finding.scope().agentId()));
      found.add(
          new Finding(
              id,
              Scope.agent(agent, "coder"),
              "t",
              priority,
              "i",
              List.of("do this"),
              Map.of("value", value),
              BASIS));
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public List<Finding> inspect(Evidence evidence) {
      if (fails) {
        throw new IllegalStateException("a bug of the inspection's");
      }
      return List.copyOf(found);
    }
  }
}
