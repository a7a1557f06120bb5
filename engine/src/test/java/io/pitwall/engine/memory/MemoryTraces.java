package io.pitwall.engine.memory;

import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.OpenTrace;
import io.pitwall.store.api.RunPage;
import io.pitwall.store.api.RunQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Spans and runs. Not thread-safe. */
final class MemoryTraces {
  private record Saved(long atMicros, Run run) {}

  private final Map<TraceId, Map<Long, Kept<Span>>> traces = new LinkedHashMap<>();
  private final Map<TraceId, Saved> runs = new LinkedHashMap<>();

  /** Those of the spans that are new, each once. */
  List<Span> without(List<Span> spans) {
    List<Span> fresh = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (Span span : spans) {
      boolean known = traces.getOrDefault(span.traceId(), Map.of()).containsKey(span.spanId());
      if (seen.add(List.of(span.traceId(), span.spanId())) && !known) {
        fresh.add(span);
      }
    }
    return fresh;
  }

  void add(long seq, List<Span> spans) {
    for (Span span : spans) {
      traces
          .computeIfAbsent(span.traceId(), id -> new TreeMap<>())
          .put(span.spanId(), new Kept<>(seq, span));
    }
  }

  List<Span> spans(TraceId id) {
    return traces.getOrDefault(id, Map.of()).values().stream()
        .map(Kept::record)
        .sorted(Comparator.comparingLong(Span::startNanos).thenComparingLong(Span::spanId))
        .toList();
  }

  List<Span> outline(TraceId id) {
    return spans(id).stream().map(MemoryTraces::outline).toList();
  }

  long spanCount(TraceId id) {
    return traces.getOrDefault(id, Map.of()).size();
  }

  long spanCount() {
    return traces.values().stream().mapToLong(Map::size).sum();
  }

  long runCount() {
    return runs.size();
  }

  void save(long nowMicros, List<Run> saved) {
    saved.forEach(run -> runs.put(run.traceId(), new Saved(nowMicros, run)));
  }

  Optional<Run> run(TraceId id) {
    return Optional.ofNullable(runs.get(id)).map(Saved::run);
  }

  RunPage runs(RunQuery query) {
    List<Run> chosen =
        runs.values().stream()
            .map(Saved::run)
            .filter(run -> query.workflow() == null || run.workflow().equals(query.workflow()))
            .filter(run -> query.agentId() == null || run.agents().contains(query.agentId()))
            .filter(run -> query.status() == null || run.status() == query.status())
            .filter(run -> run.durationNanos() >= query.minDurationNanos())
            .filter(
                run -> query.range() == null || query.range().contains(run.startNanos() / 1_000))
            .sorted(order(query.sort()).thenComparing(run -> run.traceId().toString()))
            .toList();
    return new RunPage(
        chosen.stream().skip(query.offset()).limit(query.limit()).toList(), chosen.size());
  }

  List<OpenTrace> open() {
    List<OpenTrace> open = new ArrayList<>();
    traces.forEach(
        (id, spans) -> {
          Saved saved = runs.get(id);
          if (saved == null || saved.run.spanCount() < spans.size()) {
            long last = spans.values().stream().mapToLong(Kept::seq).max().orElseThrow();
            open.add(new OpenTrace(id, last, spans.size()));
          }
        });
    return open;
  }

  void expire(long spansBefore, long runsBefore) {
    traces.values().forEach(spans -> spans.values().removeIf(kept -> kept.seq() < spansBefore));
    traces.values().removeIf(Map::isEmpty);
    runs.values().removeIf(saved -> saved.atMicros < runsBefore);
  }

  private static Comparator<Run> order(RunQuery.Sort sort) {
    return switch (sort) {
      case NEWEST -> Comparator.comparingLong(Run::startNanos).reversed();
      case OLDEST -> Comparator.comparingLong(Run::startNanos);
      case SLOWEST -> Comparator.comparingLong(Run::durationNanos).reversed();
      case DEAREST -> Comparator.comparingDouble(MemoryTraces::cost).reversed();
    };
  }

  private static double cost(Run run) {
    Double usd = run.costUsd();
    return usd == null ? -1 : usd;
  }

  private static Span outline(Span span) {
    return Span.builder(span.traceId(), span.spanId(), span.kind(), span.name())
        .parent(span.parentSpanId())
        .operation(span.operation())
        .service(span.service())
        .agent(span.agentId(), span.agentType())
        .workflow(span.workflow())
        .time(span.startNanos(), span.durationNanos())
        .queueWait(span.queueWaitNanos())
        .status(span.status())
        .error(span.errorClass(), span.statusMessage())
        .model(span.model(), span.provider())
        .tokens(span.tokens())
        .cost(span.cost())
        .attributes(Attributes.EMPTY)
        .build();
  }
}
