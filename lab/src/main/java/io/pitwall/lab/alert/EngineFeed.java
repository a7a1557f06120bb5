package io.pitwall.lab.alert;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.engine.intake.RawSource;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.lab.fleet.FleetEvent;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hands what a fleet tells to an engine in the same process. Used by one thread. */
final class EngineFeed {
  private final PerformanceEngine engine;
  private final List<RawSpan> spans = new ArrayList<>();
  private final List<RawNumber> numbers = new ArrayList<>();
  private final List<TaskExecution> executions = new ArrayList<>();
  private final Map<String, RawSource> sources = new HashMap<>();
  private final Set<Long> traces = new HashSet<>();
  private boolean knownTracesOnly;

  EngineFeed(PerformanceEngine engine) {
    this.engine = engine;
  }

  /** From now on only what belongs to runs that have begun is taken. */
  void finishOnly() {
    knownTracesOnly = true;
  }

  void accept(FleetEvent event) {
    switch (event) {
      case FleetEvent.SpanEnded span -> {
        if (!knownTracesOnly) {
          traces.add(span.traceLow());
        }
        if (traces.contains(span.traceLow())) {
          spans.add(raw(span));
        }
      }
      case FleetEvent.ExecutionEnded done -> {
        if (!knownTracesOnly) {
          executions.add(execution(done));
        }
      }
      case FleetEvent.MetricRead read -> {
        if (!knownTracesOnly) {
          numbers.add(
              RawNumber.of(
                  new RawSeries(
                      read.name(), Attributes.of(read.tags()), MetricType.GAUGE, read.unit(), ""),
                  read.timeNanos() / 1_000,
                  read.value()));
        }
      }
      case FleetEvent.PageViewed page -> {
        // no pages are looked at
      }
      case FleetEvent.DurationsRead durations -> {
        // the spans tell the same
      }
      case FleetEvent.RunEnded truth -> {
        // nobody sees the truth
      }
    }
  }

  /** Stores what came since the last time. */
  void flush() {
    if (!spans.isEmpty()) {
      engine.intake().accept(RawBatch.ofSpans(List.copyOf(spans))).join();
      spans.clear();
    }
    if (!numbers.isEmpty()) {
      engine.intake().accept(RawBatch.ofMetrics(List.copyOf(numbers), List.of())).join();
      numbers.clear();
    }
    if (!executions.isEmpty()) {
      engine.recordAgentPerformance(List.copyOf(executions)).join();
      executions.clear();
    }
  }

  private RawSpan raw(FleetEvent.SpanEnded span) {
    return new RawSpan(
        span.traceHigh(),
        span.traceLow(),
        span.spanId(),
        span.parentSpanId(),
        span.name(),
        RawSpan.Role.valueOf(span.role().name()),
        span.startNanos(),
        span.endNanos(),
        span.errorType() == null ? SpanStatus.UNSET : SpanStatus.ERROR,
        "",
        span.attributes(),
        List.of(),
        List.of(),
        sources.computeIfAbsent(
            span.service(),
            service -> new RawSource(Attributes.of("service.name", service), "lab", "1")));
  }

  private static TaskExecution execution(FleetEvent.ExecutionEnded done) {
    return new TaskExecution(
        done.agentId(),
        done.agentType(),
        done.endNanos() / 1_000,
        Math.round(done.seconds() * 1e9),
        done.errorType() == null,
        done.memoryMb(),
        done.cpuPercent(),
        Math.round(done.waitSeconds() * 1e9),
        done.workflow(),
        null,
        done.errorType(),
        new Tokens(done.inputTokens(), done.outputTokens(), done.cachedTokens(), 0),
        done.usd());
  }
}
