package io.pitwall.store.contract;

import static io.pitwall.store.contract.Telemetry.CPU;
import static io.pitwall.store.contract.Telemetry.CPU_OTHER;
import static io.pitwall.store.contract.Telemetry.DAY;
import static io.pitwall.store.contract.Telemetry.HOUR;
import static io.pitwall.store.contract.Telemetry.LATENCY;
import static io.pitwall.store.contract.Telemetry.MEMORY;
import static io.pitwall.store.contract.Telemetry.MINUTE;
import static io.pitwall.store.contract.Telemetry.SECOND;
import static io.pitwall.store.contract.Telemetry.TODAY;
import static io.pitwall.store.contract.Telemetry.histogram;
import static io.pitwall.store.contract.Telemetry.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.metric.DistributionSample;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.Retention;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Metrics: what was stored is what is read, raw, rolled up, merged and after a restart. */
public abstract class MetricContract extends TelemetryStoreContract {

  @Test
  void fault02EachSetOfTagsIsASeriesOfItsOwn() {
    stored(
        TelemetryBatch.ofSamples(
            List.of(
                sample(CPU, TODAY, 10), sample(CPU_OTHER, TODAY, 90), sample(MEMORY, TODAY, 5))));

    assertThat(store.findSeries(SeriesQuery.named("system.cpu.usage")))
        .containsExactly(CPU, CPU_OTHER);
    assertThat(
            store.findSeries(SeriesQuery.named("system.cpu.usage").withTags(Map.of("host", "b"))))
        .containsExactly(CPU_OTHER);
    assertThat(store.findSeries(SeriesQuery.startingWith("system.")))
        .containsExactly(CPU, CPU_OTHER, MEMORY);
    assertThat(store.findSeries(SeriesQuery.startingWith("system.").limitedTo(2))).hasSize(2);
    assertThat(store.findSeries(SeriesQuery.named("system"))).isEmpty();
    assertThat(summaryOf(CPU_OTHER, TimeRange.last(Duration.ofHours(1), TODAY)).current())
        .isEqualTo(90);
  }

  @Test
  void seriesKeepTheirDescriptionOverARestart() {
    stored(TelemetryBatch.ofSamples(List.of(sample(CPU, TODAY, 10))));
    restart();
    assertThat(store.findSeries(SeriesQuery.named("system.cpu.usage"))).containsExactly(CPU);
  }

  @Test
  void twoSeriesWithTheSameIdAreRefusedByName() {
    Series impostor = new Series(CPU.id(), "other.name", new TreeMap<>(), MetricType.GAUGE, "", "");
    stored(TelemetryBatch.ofSamples(List.of(sample(CPU, TODAY, 1))));

    Assertions.assertThatThrownBy(
            () ->
                stored(
                    TelemetryBatch.ofSamples(
                        List.of(sample(MEMORY, TODAY, 2), sample(impostor, TODAY, 3)))))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("other.name")
        .hasMessageContaining("system.cpu.usage");

    assertThat(store.stats().samples()).isEqualTo(1);
    stored(TelemetryBatch.ofSamples(List.of(sample(CPU, TODAY, 4))));
    assertThat(store.stats().samples()).isEqualTo(2);
  }

  @Test
  void bucketsWithoutValuesAreGaps() {
    stored(
        TelemetryBatch.ofSamples(
            List.of(
                sample(CPU, TODAY, 1),
                sample(CPU, TODAY + 3 * SECOND, 3),
                sample(CPU, TODAY + 21 * SECOND, 7))));

    List<SeriesPoints> points =
        store.read(List.of(CPU, MEMORY), new TimeRange(TODAY, TODAY + 30 * SECOND), 10 * SECOND);

    assertThat(points).hasSize(2);
    SeriesPoints cpu = points.getFirst();
    assertThat(cpu.series()).isEqualTo(CPU);
    assertThat(cpu.startMicros()).containsExactly(TODAY, TODAY + 10 * SECOND, TODAY + 20 * SECOND);
    assertThat(cpu.mean()).containsExactly(2, Double.NaN, 7);
    assertThat(cpu.min()).containsExactly(1, Double.NaN, 7);
    assertThat(cpu.max()).containsExactly(3, Double.NaN, 7);
    assertThat(cpu.last()).containsExactly(3, Double.NaN, 7);
    assertThat(cpu.count()).containsExactly(2, 0, 1);
    assertThat(points.get(1).series()).isEqualTo(MEMORY);
    assertThat(points.get(1).count()).containsExactly(0, 0, 0);
  }

