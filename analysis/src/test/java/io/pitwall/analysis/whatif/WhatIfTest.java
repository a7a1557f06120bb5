package io.pitwall.analysis.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.analysis.whatif.Runs.Work;
import io.pitwall.model.Property;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WhatIfTest {
  private static final int RUNS = 120;
  private static final Target A = new Target.AgentType("a");
  private static final Target B = new Target.AgentType("b");

  /** a for 4 s, then b for 2 s, half a second around and between them. */
  private static Runs inSeries() {
    Runs runs = new Runs();
    for (int i = 0; i < RUNS; i++) {
      runs.add(100 * i, 100 * i + 7.5, new Work("a", 0.5, 4.5), new Work("b", 5, 7));
    }
    return runs;
  }

  @Test
  void withoutChangeNothingChanges() {
    Answer.Predicted same = ask(inSeries(), new Change.Load(1));
    assertThat(same.p50().predicted()).isCloseTo(7.5, within(1e-9));
    assertThat(same.method()).isEqualTo(Answer.Method.RETIMED);
    assertThat(same.runs()).isEqualTo(RUNS);
  }

  @Test
  void whatFollowsComesEarlierWhenSomethingIsFaster() {
    assertThat(p50(inSeries(), new Change.Speedup(A, 0.5))).isCloseTo(5.5, within(1e-9));
    assertThat(p50(inSeries(), new Change.Remove(B))).isCloseTo(5.5, within(1e-9));
    assertThat(p50(inSeries(), new Change.Timeout(A, 1))).isCloseTo(4.5, within(1e-9));
    assertThat(p50(inSeries(), new Change.Cache(A, 1))).isCloseTo(3.5, within(1e-9));
  }

  @Test
  void severalChangesCountTogether() {
    assertThat(p50(inSeries(), new Change.Speedup(A, 0.5), new Change.Speedup(B, 0.25)))
        .isCloseTo(4, within(1e-9));
  }

  @Test
  void inParallelTheLongestCounts() {
    Answer.Predicted together = ask(inSeries(), new Change.Parallelize(Set.of(A, B)));
    assertThat(together.p50().predicted()).isCloseTo(5, within(1e-9));
    assertThat(together.method()).isEqualTo(Answer.Method.REPLAYED);
  }

  @Test
  void whatOverlappedOnceIsIndependentForGood() {
    Runs runs = inSeries();
    runs.add(100 * RUNS, 100 * RUNS + 7.5, new Work("a", 0.5, 5.5), new Work("b", 5, 7));
    assertThat(p50(runs, new Change.Speedup(A, 0.5))).isCloseTo(7.5, within(1e-9));
  }

  @Test
  void aBranchThatWasWaitedForTakesOver() {
    Runs runs = new Runs();
    for (int i = 0; i < RUNS; i++) {
      runs.add(100 * i, 100 * i + 8, new Work("a", 0, 5), new Work("b", 0, 4), new Work("c", 5, 8));
    }
    assertThat(p50(runs, new Change.Speedup(A, 0.2))).isCloseTo(7, within(1e-9));
  }

  @Test
  void moreSlotsShortenTheWait() {
    Runs runs = new Runs();
    for (int i = 0; i < RUNS; i++) { // two arrive together, one agent serves them in turn
      runs.add(100 * i, 100 * i + 10, new Work("a", 0, 10));
      runs.add(100 * i, 100 * i + 20, new Work("a", 0, 10, 20));
    }
    Answer.Predicted two = ask(runs, new Change.Slots("a", 2));
    assertThat(two.p95().baseline()).isEqualTo(20);
    assertThat(two.p95().predicted()).isLessThan(14);
    assertThat(two.nextLimit())
        .hasValueSatisfying(limit -> assertThat(limit.name()).isEqualTo("a"));
    assertThat(ask(runs, new Change.Load(4.6)).method()).isEqualTo(Answer.Method.REPLAYED);
    assertThat(WhatIf.of(runs.views, runs.names, Map.of()).ask(List.of(new Change.Load(8))))
        .isInstanceOfSatisfying(
            Answer.Overloaded.class,
            over -> {
              assertThat(over.pool()).isEqualTo("a");
              assertThat(over.utilisation()).isCloseTo(1.6, within(0.02));
            });
  }

  @Test
  void aLeverHasACurve() {
    Runs runs = inSeries();
    WhatIf whatIf = WhatIf.of(runs.views, runs.names, Map.of());
    List<ResponseCurve.Point> points = whatIf.curve(new Change.Speedup(A, 0.5)).points();
    assertThat(points).hasSize(21);
    assertThat(points.getFirst().p50().predicted()).isCloseTo(3.5, within(1e-9));
    assertThat(points.get(10).value()).isEqualTo(0.5);
    assertThat(points.getLast().p50().predicted()).isCloseTo(7.5, within(1e-9));
    assertThat(whatIf.curve(new Change.Slots("a", 4)).points()).hasSize(21);
    assertThat(whatIf.curve(new Change.Remove(A)).points()).isEmpty();
  }

  @Test
  void whatIsLeftOutCostsNothing() {
    Runs runs = inSeries();
    assertThat(ask(runs, new Change.Remove(A)).costUsd().predicted()).isCloseTo(0.02, within(1e-9));
    assertThat(ask(runs, new Change.Speedup(A, 0.5)).costUsd().predicted())
        .isCloseTo(0.03, within(1e-9));
  }

  @Test
  void aModelThatDoesNotFitTheRecordingIsNotAsked() {
    Runs runs = new Runs();
    for (int i = 0; i < RUNS; i++) { // waits that the pool cannot have caused
      runs.add(100 * i, 100 * i + 10, new Work("a", 0, 8, 10));
    }
    Answer answer =
        WhatIf.of(runs.views, runs.names, Map.of()).ask(List.of(new Change.Slots("a", 2)));
    assertThat(answer).isInstanceOf(Answer.NotValid.class);
    assertThat(((Answer.NotValid) answer).validity().p50Error()).isCloseTo(0.8, within(1e-9));
  }

  @Test
  void tooFewRunsAreSaidToBeTooFew() {
    Runs two = new Runs().add(0, 5, new Work("a", 0, 5)).add(10, 15, new Work("a", 0, 5));
    Answer answer = WhatIf.of(two.views, two.names, Map.of()).ask(List.of(new Change.Load(2)));
    assertThat(answer).isEqualTo(new Answer.NotEnoughData(2, 100));
    assertThat(((Answer.NotEnoughData) answer).message())
        .isEqualTo("not enough data: have 2 runs, need 100");
    assertThat(WhatIf.of(List.of(), two.names, Map.of()).ask(List.of()))
        .isEqualTo(new Answer.NotEnoughData(0, 100));
  }

  @Test
  void runsThatTakeNoTimeAreBorne() {
    Runs runs = new Runs();
    for (int i = 0; i < RUNS; i++) {
      runs.add(0, 0, new Work("a", 0, 0), new Work("a", 0, 0));
    }
    assertThat(p50(runs, new Change.Speedup(A, 0.5))).isZero();
  }

  @Test
  void timingAgainWithoutAChangeGivesEveryRunItsDuration() {
    Property.holds(
        50,
        random -> {
          Runs runs = new Runs();
          for (int i = 0; i < 30; i++) {
            Work[] works = new Work[1 + random.nextInt(8)];
            for (int w = 0; w < works.length; w++) {
              double asked = random.nextDouble() * 10;
              double started = asked + random.nextInt(2) * random.nextDouble();
              works[w] =
                  new Work(
                      "" + random.nextInt(4), asked, started, started + random.nextDouble() * 9);
            }
            runs.add(i * random.nextDouble(), i + random.nextDouble() * 20, works);
          }
          Workload workload = Workload.of(runs.views, runs.names, Map.of());
          Scenario none = Scenario.none(workload.plan());
          double[] again = new Retiming(none).runs(workload.plan().waited());
          assertThat(again).containsExactly(workload.plan().observed(), within(1e-6));
        });
  }

  private static double p50(Runs runs, Change... changes) {
    return ask(runs, changes).p50().predicted();
  }

  private static Answer.Predicted ask(Runs runs, Change... changes) {
    Answer answer = WhatIf.of(runs.views, runs.names, Map.of()).ask(List.of(changes));
    assertThat(answer).isInstanceOf(Answer.Predicted.class);
    return (Answer.Predicted) answer;
  }
}
