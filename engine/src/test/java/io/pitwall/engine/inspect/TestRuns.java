package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.workflow.RunAssembler;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanBuilder;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs of a workflow made span by span, for tests of inspections. */
final class TestRuns {
  static final String WORKFLOW = "invoice";
  static final String MODEL = "big-1";
  static final long MS = 1_000_000;

  /** 2026-11-02 09:00 UTC, nanoseconds. */
  static final long START = 1_793_610_000L * 1_000 * MS;

  private final Names names = new Names();
  private final List<ObservedRun> runs = new ArrayList<>();

  /** One run being made; times are milliseconds since its start. */
  final class Making {
    private final TraceId trace = new TraceId(7, runs.size() + 1);
    private final long start;
    private final List<Span> spans = new ArrayList<>();

    private Making(long start) {
      this.start = start;
    }

    /** Begins a span; the caller sets what else it has and adds it. The root is span 1. */
    SpanBuilder span(SpanKind kind, String operation, long id, long parent, double at, double ms) {
      return Span.builder(trace, id, kind, operation)
          .parent(parent)
          .operation(operation)
          .service("shop")
          .time(start + (long) (at * MS), (long) (ms * MS));
    }

    /** Begins a tool call of which the arguments and the length of the result are known. */
    SpanBuilder tool(
        String name, long id, long parent, double at, double ms, long input, long outputChars) {
      return span(SpanKind.TOOL, name, id, parent, at, ms)
          .attributes(
              Attributes.of(
                  SpanAttribute.INPUT_HASH, input, SpanAttribute.OUTPUT_CHARS, outputChars));
    }

    /** Begins a call of a model that takes $3 for a million tokens in and $15 for one out. */
    SpanBuilder model(long id, long parent, double at, double ms, long in, long cached, long out) {
      return span(SpanKind.MODEL, MODEL, id, parent, at, ms)
          .model(MODEL, "test")
          .tokens(new Tokens(in, out, cached, 0))
          .attributes(
              cached == 0 ? Attributes.of(SpanAttribute.CACHE_READ_NONE, 0L) : Attributes.EMPTY)
          .cost(new Cost((in - cached + 0.1 * cached) * 3e-6 + out * 15e-6, Cost.Source.REPORTED));
    }

    Making add(SpanBuilder span) {
      spans.add(span.build());
      return this;
    }

    /** Makes it final. */
    void done() {
      runs.add(
          new ObservedRun(RunAssembler.assemble(spans, RunState.FINAL), RunView.of(spans, names)));
    }
  }

  /** A run that starts so many milliseconds after {@link #START}, with a root of that length. */
  Making run(double atMs, double ms) {
    Making making = new Making(START + (long) (atMs * MS));
    return making.add(making.span(SpanKind.WORKFLOW, WORKFLOW, 1, 0, 0, ms).workflow(WORKFLOW));
  }

  /** The same, but the run fails. */
  Making failedRun(double atMs, double ms) {
    Making making = new Making(START + (long) (atMs * MS));
    return making.add(
        making
            .span(SpanKind.WORKFLOW, WORKFLOW, 1, 0, 0, ms)
            .workflow(WORKFLOW)
            .status(SpanStatus.ERROR));
  }

  /** Evidence of these runs alone. */
  Evidence evidence() {
    List<ObservedRun> newest = new ArrayList<>(runs);
    newest.sort(Comparator.comparingLong(ObservedRun::endMicros).reversed());
    WorkflowRuns workflow = new WorkflowRuns(WORKFLOW, names, newest);
    return new NoEvidence(workflow.asOfMicros() + 60_000_000) {
      @Override
      public List<WorkflowRuns> workflows() {
        return List.of(workflow);
      }
    };
  }
}
