package io.pitwall.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Series;
import io.pitwall.model.trace.Attributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeriesRegistryTest {
  private static final IntakeLimits SMALL =
      new IntakeLimits(20, 2, 5, 9, 9, 3, 6, 9, Duration.ofDays(1), Duration.ofDays(1), false);

  private final SeriesRegistry registry = new SeriesRegistry(SMALL);

  @Test
  void equalNamesAndTagsAreOneSeries() {
    Series one = kept(raw("m", "a", "1", "b", "2"));
    Series other = kept(raw("m", "b", "2", "a", "1"));

    assertThat(other).isSameAs(one);
    assertThat(one.tags()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
    assertThat(registry.size()).isEqualTo(1);
  }

  @Test
  void fault02OtherTagsAreAnotherSeries() {
    assertThat(kept(raw("m", "a", "1")).id()).isNotEqualTo(kept(raw("m", "a", "2")).id());
    assertThat(registry.size()).isEqualTo(2);
  }

  @Test
  void aSeriesIsSettledOnce() {
    RawSeries raw = raw("m", "a", "1");

    assertThat(registry.settle(raw)).isSameAs(registry.settle(raw));
    assertThat(raw.verdict()).isInstanceOf(SeriesVerdict.Kept.class);
  }

  @Test
  void aGuessedTypeGivesWayToTheOneThatIsKnown() {
    Series known = kept(new RawSeries("m", Attributes.EMPTY, MetricType.COUNTER, "", ""));

    assertThat(kept(guessed("m", MetricType.GAUGE))).isSameAs(known);
    assertThat(registry.settle(guessed("m", MetricType.HISTOGRAM)))
        .isInstanceOf(SeriesVerdict.Refused.class);
    assertThat(kept(guessed("d", MetricType.TIMER)))
        .isSameAs(kept(guessed("d", MetricType.HISTOGRAM)));
    assertThat(registry.settle(new RawSeries("m", Attributes.EMPTY, MetricType.GAUGE, "", "")))
        .as("a type that was said")
        .isInstanceOf(SeriesVerdict.Refused.class);
  }

  private static RawSeries guessed(String name, MetricType type) {
    return RawSeries.ofGuessedType(name, Attributes.EMPTY, type, "", "");
  }

  @Test
  void tagsAreTextHoweverTheyCame() {
    Series series = kept(raw("m", "n", 5L, "list", List.of("a")));

    assertThat(series.tags()).containsEntry("n", "5").containsEntry("list", "[a]");
  }

  @Test
  void aLongTagValueIsCut() {
    assertThat(kept(raw("m", "a", "123456")).tags()).containsEntry("a", "12345");
  }

  @Test
  void aMetricThatIsFullSendsFurtherSeriesToItsOverflow() {
    for (int i = 0; i < 3; i++) {
      assertThat(SeriesRegistry.isOverflow(kept(raw("m", "a", "" + i)))).isFalse();
    }

    Series fourth = kept(raw("m", "a", "3"));
    Series fifth = kept(raw("m", "a", "4"));

    assertThat(fourth.tags()).containsExactly(Map.entry(SeriesRegistry.OVERFLOW_TAG, "true"));
    assertThat(fifth).isSameAs(fourth);
    assertThat(registry.overflowed()).isEqualTo(2);
    assertThat(kept(raw("m", "a", "0")).tags()).as("known ones go on").containsEntry("a", "0");
    assertThat(SeriesRegistry.isOverflow(kept(raw("other")))).isFalse();
  }

  @Test
  void aMillionDistinctTagValuesStayBounded() {
    SeriesRegistry standard = new SeriesRegistry(IntakeLimits.DEFAULT);
    for (int i = 0; i < 1_000_000; i++) {
      standard.settle(raw("m", "request", Integer.toString(i)));
    }

    assertThat(standard.size()).isEqualTo(IntakeLimits.DEFAULT.maxSeriesPerMetric() + 1);
    assertThat(standard.overflowed())
        .isEqualTo(1_000_000 - IntakeLimits.DEFAULT.maxSeriesPerMetric());
  }

  @Test
  void aMillionDistinctNamesStayBounded() {
    int refused = 0;
    for (int i = 0; i < 1_000_000; i++) {
      refused += registry.settle(raw("m" + i, "a", "b")) instanceof SeriesVerdict.Refused ? 1 : 0;
    }

    assertThat(registry.size()).isEqualTo(SMALL.maxSeries());
    assertThat(refused).isEqualTo(1_000_000 - SMALL.maxSeries());
    Refusal refusal = refusal(raw("m9999"));
    assertThat(refusal.reason()).isEqualTo("too_many_series");
    assertThat(refusal.expected()).contains("limits.max_series");
    assertThat(kept(raw("m1", "a", "new")).tags())
        .as("a metric that is known has its overflow")
        .containsKey(SeriesRegistry.OVERFLOW_TAG);
  }

  @Test
  void aMetricKeepsTheTypeItFirstCameWith() {
    kept(raw("m"));

    Refusal refusal = refusal(new RawSeries("m", Attributes.EMPTY, MetricType.COUNTER, "", ""));

    assertThat(refusal.reason()).isEqualTo("type_conflict");
    assertThat(refusal.sentence())
        .isEqualTo("metric_type: expected gauge, as m was first reported, but got counter");
  }

  @Test
  void twoSeriesWithOneIdAreRefused() {
    Series victim = Series.of("m", Map.of(), MetricType.GAUGE, "", "");
    registry.restore(
        Set.of(new Series(victim.id(), "other", victim.tags(), MetricType.GAUGE, "", "")));

    assertThat(refusal(raw("m")).reason()).isEqualTo("series_collision");
  }

  @Test
  void whatAStoreHasKeptIsKnownAndCounts() {
    Set<Series> stored = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      stored.add(Series.of("m", Map.of("a", "" + i), MetricType.GAUGE, "%", "text"));
    }
    registry.restore(stored);

    assertThat(kept(raw("m", "a", "1")).description()).isEqualTo("text");
    assertThat(SeriesRegistry.isOverflow(kept(raw("m", "a", "9")))).isTrue();
    assertThat(registry.size()).isEqualTo(4);
  }

  @Test
  void namesAndTagsOutsideTheirBoundsAreRefusedByName() {
    assertThat(refusal(raw("")).reason()).isEqualTo("name_empty");
    assertThat(refusal(raw("  ")).reason()).isEqualTo("name_empty");
    Refusal longName = refusal(raw("123456789012345678901"));
    assertThat(longName.reason()).isEqualTo("name_too_long");
    assertThat(longName.got()).startsWith("21 characters");
    assertThat(longName.expected()).contains("limits.max_name_length");
    assertThat(refusal(raw("m", "a", "", "b", "", "c", "")).reason()).isEqualTo("too_many_tags");
    assertThat(refusal(raw("m", "", "x")).reason()).isEqualTo("tag_name");
    assertThat(refusal(raw("m", "123456", "x")).got()).isEqualTo("6 characters");
    assertThat(registry.size()).isZero();
  }

  private Series kept(RawSeries raw) {
    if (registry.settle(raw) instanceof SeriesVerdict.Kept(Series series)) {
      return series;
    }
    throw new AssertionError("Refused: " + raw.verdict());
  }

  private Refusal refusal(RawSeries raw) {
    if (registry.settle(raw) instanceof SeriesVerdict.Refused(Refusal refusal)) {
      return refusal;
    }
    throw new AssertionError("Kept: " + raw.verdict());
  }

  private static RawSeries raw(String name, Object... tags) {
    return new RawSeries(name, Attributes.of(tags), MetricType.GAUGE, "", "");
  }
}
