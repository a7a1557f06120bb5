package io.pitwall.engine.inspect;

import io.pitwall.analysis.capacity.ScalabilityLaw;
import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * How the agents of each type hinder each other: how long a task takes by how many are under way
 * when it begins, and Gunther's law through that.
 *
 * @param law throughput by the number at once
 * @param usual how many are at once for nine tasks of ten
 * @param tasks tasks that were looked at
 */
record Crowding(ScalabilityLaw law, double usual, int tasks) {
  /** The least tasks by which the time of a number at once is known. */
  private static final int FEWEST_AT_ONCE = 8;

  private static final double LEAST_R2 = 0.8;

  /** By how much the most throughput is above that of the usual number. */
  private static final double LEAST_LOST = 0.05;

  /** A task from its start to its end, nanoseconds since the epoch. */
  private record Task(long start, long end) {}

  /** Types of agents of which more are at once than is good for them all together. */
  static Map<String, Crowding> of(WorkflowRuns workflow) {
    return workflow.remembered(Crowding.class, () -> found(workflow));
  }

  private static Map<String, Crowding> found(WorkflowRuns workflow) {
    Map<Integer, List<Task>> tasks = new HashMap<>();
    for (ObservedRun run : workflow.ofLastDay()) {
      RunView view = run.view();
      for (int i = 0; i < view.size(); i++) {
        if (view.kind(i) == SpanKind.AGENT && view.agentType(i) != Names.NONE) {
          tasks
              .computeIfAbsent(view.agentType(i), any -> new ArrayList<>())
              .add(new Task(view.startNanos() + view.start(i), view.startNanos() + view.end(i)));
        }
      }
    }
    Map<String, Crowding> found = new HashMap<>();
    tasks.forEach(
        (type, of) -> of(of).ifPresent(one -> found.put(workflow.names().word(type), one)));
    return Map.copyOf(found);
  }

  private static Optional<Crowding> of(List<Task> tasks) {
    if (tasks.size() < Judged.FOR_P99) {
      return Optional.empty();
    }
    tasks.sort(Comparator.comparingLong(Task::start));
    PriorityQueue<Long> ends = new PriorityQueue<>();
    Map<Integer, Numbers> seconds = new HashMap<>();
    Numbers atOnce = new Numbers();
    for (Task task : tasks) {
      while (!ends.isEmpty() && ends.peek() <= task.start) {
        ends.poll();
      }
      ends.add(task.end);
      atOnce.add(ends.size());
      seconds.computeIfAbsent(ends.size(), any -> new Numbers()).add((task.end - task.start) / 1e9);
    }
    List<Map.Entry<Integer, Numbers>> known =
        seconds.entrySet().stream()
            .filter(entry -> entry.getValue().size() >= FEWEST_AT_ONCE)
            .filter(entry -> entry.getValue().mean() > 0)
            .sorted(Map.Entry.comparingByKey())
            .toList();
    double[] numbers = known.stream().mapToDouble(Map.Entry::getKey).toArray();
    double[] perSecond =
        known.stream().mapToDouble(entry -> entry.getKey() / entry.getValue().mean()).toArray();
    double usual = atOnce.quantile(0.9);
    return ScalabilityLaw.fit(numbers, perSecond)
        .filter(law -> law.r2() >= LEAST_R2 && usual > 1.1 * law.peak())
        .filter(law -> law.at(Math.floor(law.peak())) >= (1 + LEAST_LOST) * law.at(usual))
        .map(law -> new Crowding(law, usual, tasks.size()));
  }
}
