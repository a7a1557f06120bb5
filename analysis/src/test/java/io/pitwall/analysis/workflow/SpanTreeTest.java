package io.pitwall.analysis.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.analysis.workflow.SpanTree.Placed;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTreeTest {
  private static final TraceId TRACE = new TraceId(1, 2);

  @Test
  void aSpanIsFollowedByAllThatIsBelowIt() {
    List<Placed> placed =
        SpanTree.preOrder(
            List.of(span(4, 2, 30, 5), span(3, 1, 50, 10), span(2, 1, 10, 30), span(1, 0, 0, 100)));

    assertThat(placed).extracting(one -> one.span().spanId()).containsExactly(1L, 2L, 4L, 3L);
    assertThat(placed).extracting(Placed::depth).containsExactly(0, 1, 2, 1);
  }

  @Test
  void selfTimeIsWhatNoChildCovers() {
    List<Placed> placed =
        SpanTree.preOrder(
            List.of(
                span(1, 0, 0, 100),
                span(2, 1, 10, 30),
                span(3, 1, 20, 40),
                span(4, 1, 25, 5),
                span(5, 1, 90, 50)));

    // 10..60 and 90..100 are covered; what a child does after its parent's end is its own.
    assertThat(placed.getFirst().selfNanos()).isEqualTo(40);
  }

  @Test
  void spansWithoutTheirParentAreRoots() {
    List<Placed> placed = SpanTree.preOrder(List.of(span(7, 99, 5, 1), span(8, 98, 1, 1)));

    assertThat(placed).extracting(one -> one.span().spanId()).containsExactly(8L, 7L);
    assertThat(placed).extracting(Placed::depth).containsOnly(0);
  }

  @Test
  void cyclesOfParentsAreCutAndEverySpanHasOnePlace() {
    List<Placed> placed =
        SpanTree.preOrder(
            List.of(
                span(1, 3, 0, 1),
                span(2, 1, 1, 1),
                span(3, 2, 2, 1),
                span(4, 4, 3, 1),
                span(5, 3, 4, 1)));

    assertThat(placed).extracting(one -> one.span().spanId()).containsExactly(4L, 1L, 2L, 3L, 5L);
    assertThat(placed).extracting(Placed::depth).containsExactly(0, 0, 1, 2, 3);
  }

  @Test
  void aChainOfAHundredThousandSpansIsWalked() {
    List<Span> chain = new ArrayList<>();
    for (int i = 1; i <= 100_000; i++) {
      chain.add(span(i, i - 1, i, 200_000 - i));
    }

    List<Placed> placed = SpanTree.preOrder(chain);

    assertThat(placed).hasSize(100_000);
    assertThat(placed.getLast().depth()).isEqualTo(99_999);
  }

  @Test
  void noSpansHaveNoOrder() {
    assertThat(SpanTree.preOrder(List.of())).isEmpty();
  }

  private static Span span(long id, long parent, long start, long duration) {
    return Span.builder(TRACE, id, SpanKind.TASK, "step")
        .parent(parent)
        .time(start, duration)
        .build();
  }
}
