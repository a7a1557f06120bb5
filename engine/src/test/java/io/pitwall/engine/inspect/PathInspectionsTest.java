package io.pitwall.engine.inspect;

import static io.pitwall.engine.inspect.Found.current;
import static io.pitwall.engine.inspect.Found.effect;
import static io.pitwall.engine.inspect.Found.number;
import static io.pitwall.engine.inspect.Found.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where the time of a workflow of three sorts of agents goes. */
class PathInspectionsTest {

  @Test
  void anAgentThatMostTimeHangsOnIsNamedWithWhatToBeginWith() {
    Finding finding = only(new PathDomination(), agents(2_000, 300, 400, 120).evidence());

    assertThat(finding.scope().agentType()).isEqualTo("planner");
    assertThat(number(finding, "share_p50")).isBetween(0.6, 0.8);
    Action action = Objects.requireNonNull(finding.action());
    assertThat(current(finding)).isCloseTo(2_000, within(250.0));
    assertThat((double) action.proposed()).isEqualTo(0.75 * current(finding));
    Effect p95 = effect(finding, Measure.P95_MS);
    assertThat(p95.gain()).isBetween(0.1, 0.25);
    assertThat(finding.texts().getFirst())
        .matches("planner: own work .* → .* a run, begin with think; p95 of invoice .*, n=120");
  }

  @Test
  void agentsOfLikeWeightAreAllRight() {
    assertThat(new PathDomination().inspect(agents(600, 500, 400, 120).evidence())).isEmpty();
    assertThat(new PathDomination().inspect(agents(700, 400, 400, 120).evidence())).isEmpty();
  }

  @Test
  void fewRunsDoNotShowWhatTimeHangsOn() {
    assertThat(new PathDomination().inspect(agents(2_000, 300, 400, 29).evidence())).isEmpty();
    assertThat(new PathDomination().inspect(agents(2_000, 300, 400, 30).evidence())).hasSize(1);
  }

  @Test
  void callsThatComeInEitherOrderAreToBeMadeAtOnce() {
    Finding finding = only(new SequentialSiblings(), tools(true, 400, 120).evidence());

    assertThat(finding.scope().operation()).isEqualTo("planner");
    Action action = Objects.requireNonNull(finding.action());
    assertThat(action.proposed()).isEqualTo(3L);
    Effect p50 = effect(finding, Measure.P50_MS);
    // three calls of 400 ms and 100 ms of the rest: 1300 ms, 500 ms at once
    assertThat(p50.baseline()).isCloseTo(1_300, within(20.0));
    assertThat(p50.predicted()).isCloseTo(500, within(20.0));
    assertThat(p50.low()).isLessThanOrEqualTo(p50.predicted());
    assertThat(finding.texts().getFirst())
        .startsWith("planner: 3 calls at once instead of one after another (fetch, read, search);");
  }

  @Test
  void callsInOneOrderMayNeedEachOther() {
    assertThat(new SequentialSiblings().inspect(tools(false, 400, 120).evidence())).isEmpty();
  }

  @Test
  void shortCallsAndFewRunsAreNotWorthIt() {
    assertThat(new SequentialSiblings().inspect(tools(true, 40, 120).evidence())).isEmpty();
    assertThat(new SequentialSiblings().inspect(tools(true, 400, 25).evidence())).isEmpty();
  }

  @Test
  void timeInWhichNoStepRunsIsTheFrameworks() {
    Finding finding = only(new FrameworkGaps(), steps(200, 120).evidence());

    assertThat(finding.scope().operation()).isEqualTo("invoice");
    assertThat(number(finding, "gap_share")).isCloseTo(0.25, within(0.02));
    Action action = Objects.requireNonNull(finding.action());
    assertThat(current(finding)).isCloseTo(200, within(1.0));
    assertThat(action.proposed()).isEqualTo(10.0);
    Effect p95 = effect(finding, Measure.P95_MS);
    // three gaps of 200 ms become 10 ms each
    assertThat(p95.baseline() - p95.predicted()).isCloseTo(570, within(5.0));
    assertThat(finding.texts().getFirst())
        .startsWith("invoice: gaps between its steps 200 ms → 10 ms");
  }

  @Test
  void smallGapsAreAllRight() {
    assertThat(new FrameworkGaps().inspect(steps(60, 120).evidence())).isEmpty();
    assertThat(new FrameworkGaps().inspect(steps(200, 29).evidence())).isEmpty();
  }

  @Test
  void aServiceThatBecameSlowIsTheCause() {
    Finding finding = only(new ExternalDegradation(), called(1.5, 0, 1).evidence());

    assertThat(finding.scope().operation()).isEqualTo("GET /rates");
    assertThat(number(finding, "median_ms"))
        .isCloseTo(1.5 * number(finding, "median_ms_before"), within(60.0));
    Action action = Objects.requireNonNull(finding.action());
    assertThat((double) action.proposed()).isBetween(500.0, 900.0); // p99 of what it was
    Effect p50 = effect(finding, Measure.P50_MS);
    assertThat(p50.gain()).isBetween(0.15, 0.35);
    assertThat(finding.texts().getFirst()).startsWith("GET /rates: timeout of ");
  }

  @Test
  void aServiceThatFailsMoreIsTheCauseToo() {
    Finding finding = only(new ExternalDegradation(), called(1, 0.3, 1).evidence());

    assertThat(number(finding, "error_share")).isCloseTo(0.3, within(0.12));
    assertThat(finding.prediction()).isNull();
    assertThat(finding.basis().examples()).isNotEmpty();
  }

