package io.pitwall.model.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTest {
  private static final TraceId TRACE = new TraceId(1, 2);

  @Test
  void whatIsNotSetIsAbsentZeroOrUnknown() {
    Span span = Span.builder(TRACE, 3, SpanKind.TASK, "step").build();

    assertThat(span.operation()).isEqualTo("step");
    assertThat(span.isRoot()).isTrue();
    assertThat(span.isError()).isFalse();
    assertThat(span.queueWaitNanos()).isEqualTo(Span.UNKNOWN);
    assertThat(span.agentId()).isNull();
    assertThat(span.tokens()).isNull();
    assertThat(span.cost()).isNull();
    assertThat(span.attributes().isEmpty()).isTrue();
  }

  @Test
  void theEndFollowsFromStartAndDuration() {
    assertThat(span().time(1_000, 250).build().endNanos()).isEqualTo(1_250);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> Span.builder(TRACE, 0, SpanKind.TASK, "x").build())
        .hasMessageContaining("span id");
    assertThatThrownBy(() -> span().time(5, -1).build()).hasMessageContaining("-1");
    assertThatThrownBy(() -> span().queueWait(-2).build()).hasMessageContaining("-2");
  }

  @Test
  void linksAndEventsCannotBeChangedFromOutside() {
    List<SpanLink> links = new ArrayList<>(List.of(new SpanLink(TRACE, 9)));
    Span span = span().links(links).build();
    links.clear();

    assertThat(span.links()).hasSize(1);
  }

  @Test
  void aSpanIdIsSixteenHexadecimalDigits() {
    assertThat(Span.hex(0x1f)).isEqualTo("000000000000001f");
    assertThat(Span.hex(-1)).isEqualTo("ffffffffffffffff");
  }

  @Test
  void aRunHasASpan() {
    assertThatThrownBy(
            () ->
                new Run(
                    TRACE,
                    "w",
                    "",
                    RunState.FINAL,
                    SpanStatus.OK,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    Tokens.NONE,
                    null,
                    true,
                    List.of()))
        .hasMessageContaining("one span or more");
  }

  private static SpanBuilder span() {
    return Span.builder(TRACE, 3, SpanKind.TASK, "step");
  }
}
