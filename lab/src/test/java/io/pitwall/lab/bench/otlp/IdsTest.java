package io.pitwall.lab.bench.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {

  @Test
  void idsDoNotRepeat() {
    Set<String> traces = new HashSet<>();
    Set<Long> spans = new HashSet<>();
    for (long seed = 1; seed <= 2; seed++) {
      var ids = new Ids(seed);
      for (int trace = 0; trace < 10_000; trace++) {
        traces.add(ids.traceHex(trace));
        for (int span = 0; span < 10; span++) {
          spans.add(ids.span(trace, span));
        }
      }
    }
    assertThat(traces).hasSize(20_000).allMatch(hex -> hex.matches("[0-9a-f]{32}"));
    assertThat(spans).hasSize(200_000).doesNotContain(0L);
  }

  @Test
  void idsCanBeComputedAgain() {
    assertThat(new Ids(5).traceHex(77)).isEqualTo(new Ids(5).traceHex(77));
    assertThat(new Ids(5).span(77, 3)).isEqualTo(new Ids(5).span(77, 3));
  }
}
