package io.pitwall.analysis.whatif;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanBuilder;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.List;

/** Runs for tests: agents under a workflow, times in seconds. */
final class Runs {
  private static final long EPOCH = 1_700_000_000_000_000_000L;

  final Names names = new Names();
  final List<RunView> views = new ArrayList<>();

  /** Work of an agent, from when it was asked for to when it started and ended. */
  record Work(String agent, double asked, double started, double ended) {
    Work(String agent, double started, double ended) {
      this(agent, started, started, ended);
    }
  }

  /** Adds a run that starts and ends at these seconds. Work of b costs 2 cents, all other 1. */
  Runs add(double start, double end, Work... works) {
    List<Span> spans = new ArrayList<>();
    TraceId trace = new TraceId(1, views.size() + 1L);
    spans.add(time(Span.builder(trace, 1, SpanKind.WORKFLOW, "flow"), start, end).build());
    for (Work work : works) {
      spans.add(
          time(
                  Span.builder(trace, spans.size() + 1L, SpanKind.AGENT, work.agent),
                  start + work.started,
                  start + work.ended)
              .parent(1)
              .agent(work.agent + "-1", work.agent)
              .cost(new Cost(work.agent.equals("b") ? 0.02 : 0.01, Cost.Source.REPORTED))
              .queueWait(nanos(work.started - work.asked))
              .build());
    }
    views.add(RunView.of(spans, names));
    return this;
  }

  private static SpanBuilder time(SpanBuilder span, double from, double to) {
    return span.time(EPOCH + nanos(from), nanos(to) - nanos(from));
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
