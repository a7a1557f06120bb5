package io.pitwall.engine.memory;

import io.pitwall.model.agent.AgentTotals;
import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.AgentSlot;
import io.pitwall.store.api.OperationQuery;
import io.pitwall.store.api.OperationStats;
import io.pitwall.store.api.TelemetryBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What agents and operations did. Not thread-safe. */
final class MemoryAgents {
  private final Map<String, AgentTotals> totals = new LinkedHashMap<>();
  private List<Kept<TaskExecution>> tasks = new ArrayList<>();
  private List<Kept<Span>> spans = new ArrayList<>();
  private final Map<TraceId, List<AgentUse>> uses = new LinkedHashMap<>();

  void add(long seq, TelemetryBatch batch) {
    Stream<TaskExecution> fromSpans =
        batch.spans().stream()
            .filter(span -> span.kind() == SpanKind.AGENT && span.agentId() != null)
            .map(MemoryAgents::task);
    Stream.concat(batch.executions().stream(), fromSpans)
        .forEach(
            task -> {
              tasks.add(new Kept<>(seq, task));
              totals.merge(task.agentId(), totals(task), MemoryAgents::plus);
            });
    for (Span span : batch.spans()) {
      spans.add(new Kept<>(seq, span));
      String agent = span.agentId();
      if (span.kind() == SpanKind.MODEL && agent != null) {
        totals.merge(agent, seen(agent, span), MemoryAgents::plus);
      }
    }
  }

  List<AgentUse> save(List<Run> runs, List<AgentUse> used) {
    List<AgentUse> changes = new ArrayList<>();
    for (Run run : runs) {
      long start = AgentUse.minuteOf(run.startNanos() / 1_000);
      List<AgentUse> before = uses.getOrDefault(run.traceId(), List.of());
      List<AgentUse> after =
          new ArrayList<>(before.stream().filter(use -> use.minuteMicros() < start).toList());
      used.stream().filter(use -> use.traceId().equals(run.traceId())).forEach(after::add);
      uses.put(run.traceId(), after);
      changes.addAll(AgentUse.changes(before, after));
    }
    return changes;
  }

  void expire(long before) {
    tasks = new ArrayList<>(tasks.stream().filter(kept -> kept.seq() >= before).toList());
    spans = new ArrayList<>(spans.stream().filter(kept -> kept.seq() >= before).toList());
  }

  List<AgentTotals> totals() {
    return List.copyOf(totals.values());
  }

  List<AgentSlot> slots(TimeRange range, long width) {
    Map<String, Map<Long, Slot>> slots = new TreeMap<>();
    Kept.records(tasks)
        .filter(task -> range.contains(task.endMicros()))
        .forEach(task -> slot(slots, task.agentId(), task.endMicros(), width).add(task));
    uses.values().stream()
        .flatMap(List::stream)
        .filter(use -> range.contains(use.minuteMicros()))
        .forEach(use -> slot(slots, use.agentId(), use.minuteMicros(), width).use(use));
    List<AgentSlot> all = new ArrayList<>();
    slots.forEach(
        (agent, ofAgent) ->
            ofAgent.forEach((start, slot) -> all.add(new AgentSlot(agent, start, slot.stats()))));
    all.sort(Comparator.comparingLong(AgentSlot::startMicros));
    return all;
  }

  List<OperationStats> operations(OperationQuery query) {
    return Kept.records(spans)
        .filter(span -> query.range().contains(span.endNanos() / 1_000))
        .filter(span -> query.kinds().isEmpty() || query.kinds().contains(span.kind()))
        .collect(
            Collectors.groupingBy(
                span -> String.join("\u0000", span.service(), span.kind().name(), span.operation()),
                TreeMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .map(MemoryAgents::operation)
        .toList();
  }

  private static OperationStats operation(List<Span> calls) {
    Span first = calls.getFirst();
    Slot sum = new Slot();
    for (Span span : calls) {
      sum.count++;
      sum.errors += span.isError() ? 1 : 0;
      sum.seconds.record(span.durationNanos() / 1e9);
      sum.use(span.tokens(), span.cost());
    }
    return new OperationStats(
        first.service(),
        first.kind(),
        first.operation(),
        sum.count,
        sum.errors,
        sum.seconds.build(),
        sum.tokens,
        sum.costUsd);
  }

  private static Slot slot(
      Map<String, Map<Long, Slot>> slots, String agent, long micros, long width) {
    return slots
        .computeIfAbsent(agent, id -> new TreeMap<>())
        .computeIfAbsent(Math.floorDiv(micros, width) * width, start -> new Slot());
  }

  private static TaskExecution task(Span span) {
    String id = String.valueOf(span.agentId());
    String type = span.agentType();
    return new TaskExecution(
        id,
        type == null ? id : type,
        span.endNanos() / 1_000,
        span.durationNanos(),
        !span.isError(),
        Double.NaN,
        Double.NaN,
        span.queueWaitNanos(),
        span.workflow(),
        null,
        span.errorClass(),
        null,
        null);
  }

  private static AgentTotals totals(TaskExecution task) {
    return new AgentTotals(
        task.agentId(),
        task.agentType(),
        1,
        task.success() ? 0 : 1,
        task.seconds(),
        task.memoryMb() > 0 ? task.memoryMb() : Double.NaN,
        task.cpuPercent() > 0 ? task.cpuPercent() : Double.NaN,
        task.endMicros());
  }

  private static AgentTotals seen(String agent, Span call) {
    String type = call.agentType();
    return new AgentTotals(agent, type == null ? agent : type, 0, 0, 0, Double.NaN, Double.NaN, 0);
  }

  private static AgentTotals plus(AgentTotals one, AgentTotals then) {
    return new AgentTotals(
        one.agentId(),
        then.agentType(),
        one.taskCount() + then.taskCount(),
        one.errorCount() + then.errorCount(),
        one.totalSeconds() + then.totalSeconds(),
        Double.isNaN(then.memoryMb()) ? one.memoryMb() : then.memoryMb(),
        Double.isNaN(then.cpuPercent()) ? one.cpuPercent() : then.cpuPercent(),
        Math.max(one.lastActivityMicros(), then.lastActivityMicros()));
  }

  private static final class Slot {
    private long count;
    private long errors;
    private final ExpHistogramBuilder seconds = new ExpHistogramBuilder();
    private final ExpHistogramBuilder waits = new ExpHistogramBuilder();
    private Tokens tokens = Tokens.NONE;
    private double costUsd;

    void add(TaskExecution task) {
      count++;
      errors += task.success() ? 0 : 1;
      seconds.record(task.seconds());
      if (task.queueWaitNanos() >= 0) {
        waits.record(task.queueWaitNanos() / 1e9);
      }
      Double usd = task.costUsd();
      use(task.tokens(), usd == null ? null : new Cost(usd, Cost.Source.REPORTED));
    }

    void use(@Nullable Tokens used, @Nullable Cost cost) {
      tokens = used == null ? tokens : tokens.plus(used);
      costUsd += cost == null ? 0 : cost.usd();
    }

    void use(AgentUse use) {
      use(
          new Tokens(use.input(), use.output(), use.cachedInput(), use.reasoning()),
          new Cost(use.costUsd(), Cost.Source.REPORTED));
    }

    WindowStats stats() {
      return new WindowStats(count, errors, seconds.build(), waits.build(), tokens, costUsd);
    }
  }
}
