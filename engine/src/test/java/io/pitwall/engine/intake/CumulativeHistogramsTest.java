package io.pitwall.engine.intake;

import static io.pitwall.engine.intake.IntakeFixture.SECOND;
import static io.pitwall.engine.intake.IntakeFixture.histogram;
import static io.pitwall.engine.intake.IntakeFixture.series;
import static io.pitwall.engine.intake.RawSpans.TODAY_MICROS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.pitwall.model.Property;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.metric.MetricType;
import io.pitwall.store.api.OverCapacityException;
import io.pitwall.store.api.SeriesSummary;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CumulativeHistogramsTest {
  private static final long BEFORE_US = TODAY_MICROS - 3_600 * SECOND;
  private final IntakeFixture door = new IntakeFixture();

  @Test
  void whatIsNewSinceTheLastOneIsStored() {
    door.accept(cumulative(BEFORE_US, 1, 1, 1, 1));
    door.accept(cumulative(BEFORE_US, 2, 1, 1, 1, 8));
    door.accept(cumulative(BEFORE_US, 3, 1, 1, 1, 8, 8, 8));

    assertThat(stored().count()).isEqualTo(3);
    assertThat(stored().histogram().quantile(0.01)).isBetween(7.8, 8.2);
  }

  @Test
  void theFirstOneOfASourceThatIsOlderThanWeOnlySetsTheBase() {
    IntakeResult result = door.accept(cumulative(BEFORE_US, 1, 1, 2, 3));

    assertThat(result.storedPoints()).as("it was taken").isEqualTo(1);
    assertThat(door.stored("h")).isEmpty();
  }

  @Test
  void theFirstOneOfASourceThatBeganAfterUsCountsWhole() {
    door.clock.advance(Duration.ofSeconds(30));
    door.accept(cumulative(TODAY_MICROS + SECOND, 20, 1, 2, 3));
    door.accept(cumulative(TODAY_MICROS + SECOND, 25, 1, 2, 3, 4));

    assertThat(stored().count()).isEqualTo(4);
  }

  @Test
  void aSourceThatRestartedCountsFromZero() {
    door.accept(cumulative(BEFORE_US, 1, 1, 1, 1));
    door.accept(cumulative(BEFORE_US + SECOND, 2, 5, 5));
    door.accept(cumulative(BEFORE_US + SECOND, 3, 5));

    assertThat(stored().count()).as("a new start, then a lower count").isEqualTo(3);
  }

  @Test
  void oneThatIsNotLaterThanTheLastSaysNothing() {
    door.accept(cumulative(BEFORE_US, 2, 1));
    door.accept(cumulative(BEFORE_US, 5, 1, 1));
    door.accept(cumulative(BEFORE_US, 5, 1, 1));
    door.accept(cumulative(BEFORE_US, 4, 1, 1, 1, 1));
    door.accept(cumulative(BEFORE_US, 6, 1, 1));

    assertThat(stored().count()).isEqualTo(1);
  }

  @Test
  void ofWhatWasRefusedNothingIsLostWhenItIsSentAgain() {
    door.accept(cumulative(BEFORE_US, 1, 1));
    RawBatch batch =
        RawBatch.ofMetrics(
            List.of(), List.of(cumulative(BEFORE_US, 2, 1, 1), cumulative(BEFORE_US, 3, 1, 1, 1)));

    door.store.setFull(true);
    assertThatThrownBy(() -> door.intake.accept(batch)).isInstanceOf(OverCapacityException.class);
    door.store.setFull(false);
    door.store.setBroken(true);
    assertThat(door.intake.accept(batch)).isCompletedExceptionally();
    door.store.setBroken(false);
    RawBatch faulty =
        RawBatch.ofMetrics(List.of(IntakeFixture.gauge("x", Double.NaN)), batch.histograms());
    assertThatThrownBy(() -> door.intake.acceptWhole(faulty)).isInstanceOf(RefusedException.class);

    door.intake.accept(batch).join();

    assertThat(stored().count()).isEqualTo(2);
  }

  @Test
  void seriesDoNotMix() {
    door.accept(cumulative("a", BEFORE_US, 1, 1), cumulative("b", BEFORE_US, 1, 2));
    door.accept(cumulative("a", BEFORE_US, 2, 1, 1), cumulative("b", BEFORE_US, 2, 2, 2, 2));

    assertThat(door.stored("h")).extracting(SeriesSummary::count).containsExactly(1L, 2L);
  }

  @Test
  void sourcesThatShareAnOverflowSeriesAreRefusedRatherThanMixedUp() {
    IntakeFixture small = new IntakeFixture(IntakeFixture.small(1, 99, 9));
    small.accept(cumulative("a", BEFORE_US, 1, 1));

    IntakeResult first = small.accept(cumulative("b", BEFORE_US, 1, 1, 1));
    IntakeResult second = small.accept(cumulative("c", BEFORE_US + 7, 2, 1, 1, 1));

    assertThat(first.refusedPoints() + second.refusedPoints()).isEqualTo(2);
    assertThat(first.refusals().getFirst().reason()).isEqualTo("too_many_series");
    assertThat(small.stored("h")).isEmpty();
  }

  @Test
  void whatIsStoredAddsUpToWhatWasObserved() {
    Property.holds(
        50,
        random -> {
          IntakeFixture fresh = new IntakeFixture();
          int scale = random.nextInt(2, 7);
          ExpHistogramBuilder source = new ExpHistogramBuilder(scale);
          source.record(1, 5);
          fresh.accept(point(source.build(), 0));
          ExpHistogramBuilder observed = new ExpHistogramBuilder(scale);
          for (int second = 1; second < 20; second++) {
            for (int n = random.nextInt(5); n > 0; n--) {
              double value = Property.magnitude(random, -3, 3);
              source.record(value);
              observed.record(value);
            }
            fresh.accept(point(source.build(), second));
          }
          ExpHistogram expected = observed.build();
          List<SeriesSummary> stored = fresh.stored("h");

          assertThat(stored.isEmpty()).isEqualTo(expected.isEmpty());
          if (!stored.isEmpty()) {
            ExpHistogram actual = stored.getFirst().histogram();
            assertThat(actual.count()).isEqualTo(expected.count());
            assertThat(actual.scale()).isEqualTo(Math.min(scale, actual.scale()));
            assertThat(Arrays.stream(actual.counts()).sum()).isEqualTo(expected.count());
            assertThat(actual.quantile(0.5))
                .isCloseTo(
                    expected.quantile(0.5), withinPercentage(300 * expected.relativeError()));
          }
        });
  }

  private static RawHistogram point(ExpHistogram histogram, int second) {
    return new RawHistogram(
        series("h", MetricType.HISTOGRAM),
        BEFORE_US,
        TODAY_MICROS + second * SECOND,
        histogram,
        true);
  }

  private SeriesSummary stored() {
    return door.stored("h").getFirst();
  }

  private static RawHistogram cumulative(long startMicros, int second, double... values) {
    return new RawHistogram(
        series("h", MetricType.HISTOGRAM),
        startMicros,
        TODAY_MICROS + second * SECOND,
        histogram(values),
        true);
  }

  private static RawHistogram cumulative(
      String host, long startMicros, int second, double... values) {
    return new RawHistogram(
        series("h", MetricType.HISTOGRAM, "host", host),
        startMicros,
        TODAY_MICROS + second * SECOND,
        histogram(values),
        true);
  }
}