  @Test
  void theLatestValueIsLatestByTimeNotByArrival() {
    stored(TelemetryBatch.ofSamples(List.of(sample(CPU, TODAY + 50 * SECOND, 50))));
    stored(TelemetryBatch.ofSamples(List.of(sample(CPU, TODAY + 10 * SECOND, 10))));
    TimeRange range = new TimeRange(TODAY, TODAY + MINUTE);

    for (int folds = 0; folds < 2; folds++) {
      assertThat(store.read(List.of(CPU), range, MINUTE).getFirst().last()).containsExactly(50);
      SeriesSummary summary = summaryOf(CPU, new TimeRange(TODAY - DAY, TODAY + MINUTE));
      assertThat(summary.current()).isEqualTo(50);
      assertThat(summary.lastMicros()).isEqualTo(TODAY + 50 * SECOND);
      assertThat(summary.first()).isEqualTo(10);
      assertThat(summary.firstMicros()).isEqualTo(TODAY + 10 * SECOND);
      store.fold();
    }
  }

  @Test
  void aRangeOfAnHourIsExactToTheMicrosecond() {
    stored(
        TelemetryBatch.ofSamples(
            List.of(
                sample(CPU, TODAY - 1, 1),
                sample(CPU, TODAY, 2),
                sample(CPU, TODAY + HOUR - 1, 3),
                sample(CPU, TODAY + HOUR, 4))));

    SeriesSummary summary = summaryOf(CPU, new TimeRange(TODAY, TODAY + HOUR));

    assertThat(summary.count()).isEqualTo(2);
    assertThat(summary.average()).isEqualTo(2.5);
  }

  @Test
  void seriesWithoutValuesInTheRangeAreLeftOutOfSummaries() {
    stored(TelemetryBatch.ofSamples(List.of(sample(CPU, TODAY, 1))));
    assertThat(
            store.summarize(
                SeriesQuery.startingWith(""), new TimeRange(TODAY - 2 * DAY, TODAY - DAY)))
        .isEmpty();
  }

  @Test
  void histogramsOfAllScalesMeetInOneSummary() {
    ExpHistogram coarse = ExpHistogram.of(2, new int[] {3}, new long[] {4}, 1, 9, 0, 2);
    ExpHistogram fine = ExpHistogram.of(8, new int[] {0, 700}, new long[] {2, 2}, 0, 14, 1, 6.7);
    stored(
        new TelemetryBatch(
            List.of(sample(LATENCY, TODAY, 3)),
            List.of(
                new DistributionSample(LATENCY, TODAY, coarse),
                new DistributionSample(LATENCY, TODAY + MINUTE, fine)),
            List.of(),
            List.of()));

    for (int folds = 0; folds < 2; folds++) {
      for (long back : new long[] {HOUR, DAY}) {
        SeriesSummary summary =
            summaryOf(LATENCY, new TimeRange(TODAY + 2 * MINUTE - back, TODAY + 2 * MINUTE));
        ExpHistogram expected = coarse.merge(fine).merge(histogram(3));
        assertThat(summary.count()).isEqualTo(10);
        assertThat(summary.histogram().scale()).isEqualTo(2);
        assertThat(summary.histogram().indexes()).isEqualTo(expected.indexes());
        assertThat(summary.histogram().counts()).isEqualTo(expected.counts());
        assertThat(summary.histogram().zeroCount()).isEqualTo(1);
        assertThat(summary.min()).isEqualTo(0);
        assertThat(summary.max()).isEqualTo(6.7);
        assertThat(summary.average()).isCloseTo(2.6, within(1e-9));
      }
      store.fold();
    }
  }

  @Test
  void unknownExtremesOfAHistogramDoNotHideKnownOnes() {
    ExpHistogram unknown =
        ExpHistogram.of(5, new int[] {10}, new long[] {2}, 0, 3, Double.NaN, Double.NaN);
    stored(
        new TelemetryBatch(
            List.of(),
            List.of(
                new DistributionSample(LATENCY, TODAY, unknown),
                new DistributionSample(LATENCY, TODAY, histogram(4))),
            List.of(),
            List.of()));
    store.fold();

    SeriesSummary summary = summaryOf(LATENCY, new TimeRange(TODAY - DAY, TODAY + MINUTE));

    assertThat(summary.min()).isEqualTo(4);
    assertThat(summary.count()).isEqualTo(3);
  }

