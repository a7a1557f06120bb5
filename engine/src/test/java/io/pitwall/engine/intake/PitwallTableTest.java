package io.pitwall.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import org.junit.jupiter.api.Test;

/** The names that our own SDKs send. */
class PitwallTableTest {
  private final Convention convention = new Convention("pitwall.txt", "io.pitwall");

  @Test
  void waitsAndTasksOfOurOwnClientsAreUnderstood() {
    Span span =
        convention.span(
            "pitwall.queue.wait_ms", 12.5, "pitwall.task", "order-7", "pitwall.session.id", "s1");

    assertThat(span.queueWaitNanos()).isEqualTo(12_500_000);
    assertThat(span.attributes().text(SpanAttribute.TASK)).isEqualTo("order-7");
    assertThat(span.attributes().size()).as("nothing is said twice").isEqualTo(3);
  }
}
