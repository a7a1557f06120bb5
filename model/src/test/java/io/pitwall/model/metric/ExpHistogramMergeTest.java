package io.pitwall.model.metric;

import static io.pitwall.model.metric.ExpHistogramTest.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpHistogramMergeTest {

  @Test
  void mergingEqualsRecordingAllInOne() {
    Property.holds(
        100,
        random -> {
          ExpHistogramBuilder all = new ExpHistogramBuilder();
          ExpHistogram merged = ExpHistogram.EMPTY;
          for (int part = random.nextInt(1, 6); part > 0; part--) {
            ExpHistogramBuilder one = new ExpHistogramBuilder();
            values(random)
                .forEach(
                    value -> {
                      all.record(value);
                      one.record(value);
                    });
            merged = merged.merge(one.build());
          }
          same(merged, all.build());
        });
  }

  @Test
  void theOrderOfMergingDoesNotMatterWhateverTheScales() {
    Property.holds(
        100,
        random -> {
          ExpHistogram a = ofAnyScale(random);
          ExpHistogram b = ofAnyScale(random);
          ExpHistogram c = ofAnyScale(random);

          same(a.merge(b), b.merge(a));
          same(a.merge(b).merge(c), a.merge(b.merge(c)));
        });
  }

  @Test
  void scalesMeetAtTheCoarserOne() {
    Property.holds(
        100,
        random -> {
          int fine = random.nextInt(-9, 21);
          int coarse = random.nextInt(-10, fine);
          List<Double> values = values(random);
          ExpHistogramBuilder atFine = new ExpHistogramBuilder(fine);
          ExpHistogramBuilder atCoarse = new ExpHistogramBuilder(coarse);
          values.forEach(atFine::record);
          values.forEach(atCoarse::record);
          ExpHistogram other = new ExpHistogramBuilder(coarse).record(1).build();

          ExpHistogram met = atFine.build().merge(other);

          assertThat(met.scale()).isEqualTo(coarse);
          same(met, atCoarse.record(1).build());
        });
  }

  @Test
  void mergingWithNothingChangesNothing() {
    ExpHistogram some = recorded(0, 1, 7);

    assertThat(some.merge(ExpHistogram.EMPTY)).isEqualTo(some);
    assertThat(ExpHistogram.EMPTY.merge(some)).isEqualTo(some);
  }

  @Test
  void mergingWithUnknownExtremesLeavesTheExtremesUnknown() {
    ExpHistogram five = recorded(5);
    ExpHistogram manyOnes = recorded(1, 1, 1, 1, 5).minus(recorded(5));

    for (ExpHistogram both : List.of(five.merge(manyOnes), manyOnes.merge(five))) {
      assertThat(both.min()).isNaN();
      assertThat(both.max()).isNaN();
      assertThat(both.quantile(0.5)).isCloseTo(1, within(0.02));
    }
    assertThat(five.merge(manyOnes).merge(recorded(3)).min()).isNaN();
    assertThat(new ExpHistogramBuilder().add(manyOnes).record(9).build().max()).isNaN();
  }

  @Test
  void theEarlierStateTakenAwayLeavesWhatWasAdded() {
    Property.holds(
        100,
        random -> {
          ExpHistogram earlier = ofAnyScale(random);
          ExpHistogram added = ofAnyScale(random);

          ExpHistogram left = earlier.merge(added).minus(earlier);

          ExpHistogram expected = new ExpHistogramBuilder(left.scale()).add(added).build();
          assertThat(left.scale()).isEqualTo(Math.min(earlier.scale(), added.scale()));
          assertThat(left.indexes()).containsExactly(expected.indexes());
          assertThat(left.counts()).containsExactly(expected.counts());
          assertThat(left.zeroCount()).isEqualTo(expected.zeroCount());
          assertThat(left.min()).isNaN();
          assertThat(left.max()).isNaN();
        });
  }

  @Test
  void aBucketThatShrankCountsAsEmpty() {
    ExpHistogram left = recorded(0, 1, 4).minus(recorded(0, 0, 1, 1));

    assertThat(left.zeroCount()).isZero();
    assertThat(left.count()).isEqualTo(1);
    assertThat(left.quantile(0.5)).isCloseTo(4, within(0.05));
  }

  private static void same(ExpHistogram actual, ExpHistogram expected) {
    assertThat(actual.scale()).isEqualTo(expected.scale());
    assertThat(actual.indexes()).containsExactly(expected.indexes());
    assertThat(actual.counts()).containsExactly(expected.counts());
    assertThat(actual.zeroCount()).isEqualTo(expected.zeroCount());
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.min()).isEqualTo(expected.min());
    assertThat(actual.max()).isEqualTo(expected.max());
    assertThat(actual.sum()).isCloseTo(expected.sum(), within(Math.abs(expected.sum()) * 1e-9));
  }

  private static ExpHistogram ofAnyScale(Random random) {
    ExpHistogramBuilder builder = new ExpHistogramBuilder(random.nextInt(-3, 9));
    values(random).forEach(builder::record);
    return builder.build();
  }

  private static List<Double> values(Random random) {
    List<Double> values = new ArrayList<>();
    double spread = random.nextDouble() * 6;
    for (int n = random.nextInt(1, 60); n > 0; n--) {
      values.add(random.nextInt(10) == 0 ? 0 : Property.magnitude(random, -spread, spread));
    }
    return values;
  }
}
