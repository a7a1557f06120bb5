package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.trace.SpanKind;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A workflow with one pool of agents, served in the order of arrival. */
class QueueSaturationTest {

  @Test
  void aPoolThatIsTooSmallIsToldItsSizeAndWhatThatGains() {
    List<Finding> findings = new QueueSaturation().inspect(served(6, 3.6, 400).evidence());

    assertThat(findings).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.scope().agentType()).isEqualTo("retriever");
    Action action = Objects.requireNonNull(finding.action());
    assertThat(action.setting()).isEqualTo("workers");
    assertThat(action.current()).isEqualTo(6L);
    assertThat((long) action.proposed()).isBetween(8L, 11L);
    Prediction prediction = Objects.requireNonNull(finding.prediction());
    Effect p95 = prediction.effect(Measure.P95_MS).orElseThrow();
    assertThat(p95.gain()).isGreaterThan(0.1);
    assertThat(finding.texts().getFirst())
        .matches("retriever: 6 → \\d+ workers; p95 of invoice .* s → .* s \\(.*–.* s\\), n=400");
  }

  @Test
  void aPoolWithRoomIsLeftAlone() {
    assertThat(new QueueSaturation().inspect(served(6, 1.5, 400).evidence())).isEmpty();
  }

  @Test
  void fewRunsSayNothing() {
    assertThat(new QueueSaturation().inspect(served(6, 3.6, 60).evidence())).isEmpty();
  }

  /** Runs that arrive at random and are each served by one of some agents for 1.5 s on average. */
  private static TestRuns served(int agents, double perSecond, int runs) {
    Random random = new Random(5);
    TestRuns made = new TestRuns();
    PriorityQueue<double[]> free =
        new PriorityQueue<>((one, other) -> Double.compare(one[0], other[0]));
    for (int agent = 0; agent < agents; agent++) {
      free.add(new double[] {0, agent});
    }
    double now = 0;
    for (int i = 0; i < runs; i++) {
      now += -Math.log(1 - random.nextDouble()) / perSecond * 1e3;
      double[] agent = Objects.requireNonNull(free.poll());
      double start = Math.max(now, agent[0]);
      double service = 1_500 * Math.exp(0.5 * random.nextGaussian() - 0.125);
      TestRuns.Making run = made.run(now, start - now + service + 20);
      run.add(
              run.span(SpanKind.AGENT, "retriever", 2, 1, start - now, service)
                  .agent("retriever-" + (int) agent[1], "retriever")
                  .queueWait((long) ((start - now) * TestRuns.MS)))
          .done();
      free.add(new double[] {start + service, agent[1]});
    }
    return made;
  }
}
