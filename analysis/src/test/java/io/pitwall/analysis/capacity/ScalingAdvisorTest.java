package io.pitwall.analysis.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.analysis.queue.QueueLoad;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScalingAdvisorTest {
  private static final WaitTarget TARGET = WaitTarget.DEFAULT;

  /** Independent arrivals, 3 a second, that hold a slot for 2 s in the mean. */
  private static PoolState pool(int slots, int visits) {
    var random = new SplittableRandom(1);
    double[] asked = new double[visits];
    double[] held = new double[visits];
    double at = 0;
    for (int i = 0; i < visits; i++) {
      at += random.nextExponential() / 3;
      asked[i] = at;
      held[i] = 2 * random.nextExponential();
    }
    return new PoolState(
        "a", new QueueLoad(3, 2, 1, 1, slots), visits, 1.2, 0.6, RecordedQueue.of(asked, held));
  }

  @Test
  void advisesTheSmallestSizeThatMeetsTheTarget() {
    int theory = ScalingAdvisor.smallest(new QueueLoad(3, 2, 1, 1, 7), TARGET);
    assertThat(new QueueLoad(3, 2, 1, 1, theory).waitBeyond(0.2)).isLessThanOrEqualTo(0.05);
    assertThat(new QueueLoad(3, 2, 1, 1, theory - 1).waitBeyond(0.2)).isGreaterThan(0.05);
    ScalingAdvice advice = ScalingAdvisor.advise(pool(7, 50_000), TARGET, List.of());
    assertThat(advice.reason()).isEqualTo(ScalingAdvice.Reason.SCALE_UP);
    assertThat(advice.desired()).isEqualTo(theory);
    assertThat(advice.predictedWaitSeconds()).isLessThan(0.1);
    assertThat(advice.predictedUtilisation()).isCloseTo(6.0 / theory, within(1e-9));
  }

  @Test
  void takesAwayWhatIsNotNeededButNotForATrifle() {
    ScalingAdvice much = ScalingAdvisor.advise(pool(30, 20_000), TARGET, List.of());
    assertThat(much.reason()).isEqualTo(ScalingAdvice.Reason.SCALE_DOWN);
    int needed = much.desired();
    ScalingAdvice little = ScalingAdvisor.advise(pool(needed + 1, 20_000), TARGET, List.of());
    assertThat(little.reason()).isEqualTo(ScalingAdvice.Reason.HOLD);
    assertThat(little.desired()).isEqualTo(needed + 1);
  }

  @Test
  void holdsWhenDataAreThin() {
    ScalingAdvice thin = ScalingAdvisor.advise(pool(2, 99), TARGET, List.of());
    assertThat(thin.reason()).isEqualTo(ScalingAdvice.Reason.HOLD_THIN_DATA);
    assertThat(thin.desired()).isEqualTo(2);
  }

  @Test
  void namesWhatWouldBeReachedNext() {
    Limit quota = new Limit("tokens a minute", 0.93);
    ScalingAdvice advice = ScalingAdvisor.advise(pool(7, 5_000), TARGET, List.of(quota));
    assertThat(advice.nextLimit()).contains(quota);
    assertThat(ScalingAdvisor.advise(pool(7, 5_000), TARGET, List.of()).nextLimit())
        .hasValueSatisfying(limit -> assertThat(limit.name()).isEqualTo("a"));
  }

  @Test
  void goesDownOnlyToWhatWasTooMuchForFiveMinutes() {
    List<Stabilizer.Wanted> history =
        List.of(
            new Stabilizer.Wanted(0, 9),
            new Stabilizer.Wanted(100_000_000_000L, 8),
            new Stabilizer.Wanted(300_000_000_000L, 5));
    assertThat(Stabilizer.size(history, 300_000_000_000L, 10, 5)).isEqualTo(9);
    assertThat(Stabilizer.size(history, 301_000_000_000L, 10, 5)).isEqualTo(8);
    assertThat(Stabilizer.size(history, 500_000_000_000L, 10, 5)).isEqualTo(5);
    assertThat(Stabilizer.size(history, 500_000_000_000L, 10, 12)).isEqualTo(12);
    assertThat(Stabilizer.size(List.of(), 0, 10, 5)).isEqualTo(10);
  }

  @Test
  void visitsWaitForTheSlotThatIsFreeFirst() {
    RecordedQueue queue = RecordedQueue.of(new double[] {0, 1, 2, 3}, new double[] {10, 3, 4, 1});
    assertThat(queue.waits(2)).containsExactly(0, 0, 2, 5);
    assertThat(queue.waits(1)).containsExactly(0, 9, 11, 14);
    assertThat(RecordedQueue.of(new double[0], new double[0]).smallest(TARGET)).isEqualTo(1);
  }
}
