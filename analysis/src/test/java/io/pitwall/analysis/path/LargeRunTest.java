package io.pitwall.analysis.path;

import static io.pitwall.analysis.path.PathFixtures.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shapes that break what is recursive or asks every span about every other. */
@Timeout(20)
class LargeRunTest {
  private static final int SIZE = 100_000;

  @Test
  void aChainIsBorne() {
    assertThat(path(id -> id - 1, false).pieces())
        .hasSize(2 * SIZE - 2); // before and after its child, the last takes no time
  }

  @Test
  void aFlatRowIsBorne() {
    assertThat(path(id -> id == 1 ? 0 : 1, true).pieces()).isNotEmpty();
  }

  @Test
  void manyTopsAreBorne() {
    assertThat(path(id -> 0, true).pieces()).isNotEmpty();
  }

  @Test
  void manySpansAtTheSameInstantAreBorne() {
    List<Span> spans = new ArrayList<>();
    for (int id = 1; id <= SIZE; id++) {
      spans.add(span(id, id / 2, SpanKind.TASK, 0, 0).build());
    }
    assertThat(CriticalPath.of(RunView.of(spans, new Names())).pieces()).isEmpty();
  }

  private static CriticalPath path(LongUnaryOperator parent, boolean shuffled) {
    Random random = new Random(1);
    List<Span> spans = new ArrayList<>();
    for (int id = 1; id <= SIZE; id++) {
      long from = shuffled && id > 1 ? random.nextInt(SIZE) : id;
      long to = shuffled && id > 1 ? from + random.nextInt(100) : 2L * SIZE - id;
      spans.add(
          span(id, parent.applyAsLong(id), SpanKind.TASK, id == 1 ? 0 : from, to)
              .operation("step")
              .build());
    }
    return CriticalPath.of(RunView.of(spans, new Names()));
  }
}
