package io.pitwall.analysis.workflow;

import static io.pitwall.analysis.workflow.SpanFixtures.call;
import static io.pitwall.analysis.workflow.SpanFixtures.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shapes that break what is recursive or asks every span about every other. */
@Timeout(20) // what is quadratic here takes many minutes, what is not takes under a second
class LargeTraceTest {
  private static final int SIZE = 100_000;

  @Test
  void aChainOfAHundredThousandTasksIsBorne() {
    List<Span> chain = new ArrayList<>();
    for (int id = 1; id < SIZE; id++) {
      chain.add(span(id, id - 1, SpanKind.TASK).build());
    }
    chain.add(call(SIZE, SIZE - 1, 100, 0.5).build());

    Run run = RunAssembler.assemble(chain, RunState.FINAL);

    assertThat(run.spanCount()).isEqualTo(SIZE);
    assertThat(run.modelCalls()).isEqualTo(1);
    assertThat(run.costUsd()).isEqualTo(0.5);
  }

  @Test
  void aChainOfAHundredThousandModelSpansIsOneCall() {
    List<Span> chain = new ArrayList<>();
    for (int id = 1; id <= SIZE; id++) {
      chain.add(call(id, id - 1, 100, 0.5).build());
    }

    Run run = RunAssembler.assemble(chain, RunState.FINAL);

    assertThat(run.modelCalls()).isEqualTo(1);
    assertThat(run.tokens().input()).isEqualTo(100);
    assertThat(run.costComplete()).isTrue();
  }

  @Test
  void manyUnpricedCallsAtTheEndOfALongChainAreBorne() {
    List<Span> spans = new ArrayList<>();
    for (int id = 1; id <= SIZE / 2; id++) {
      spans.add(span(id, id - 1, SpanKind.TASK).build());
    }
    for (int id = SIZE / 2 + 1; id <= SIZE; id++) {
      spans.add(span(id, SIZE / 2, SpanKind.MODEL).build());
    }

    Run run = RunAssembler.assemble(spans, RunState.FINAL);

    assertThat(run.modelCalls()).isEqualTo(SIZE / 2);
    assertThat(run.costComplete()).isFalse();
  }

  @Test
  void aCircleOfAHundredThousandSpansIsBorne() {
    List<Span> circle = new ArrayList<>();
    for (int id = 1; id <= SIZE; id++) {
      circle.add(
          span(id, id == 1 ? SIZE : id - 1, id % 2 == 0 ? SpanKind.TASK : SpanKind.AGENT).build());
    }
    circle.add(span(SIZE + 1, SIZE, SpanKind.MODEL).build());

    assertThat(RunAssembler.assemble(circle, RunState.FINAL).modelCalls()).isEqualTo(1);
  }
}