  @Test
  void aServiceAsEverIsAllRight() {
    assertThat(new ExternalDegradation().inspect(called(1, 0, 1).evidence())).isEmpty();
    assertThat(new ExternalDegradation().inspect(called(1.1, 0, 1).evidence())).isEmpty();
  }

  @Test
  void whoCallsThreeTimesAsOftenSlowsItHimself() {
    assertThat(new ExternalDegradation().inspect(called(1.5, 0, 3).evidence())).isEmpty();
  }

  private static TestRuns agents(double planner, double coder, double reviewer, int runs) {
    Random random = new Random(1);
    TestRuns made = new TestRuns();
    String[] types = {"planner", "coder", "reviewer"};
    double[] means = {planner, coder, reviewer};
    for (int i = 0; i < runs; i++) {
      double[] times = new double[3];
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        times[k] = means[k] * Math.exp(0.1 * random.nextGaussian());
        sum += times[k];
      }
      TestRuns.Making run = made.run(5_000.0 * i, sum + 30);
      double at = 10;
      for (int k = 0; k < 3; k++) {
        run.add(
            run.span(SpanKind.AGENT, types[k], 2 + 2L * k, 1, at, times[k])
                .agent(types[k] + "-1", types[k]));
        run.add(
            run.span(SpanKind.TASK, "think", 3 + 2L * k, 2 + 2L * k, at, times[k])
                .agent(types[k] + "-1", types[k]));
        at += times[k];
      }
      run.done();
    }
    return made;
  }

  private static TestRuns tools(boolean anyOrder, double ms, int runs) {
    Random random = new Random(2);
    TestRuns made = new TestRuns();
    for (int i = 0; i < runs; i++) {
      double all = 3 * ms + 100;
      TestRuns.Making run = made.run(5_000.0 * i, all);
      run.add(run.span(SpanKind.AGENT, "planner", 2, 1, 0, all).agent("planner-1", "planner"));
      List<String> names = new ArrayList<>(List.of("fetch", "read", "search"));
      if (anyOrder) {
        Collections.shuffle(names, random);
      }
      for (int k = 0; k < 3; k++) {
        run.add(run.span(SpanKind.TOOL, names.get(k), 3 + k, 2, 50 + k * ms, ms));
      }
      run.done();
    }
    return made;
  }

  /** Three steps of 600 ms with a gap before each. */
  private static TestRuns steps(double gap, int runs) {
    TestRuns made = new TestRuns();
    for (int i = 0; i < runs; i++) {
      TestRuns.Making run = made.run(5_000.0 * i, 3 * (600 + gap));
      for (int k = 0; k < 3; k++) {
        run.add(run.span(SpanKind.TOOL, "step" + k, 2 + k, 1, k * (600 + gap) + gap, 600));
      }
      run.done();
    }
    return made;
  }

  /** An hour of runs every ten seconds; the last quarter of an hour is different. */
  private static TestRuns called(double slower, double failing, int moreOften) {
    Random random = new Random(3);
    TestRuns made = new TestRuns();
    for (int i = 0; i < 360 + 90 * (moreOften - 1); i++) {
      boolean now = i > 270;
      double at = now ? 2_700_000 + (i - 270) * 10_000.0 / moreOften : i * 10_000.0;
      double ms = 300 * Math.exp(0.3 * random.nextGaussian()) * (now ? slower : 1);
      TestRuns.Making run = made.run(at, ms + 200);
      run.add(
          run.span(SpanKind.HTTP_CLIENT, "GET /rates", 2, 1, 100, ms)
              .status(now && random.nextDouble() < failing ? SpanStatus.ERROR : SpanStatus.OK));
      run.done();
    }
    return made;
  }

  @Test
  void theLastOfCallsAtOnceIsNotToBeWaitedFor() {
    Finding finding = only(new Stragglers(), fanned(5, 120).evidence());

    assertThat(finding.scope().operation()).isEqualTo("score");
    assertThat(number(finding, "longest_to_median")).isCloseTo(5, within(0.3));
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(7L);
    Effect p50 = effect(finding, Measure.P50_MS);
    assertThat(p50.baseline() - p50.predicted()).isBetween(700.0, 850.0);
    assertThat(finding.texts().getFirst())
        .startsWith("invoice: go on with 7 of 8 answers of score, or ask again after");
  }

  @Test
  void callsAtOnceOfLikeLengthAndFewOfThemAreAllRight() {
    assertThat(new Stragglers().inspect(fanned(1, 120).evidence())).isEmpty();
    assertThat(new Stragglers().inspect(fanned(1.7, 120).evidence())).isEmpty();
    assertThat(new Stragglers().inspect(fanned(5, 29).evidence())).isEmpty();
  }

  /** Eight calls of 200 ms at once, one of them longer. */
  private static TestRuns fanned(double straggler, int runs) {
    Random random = new Random(7);
    TestRuns made = new TestRuns();
    for (int i = 0; i < runs; i++) {
      double[] times = new double[8];
      double most = 0;
      for (int k = 0; k < 8; k++) {
        times[k] = 200 * Math.exp(0.05 * random.nextGaussian()) * (k == 3 ? straggler : 1);
        most = Math.max(most, times[k]);
      }
      TestRuns.Making run = made.run(5_000.0 * i, most + 50);
      for (int k = 0; k < 8; k++) {
        run.add(run.span(SpanKind.TOOL, "score", 2 + k, 1, 25, times[k]));
      }
      run.done();
    }
    return made;
  }
}
