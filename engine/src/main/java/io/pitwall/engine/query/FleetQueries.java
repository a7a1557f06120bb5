package io.pitwall.engine.query;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.RunArchive;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.engine.query.AgentTraits.Kind;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the final runs at hand tell of the agents in them: who waits for whom, what agents have to
 * do with, and what one of them calls. A sample where runs come faster than they are kept; every
 * answer says how many runs it is of. Costs one pass over the spans at hand. Thread-safe.
 */
public final class FleetQueries {
  private final RunArchive archive;

  public FleetQueries(RunArchive archive) {
    this.archive = archive;
  }

  /** Who waits for whom in the runs at hand that started within a range. */
  public HandoffGraph handoffs(TimeRange range) {
    HandoffSums sums = new HandoffSums();
    for (WorkflowRuns workflow : archive.all()) {
      Names names = workflow.names();
      for (ObservedRun run : workflow.runs()) {
        if (range.contains(run.run().startNanos() / 1_000)) {
          sums.add(run.view(), names::word);
        }
      }
    }
    return sums.graph();
  }

  /** What agents have to do with, in all runs at hand. */
  public AgentTraits traits() {
    Map<String, Map<Kind, Set<String>>> sets = new HashMap<>();
    int runs = 0;
    long sinceNanos = Long.MAX_VALUE;
    for (WorkflowRuns workflow : archive.all()) {
      for (ObservedRun run : workflow.runs()) {
        runs++;
        sinceNanos = Math.min(sinceNanos, run.run().startNanos());
        addTraits(run, workflow.names(), sets);
      }
    }
    Map<String, Map<Kind, List<String>>> lists = HashMap.newHashMap(sets.size());
    sets.forEach(
        (agent, kinds) -> {
          Map<Kind, List<String>> ofAgent = new EnumMap<>(Kind.class);
          kinds.forEach((kind, values) -> ofAgent.put(kind, List.copyOf(values)));
          lists.put(agent, ofAgent);
        });
    return new AgentTraits(lists, runs, runs == 0 ? 0 : sinceNanos / 1_000);
  }

  private static void addTraits(
      ObservedRun run, Names names, Map<String, Map<Kind, Set<String>>> sets) {
    RunView view = run.view();
    int[] above = Workers.above(view);
    for (int i = 0; i < above.length; i++) {
      if (above[i] == RunView.NONE) {
        continue;
      }
      Map<Kind, Set<String>> traits =
          sets.computeIfAbsent(
              names.word(view.agent(above[i])), agent -> new EnumMap<>(Kind.class));
      if (above[i] == i) {
        add(traits, Kind.WORKFLOW, run.run().workflow());
        add(traits, Kind.SERVICE, run.run().service());
      } else if (view.kind(i) == SpanKind.TOOL) {
        add(traits, Kind.TOOL, names.word(view.operation(i)));
      } else if (view.kind(i) == SpanKind.MODEL) {
        add(traits, Kind.MODEL, names.word(view.model(i)));
      }
    }
  }

  private static void add(Map<Kind, Set<String>> traits, Kind kind, String value) {
    Set<String> values = traits.computeIfAbsent(kind, any -> new TreeSet<>());
    if (!value.isEmpty() && values.size() < AgentTraits.MOST_VALUES) {
      values.add(value);
    }
  }

  private record Called(SpanKind kind, String name) {}

  private static final class CallSum {
    private final ExpHistogramBuilder seconds = new ExpHistogramBuilder();
    private long errors;
    private double costUsd = Double.NaN;
  }

  /** What an agent called in the runs at hand that started within a range. */
  public AgentUsage usage(String agentId, TimeRange range) {
    Map<Called, CallSum> sums = new HashMap<>();
    long tasks = 0;
    int runs = 0;
    long sinceNanos = Long.MAX_VALUE;
    for (WorkflowRuns workflow : archive.all()) {
      Names names = workflow.names();
      int agent = names.find(agentId);
      for (ObservedRun run : workflow.runs()) {
        if (agent == Names.NONE
            || !run.run().agents().contains(agentId)
            || !range.contains(run.run().startNanos() / 1_000)) {
          continue;
        }
        runs++;
        sinceNanos = Math.min(sinceNanos, run.run().startNanos());
        tasks += addCalls(run.view(), agent, names, sums);
      }
    }
    List<AgentUsage.Call> calls = new ArrayList<>();
    sums.forEach(
        (call, sum) ->
            calls.add(
                new AgentUsage.Call(
                    call.kind, call.name, sum.errors, sum.seconds.build(), sum.costUsd)));
    calls.sort(
        Comparator.comparingDouble((AgentUsage.Call call) -> call.seconds().sum())
            .reversed()
            .thenComparing(AgentUsage.Call::name));
    return new AgentUsage(calls, tasks, runs, runs == 0 ? 0 : sinceNanos / 1_000);
  }

  /** Adds the calls of an agent in one run; returns its pieces of work in it. */
  private static long addCalls(RunView view, int agent, Names names, Map<Called, CallSum> sums) {
    int[] above = Workers.above(view);
    long tasks = 0;
    for (int i = 0; i < above.length; i++) {
      if (above[i] == RunView.NONE || view.agent(above[i]) != agent) {
        continue;
      }
      if (above[i] == i) {
        tasks++;
      } else if (view.kind(i) == SpanKind.TOOL || view.isModelCall(i)) {
        CallSum sum =
            sums.computeIfAbsent(
                new Called(view.kind(i), names.word(view.operation(i))), call -> new CallSum());
        sum.seconds.record(view.duration(i) / 1e9);
        sum.errors += view.isError(i) ? 1 : 0;
        double cost = view.cost(i);
        if (!Double.isNaN(cost)) {
          sum.costUsd = Double.isNaN(sum.costUsd) ? cost : sum.costUsd + cost;
        }
      }
    }
    return tasks;
  }
}