  @Test
  void fault01RollupsEqualADirectComputationFromRawSamplesHoweverOftenFolded() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Sample> all = new ArrayList<>();
    List<Series> series = List.of(CPU, MEMORY, LATENCY);
    clock.step(Duration.ofDays(-2));
    for (int batch = 0; batch < 40; batch++) {
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        long time = clock.nowMicros() + random.nextLong(4 * HOUR) - 2 * HOUR;
        samples.add(sample(series.get(random.nextInt(3)), time, random.nextGaussian() * 10));
      }
      stored(TelemetryBatch.ofSamples(samples));
      all.addAll(samples);
      clock.advance(Duration.ofMinutes(random.nextInt(120)));
      if (random.nextInt(3) == 0) {
        store.fold();
      }
      if (random.nextInt(10) == 0) {
        restart();
      }
    }
    long from = all.stream().mapToLong(Sample::timeMicros).min().orElseThrow() / HOUR * HOUR;
    TimeRange range = new TimeRange(from, from + 5 * DAY);

    for (Series one : series) {
      double[] values =
          all.stream().filter(s -> s.series().equals(one)).mapToDouble(Sample::value).toArray();
      SeriesSummary summary = summaryOf(one, range);
      assertThat(summary.count()).isEqualTo(values.length);
      assertThat(summary.average())
          .isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-9));
      assertThat(summary.min()).isEqualTo(Arrays.stream(values).min().orElseThrow());
      assertThat(summary.max()).isEqualTo(Arrays.stream(values).max().orElseThrow());
      if (one.type().isDistribution()) {
        ExpHistogram expected = histogram(values);
        assertThat(summary.histogram().counts()).isEqualTo(expected.counts());
        assertThat(summary.histogram().indexes()).isEqualTo(expected.indexes());
        assertThat(summary.histogram().zeroCount()).isEqualTo(expected.zeroCount());
      }
      for (long step : new long[] {MINUTE, 20 * MINUTE, HOUR, 6 * HOUR}) {
        assertPoints(all, one, range, step);
      }
    }
  }

  @Test
  void samplesStayExactHoweverTheyAreKept() {
    List<Sample> all = new ArrayList<>();
    Random random = new Random(11);
    clock.step(Duration.ofDays(-2));
    for (int hour = 0; hour < 30; hour++) {
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        Series one = i % 3 == 0 ? LATENCY : i % 3 == 1 ? CPU : MEMORY;
        double value = i % 2 == 0 ? random.nextGaussian() : random.nextInt(500) / 10.0;
        samples.add(sample(one, clock.nowMicros() + i * (7 * SECOND) - random.nextInt(3), value));
      }
      stored(TelemetryBatch.ofSamples(samples));
      all.addAll(samples);
      clock.advance(Duration.ofHours(1));
      store.fold();
    }
    long from = all.getFirst().timeMicros() / HOUR * HOUR;
    TimeRange aDay = new TimeRange(from, from + DAY);
    TimeRange someHour = new TimeRange(from + 20 * HOUR, from + 21 * HOUR);
    for (int opened = 0; opened < 2; opened++) {
      assertThat(store.stats().samples()).isEqualTo(all.size());
      for (Series one : List.of(CPU, MEMORY, LATENCY)) {
        assertPoints(all, one, someHour, 5 * SECOND);
        assertPoints(all, one, aDay, 20 * MINUTE);
        assertPoints(all, one, aDay, HOUR);
        for (TimeRange range :
            List.of(
                someHour, aDay, new TimeRange(from + 7 * MINUTE, from + 29 * HOUR + 12 * MINUTE))) {
          double[] values =
              all.stream()
                  .filter(s -> s.series().equals(one) && range.contains(s.timeMicros()))
                  .mapToDouble(Sample::value)
                  .toArray();
          SeriesSummary summary = summaryOf(one, range);
          assertThat(summary.count()).isEqualTo(values.length);
          assertThat(summary.average())
              .isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-9));
          assertThat(summary.max()).isEqualTo(Arrays.stream(values).max().orElseThrow());
          if (one.type().isDistribution()) {
            assertThat(summary.histogram().counts()).isEqualTo(histogram(values).counts());
          }
        }
      }
      restart();
    }
  }

  @Test
  void minutesOutliveTheSamplesTheyWereMadeFrom() {
    stored(
        TelemetryBatch.ofSamples(
            List.of(
                sample(LATENCY, TODAY + 5 * SECOND, 2),
                sample(LATENCY, TODAY + 65 * SECOND, 3),
                sample(LATENCY, TODAY + 70 * SECOND, 5))));
    clock.advance(Duration.ofDays(9));
    stored(TelemetryBatch.ofSamples(List.of(sample(LATENCY, clock.nowMicros(), 7))));

    store.expire(Retention.DEFAULT);

    assertThat(store.stats().samples()).isEqualTo(1);
    TimeRange then = new TimeRange(TODAY, TODAY + 2 * MINUTE);
    assertThat(store.read(List.of(LATENCY), then, MINUTE).getFirst().mean()).containsExactly(2, 4);
    SeriesSummary summary =
        summaryOf(LATENCY, new TimeRange(TODAY - HOUR, TODAY + MINUTE + 30 * SECOND));
    assertThat(summary.count()).as("to the full minute").isEqualTo(3);
    assertThat(summary.histogram().counts()).isEqualTo(histogram(2, 3, 5).counts());
  }

  @Test
  void retentionCountsFromArrivalNotFromTheTimeOfTheSample() {
    long yearsBack = TODAY - 3_000 * DAY;
    stored(TelemetryBatch.ofSamples(List.of(sample(CPU, yearsBack, 1))));
    clock.advance(Duration.ofDays(6));
    stored(TelemetryBatch.ofSamples(List.of(sample(CPU, clock.nowMicros(), 2))));

    store.expire(Retention.DEFAULT);
    assertThat(store.stats().samples()).isEqualTo(2);

    clock.advance(Duration.ofDays(2));
    store.expire(Retention.DEFAULT);
    assertThat(store.stats().samples()).isEqualTo(1);
    assertThat(summaryOf(CPU, new TimeRange(yearsBack - DAY, yearsBack + DAY)).average())
        .as("rollups stay")
        .isEqualTo(1);
  }

  @Test
  void aSeriesGoesWithItsLastData() {
    Retention week =
        new Retention(
            Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(7), Duration.ofDays(7));
    stored(TelemetryBatch.ofSamples(List.of(sample(CPU, TODAY, 1), sample(MEMORY, TODAY, 1))));
    clock.advance(Duration.ofDays(8));
    stored(TelemetryBatch.ofSamples(List.of(sample(MEMORY, clock.nowMicros(), 2))));

    store.expire(week);

    assertThat(store.findSeries(SeriesQuery.startingWith(""))).containsExactly(MEMORY);
    assertThat(store.stats().series()).isEqualTo(1);
    stored(TelemetryBatch.ofSamples(List.of(sample(CPU_OTHER, clock.nowMicros(), 3))));
    restart();
    assertThat(store.findSeries(SeriesQuery.startingWith(""))).containsExactly(CPU_OTHER, MEMORY);
    assertThat(summaryOf(CPU_OTHER, TimeRange.last(Duration.ofHours(1), clock.nowMicros())).count())
        .isEqualTo(1);
  }

  private SeriesSummary summaryOf(Series series, TimeRange range) {
    return store.summarize(SeriesQuery.named(series.name()).withTags(series.tags()), range).stream()
        .filter(summary -> summary.series().equals(series))
        .findFirst()
        .orElseThrow();
  }

  private void assertPoints(List<Sample> all, Series series, TimeRange range, long step) {
    SeriesPoints points = store.read(List.of(series), range, step).getFirst();
    for (int i = 0; i < points.length(); i++) {
      TimeRange bucket = new TimeRange(points.startMicros()[i], points.startMicros()[i] + step);
      double[] values =
          all.stream()
              .filter(s -> s.series().equals(series) && bucket.contains(s.timeMicros()))
              .mapToDouble(Sample::value)
              .toArray();
      assertThat(points.count()[i]).as("count at %s of %s", step, bucket).isEqualTo(values.length);
      if (values.length > 0) {
        assertThat(points.mean()[i])
            .isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-9));
        assertThat(points.min()[i]).isEqualTo(Arrays.stream(values).min().orElseThrow());
        assertThat(points.max()[i]).isEqualTo(Arrays.stream(values).max().orElseThrow());
      }
    }
  }
}
