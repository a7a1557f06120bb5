package io.pitwall.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.model.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {

  /** Written down once: stores hold these ids, so a change of the function would orphan them. */
  @ParameterizedTest
  @CsvSource({
    "system.cpu.usage, '', 553f2d65caa9fd74",
    "agent.coder.execution_time, agent_id=coder-7, d4f418b639e436ff",
    "queue.depth, pool=gpu queue=inbox, 51675076c2b7df72",
    "größe, ort=Zürich, 7ac5bda357a3b803",
  })
  void theIdOfASeriesNeverChanges(String name, String tags, String id) {
    Map<String, String> map = new HashMap<>();
    for (String tag : tags.isEmpty() ? new String[0] : tags.split(" ")) {
      map.put(tag.substring(0, tag.indexOf('=')), tag.substring(tag.indexOf('=') + 1));
    }

    assertThat(Long.toHexString(Series.of(name, map, MetricType.GAUGE, "", "").id())).isEqualTo(id);
  }

  @Test
  void theIdIsFnvOverTheBytesWithMurmursLastStep() {
    TreeMap<String, String> tags = new TreeMap<>(Map.of("b", "2", "a", "1"));
    long hash = 0xcbf29ce484222325L;
    for (String text : List.of("name", "a", "1", "b", "2")) {
      for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
        hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
      }
      hash = (hash ^ 0xff) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;

    assertThat(Series.idOf("name", tags)).isEqualTo(hash ^ (hash >>> 33));
  }

  @Test
  void theOrderOfTagsDoesNotMatter() {
    Property.holds(
        50,
        random -> {
          List<Integer> order = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7));
          Map<String, String> one = new LinkedHashMap<>();
          order.forEach(i -> one.put("tag" + i, "value" + i));
          Collections.shuffle(order, random);
          Map<String, String> other = new LinkedHashMap<>();
          order.forEach(i -> other.put("tag" + i, "value" + i));

          assertThat(series("m", one)).isEqualTo(series("m", other));
          assertThat(series("m", one).id()).isEqualTo(series("m", other).id());
        });
  }

  @Test
  void whereNamesTagsAndValuesBeginMattersToTheId() {
    assertThat(
            List.of(
                series("a", Map.of("b", "c")).id(),
                series("ab", Map.of("", "c")).id(),
                series("a", Map.of("bc", "")).id(),
                series("a", Map.of("", "bc")).id(),
                series("abc", Map.of()).id(),
                series("a", Map.of("c", "b")).id()))
        .doesNotHaveDuplicates();
  }

  @Test
  void theTagsOfASeriesCannotBeChanged() {
    TreeMap<String, String> tags = new TreeMap<>(Map.of("a", "1"));
    Series series = series("m", tags);
    tags.put("b", "2");

    assertThat(series.tags()).containsOnlyKeys("a");
    assertThatThrownBy(() -> series.tags().put("c", "3"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aSeriesNeedsAName() {
    assertThatThrownBy(() -> series("", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metric name");
  }

  @Test
  void aSampleIsFinite() {
    Series series = series("m", Map.of());

    assertThatThrownBy(() -> new Sample(series, 1, Double.NaN)).hasMessageContaining("m");
    assertThatThrownBy(() -> new Sample(series, 1, Double.NEGATIVE_INFINITY))
        .hasMessageContaining("-Infinity");
    assertThat(new Sample(series, 1, -Double.MAX_VALUE).value()).isEqualTo(-Double.MAX_VALUE);
  }

  @Test
  void onlyADistributionHoldsHistograms() {
    Series gauge = series("m", Map.of());
    Series timer = Series.of("t", Map.of(), MetricType.TIMER, "s", "");

    assertThatThrownBy(() -> new DistributionSample(gauge, 1, ExpHistogram.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("m is a GAUGE");
    assertThat(new DistributionSample(timer, 1, ExpHistogram.EMPTY).series()).isEqualTo(timer);
  }

  @Test
  void typesHaveTheNamesOfTheOriginal() {
    assertThat(MetricType.values())
        .extracting(MetricType::wireName)
        .containsExactly("counter", "gauge", "histogram", "timer", "rate");
    for (MetricType type : MetricType.values()) {
      assertThat(MetricType.ofWireName(type.wireName())).contains(type);
    }
    assertThat(MetricType.ofWireName("COUNTER")).isEmpty();
  }

  private static Series series(String name, Map<String, String> tags) {
    return Series.of(name, tags, MetricType.GAUGE, "", "");
  }
}
