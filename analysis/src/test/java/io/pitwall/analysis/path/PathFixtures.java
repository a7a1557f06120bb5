package io.pitwall.analysis.path;

import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanBuilder;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Runs for tests; the id of a span is its name. */
final class PathFixtures {
  static final TraceId TRACE = new TraceId(7, 11);
  private static final long EPOCH = 1_700_000_000_000_000_000L;

  /** A span from one time to another. */
  static SpanBuilder span(long id, long parent, SpanKind kind, long from, long to) {
    return Span.builder(TRACE, id, kind, "" + id).parent(parent).time(EPOCH + from, to - from);
  }

  static SpanBuilder workflow(long from, long to) {
    return span(1, 0, SpanKind.WORKFLOW, from, to);
  }

  static SpanBuilder tool(long id, long from, long to) {
    return span(id, 1, SpanKind.TOOL, from, to);
  }

  static RunView run(SpanBuilder... spans) {
    return RunView.of(Arrays.stream(spans).map(SpanBuilder::build).toList(), new Names());
  }

  /** The place of a span in a view that was made with its own names. */
  static int at(RunView run, Names names, long id) {
    for (int i = 0; i < run.size(); i++) {
      if (names.word(run.operation(i)).equals("" + id)) {
        return i;
      }
    }
    throw new AssertionError("Expected a span " + id);
  }

  /** Anything at all: cycles, orphans, several roots, overflow, waits, equal times. */
  static List<Span> chaos(Random random, int size) {
    SpanKind[] kinds = SpanKind.values();
    long scale = random.nextBoolean() ? 5 : 1_000;
    List<Span> spans = new ArrayList<>();
    for (int id = 1; id <= size; id++) {
      long parent = random.nextInt(4) == 0 ? random.nextInt(size + 3) : random.nextInt(id);
      long from = random.nextLong(scale);
      spans.add(
          span(id, parent, kinds[random.nextInt(kinds.length)], from, from + random.nextLong(scale))
              .queueWait(random.nextInt(3) == 0 ? random.nextLong(scale) : Span.UNKNOWN)
              .status(random.nextInt(5) == 0 ? SpanStatus.ERROR : SpanStatus.OK)
              .operation("op" + random.nextInt(5))
              .links(
                  random.nextInt(5) == 0
                      ? List.of(new SpanLink(TRACE, 1 + random.nextInt(size)))
                      : List.of())
              .build());
    }
    return spans;
  }

  private PathFixtures() {}
}
