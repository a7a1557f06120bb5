package io.pitwall.analysis.whatif;

import io.pitwall.analysis.capacity.PoolState;
import io.pitwall.analysis.capacity.RecordedQueue;
import io.pitwall.analysis.capacity.WaitTarget;
import io.pitwall.analysis.queue.QueueLoad;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What the runs asked of a pool, and what else was asked of it.
 *
 * @param pool number of the pool
 * @param spans its visits
 * @param slots its slots
 * @param perSecond visits a second
 * @param arrivalScv squared coefficient of variation of the time between visits
 * @param waitShare share of the visits that waited
 * @param meanPositiveWait mean wait of those, seconds
 * @param meanService mean time that a slot was held, seconds
 * @param serviceScv its squared coefficient of variation
 * @param hiddenPerSecond visits a second from elsewhere, as the pool's utilisation shows
 */
@SuppressWarnings("ArrayRecordComponent") // a column, never compared
record PoolVisits(
    int pool,
    int[] spans,
    int slots,
    double perSecond,
    double arrivalScv,
    double waitShare,
    double meanPositiveWait,
    double meanService,
    double serviceScv,
    double hiddenPerSecond) {

  private static final long HIDDEN = 0x41dd;

  /** Waits below a microsecond are rounding. */
  private static final double NO_WAIT_SECONDS = 1e-6;

  static PoolVisits of(Plan plan, double[] service, int pool, int[] spans, PoolFacts facts) {
    double window = Math.max(plan.windowSeconds(), 1e-9);
    double[] asked =
        Arrays.stream(spans).mapToDouble(span -> plan.asked()[span]).sorted().toArray();
    double[] between = new double[Math.max(0, asked.length - 1)];
    for (int i = 0; i < between.length; i++) {
      between[i] = asked[i + 1] - asked[i];
    }
    double[] held = Arrays.stream(spans).mapToDouble(span -> service[span]).toArray();
    double[] waits =
        Arrays.stream(spans)
            .mapToDouble(span -> plan.waited()[span])
            .filter(wait -> wait > NO_WAIT_SECONDS)
            .toArray();
    double mean = Moments.mean(held);
    double perSecond = spans.length / window;
    double hidden =
        Double.isNaN(facts.utilisation()) || mean == 0
            ? 0
            : Math.max(0, facts.utilisation() * facts.slots() / mean - perSecond);
    return new PoolVisits(
        pool,
        spans,
        facts.slots(),
        perSecond,
        Moments.scv(between),
        (double) waits.length / Math.max(1, spans.length),
        Moments.mean(waits),
        mean,
        Moments.scv(held),
        hidden);
  }

  /** Everything that was asked of the pool. */
  QueueLoad load() {
    return load(slots, perSecond, arrivalScv, meanService, serviceScv, 1);
  }

  PoolState state(Workload workload, WaitTarget target) {
    QueueLoad load = load();
    double[] waits =
        Arrays.stream(spans).mapToDouble(span -> workload.plan().waited()[span]).toArray();
    double beyond =
        Arrays.stream(waits).filter(wait -> wait > target.seconds(load)).count()
            / Math.max(1.0, waits.length);
    return new PoolState(
        workload.name(pool), load, spans.length, Moments.mean(waits), beyond, recorded(workload));
  }

  /** The visits, and independent ones from elsewhere that hold slots as long. */
  private RecordedQueue recorded(Workload workload) {
    var random = new SplittableRandom(HIDDEN + pool);
    double window = workload.plan().windowSeconds();
    double from = workload.plan().arrival()[0];
    int hidden = (int) Math.round(hiddenPerSecond * window);
    double[] asked = new double[spans.length + hidden];
    double[] held = new double[asked.length];
    for (int i = 0; i < asked.length; i++) {
      boolean seen = i < spans.length;
      asked[i] = seen ? workload.plan().asked()[spans[i]] : from + random.nextDouble() * window;
      held[i] = workload.held()[spans[seen ? i : random.nextInt(spans.length)]];
    }
    return RecordedQueue.of(asked, held);
  }

  /**
   * What is asked of it in a scenario.
   *
   * @param service time that slots are held in the scenario, by span
   */
  QueueLoad load(Scenario scenario, double[] service) {
    int count = 0;
    double[] held = new double[spans.length];
    for (int span : spans) {
      if (!scenario.skipped[span]) {
        held[count++] = service[span];
      }
    }
    double[] kept = Arrays.copyOf(held, count);
    double share = (double) count / Math.max(1, spans.length);
    double scv =
        1 + share * (arrivalScv - 1); // thinning at random brings arrivals nearer to Poisson
    return load(
        scenario.slots.getOrDefault(pool, slots),
        perSecond * share * scenario.load,
        Math.max(0, scv),
        Moments.mean(kept),
        Moments.scv(kept),
        scenario.poolFactor.getOrDefault(pool, 1.0));
  }

  private QueueLoad load(
      int otherSlots,
      double visible,
      double visibleScv,
      double mean,
      double scv,
      double hiddenFactor) {
    double total = visible + hiddenPerSecond;
    if (total == 0) {
      return new QueueLoad(0, 0, 0, 1, otherSlots);
    }
    double hiddenMean = meanService * hiddenFactor;
    double meanOfAll = (visible * mean + hiddenPerSecond * hiddenMean) / total;
    double squareOfAll =
        (visible * mean * mean * (1 + scv)
                + hiddenPerSecond * hiddenMean * hiddenMean * (1 + serviceScv))
            / total;
    double scvOfAll = meanOfAll == 0 ? 0 : Math.max(0, squareOfAll / (meanOfAll * meanOfAll) - 1);
    double arrivals = (visible * visibleScv + hiddenPerSecond) / total;
    return new QueueLoad(total, meanOfAll, scvOfAll, arrivals, otherSlots);
  }
}
