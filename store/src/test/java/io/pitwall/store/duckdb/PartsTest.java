package io.pitwall.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.TraceId;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The small parts by themselves, where they can be tried harder than through the store. */
class PartsTest {

  @Test
  void aLongSetIsASet() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    LongSet set = new LongSet();
    Set<Long> expected = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextBoolean() ? random.nextInt(5_000) + 1 : random.nextLong() | 1;
      assertThat(set.add(number)).isEqualTo(expected.add(number));
    }
    assertThat(set.size()).isEqualTo(expected.size());
    assertThat(expected).allMatch(set::contains);
    assertThat(set.contains(-7_777_777_777L)).isFalse();
    LongSet copy = new LongSet(1_000);
    copy.addAll(set);
    assertThat(copy.size()).isEqualTo(expected.size());
  }

  @Test
  void theTraceIndexKeepsExtentsThroughGrowthAndExpiry() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    TraceIndex index = new TraceIndex();
    Map<TraceId, long[]> expected = new HashMap<>();
    for (long seq = 1; seq <= 30_000; seq++) {
      TraceId trace = new TraceId(random.nextInt(3), random.nextInt(5_000) + 1L);
      index.add(trace.high(), trace.low(), seq, seq, 2);
      long[] extent = expected.computeIfAbsent(trace, t -> new long[] {Long.MAX_VALUE, 0, 0});
      extent[0] = Math.min(extent[0], seq);
      extent[1] = seq;
      extent[2] += 2;
    }
    assertThat(index.size()).isEqualTo(expected.size());
    expected.forEach(
        (trace, extent) ->
            assertThat(index.find(trace))
                .isEqualTo(new TraceIndex.Extent(extent[0], extent[1], extent[2])));

    index.removeBefore(25_000);

    expected.forEach(
        (trace, extent) -> {
          TraceIndex.Extent found = index.find(trace);
          assertThat(found != null).isEqualTo(extent[1] >= 25_000);
        });
    assertThat(index.find(new TraceId(9, 9))).isNull();
  }

  @Test
  void anyTextSurvivesAsAnAttribute() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        switch (random.nextInt(4)) {
          case 0 -> text.append((char) random.nextInt(128));
          case 1 -> text.appendCodePoint(0x1F600 + random.nextInt(50));
          case 2 -> text.append((char) random.nextInt(0x10000));
          default -> text.append("\"\\\n\u2028");
        }
      }
      Attributes attributes =
          Attributes.of("text", text.toString(), "list", List.of(text.toString(), 1L));
      assertThat(AttributeText.decode(AttributeText.encode(attributes))).isEqualTo(attributes);
      SortedMap<String, String> tags = new TreeMap<>(Map.of("k" + text, text.toString()));
      assertThat(TagText.decode(TagText.encode(tags))).isEqualTo(tags);
    }
  }

  @Test
  void namesThatAreNoUnicodeAreMendedAndSpoilNothing() {
    Attributes attributes = Attributes.of("a\uD800b\uDC00", 1L, "\uD83D\uDE80 \n", "x");
    assertThat(AttributeText.decode(AttributeText.encode(attributes)))
        .isEqualTo(Attributes.of("a\uFFFDb\uFFFD", 1L, "\uD83D\uDE80 \n", "x"));
  }

  @Test
  void aSettingOutOfRangeIsRefusedByName() {
    DuckDbSettings defaults = DuckDbSettings.in(Path.of("data"));
    assertThat(defaults)
        .isEqualTo(
            new DuckDbSettings(Path.of("data"), 256, 1, 3, 200_000, 128, 20_000, 16, 16_384));
    assertThatThrownBy(() -> defaults.withMachine(63, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected store.memory_limit_mb to be 64 or more, but got 63");
    assertThatThrownBy(() -> defaults.withQueue(0, 1)).hasMessageContaining("store.queue_records");
    assertThatThrownBy(() -> new DuckDbSettings(Path.of("d"), 64, 1, 1, 1, 1, 1, 1, 2_000))
        .hasMessageContaining("store.row_group_rows");
  }

  @Test
  void numbersOfAttributesKeepTheirType() {
    Attributes attributes =
        Attributes.of(
            "long", Long.MAX_VALUE, "double", 3.0, "tiny", Double.MIN_VALUE, "minus", -0.0);
    assertThat(AttributeText.decode(AttributeText.encode(attributes))).isEqualTo(attributes);
    assertThat(AttributeText.encode(Attributes.EMPTY)).isNull();
    assertThat(AttributeText.decodeEvents(null)).isEqualTo(Collections.emptyList());
  }
}
