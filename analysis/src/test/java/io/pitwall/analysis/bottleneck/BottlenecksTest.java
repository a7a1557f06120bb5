package io.pitwall.analysis.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.whatif.WhatIf;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanBuilder;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BottlenecksTest {
  private final Names names = new Names();

  /** fetch (60) beside plan (90, a model call of 50 in it), then write (10; 100 in slow runs). */
  private List<RunView> runs(int count) {
    List<RunView> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long write = i % 20 == 19 ? 100 : 10;
      TraceId trace = new TraceId(1, i + 1L);
      long at = 1_000L * i;
      List<Span> spans =
          List.of(
              span(trace, 1, 0, SpanKind.WORKFLOW, "flow", at, 90 + write).build(),
              span(trace, 2, 1, SpanKind.AGENT, "fetch", at, 60).agent("f1", "fetch").build(),
              span(trace, 3, 1, SpanKind.AGENT, "plan", at, 90).agent("p1", "plan").build(),
              span(trace, 4, 3, SpanKind.MODEL, "chat m", at + 20, 50).model("m", null).build(),
              span(trace, 5, 1, SpanKind.AGENT, "write", at + 90, write)
                  .agent("w1", "write")
                  .build());
      runs.add(RunView.of(spans, names));
    }
    return runs;
  }

  private static SpanBuilder span(
      TraceId trace, long id, long parent, SpanKind kind, String name, long from, long duration) {
    return Span.builder(trace, id, kind, name)
        .parent(parent)
        .time(1_700_000_000_000_000_000L + from * 1_000_000_000, duration * 1_000_000_000);
  }

  @Test
  void ranksByWhatCouldBeGained() {
    List<Bottleneck> found = rank(200);
    Bottleneck first = found.getFirst();
    assertThat(first.subject()).isEqualTo(new Subject(Subject.Sort.AGENT, "plan"));
    assertThat(first.medianShare()).isCloseTo(0.9, within(1e-9));
    assertThat(first.dragSeconds()).isCloseTo(30, within(1e-9));
    // Without plan a run waits for fetch: 30 of its 90 seconds can be gained.
    assertThat(first.gainSeconds()).isCloseTo(30, within(1e-6));
    assertThat(first.confidence()).isBetween(0.5, 1.0);
  }

  @Test
  void saysWhatMakesSlowRunsSlow() {
    Bottleneck write = find(rank(200), new Subject(Subject.Sort.AGENT, "write"));
    assertThat(write.medianShare()).isCloseTo(0.1, within(1e-9));
    assertThat(write.slowShare()).isCloseTo(100.0 / 190, within(1e-9));
    assertThat(write.differenceShare()).isCloseTo(1, within(1e-9));
  }

  @Test
  void countsAModelInsideAnAgentForBoth() {
    Bottleneck model = find(rank(200), new Subject(Subject.Sort.MODEL, "m"));
    assertThat(model.medianShare()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void whatRunsBesideThePathIsNoBottleneck() {
    assertThat(rank(200))
        .noneMatch(one -> one.subject().name().equals("fetch") && one.medianShare() > 0);
  }

  @Test
  void fewRunsHaveSharesButNoCeiling() {
    List<Bottleneck> found = rank(2);
    assertThat(found).isNotEmpty().allMatch(one -> one.ceiling().isEmpty());
    assertThat(found).allMatch(one -> one.confidence() < 0.1);
    assertThat(rank(0)).isEmpty();
  }

  private static Bottleneck find(List<Bottleneck> found, Subject subject) {
    return found.stream().filter(one -> one.subject().equals(subject)).findFirst().orElseThrow();
  }

  private List<Bottleneck> rank(int count) {
    List<RunView> runs = runs(count);
    return Bottlenecks.rank(runs, names, WhatIf.of(runs, names, Map.of()));
  }
}
