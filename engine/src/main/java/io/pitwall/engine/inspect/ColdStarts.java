package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.trend.RankSum;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * COLD: an agent that had nothing to do for a while takes much longer for its next task. Looked for
 * is the pause from which on tasks take three times as long, among ten that part an agent type's
 * pauses; 30 tasks on both sides. Advised is to keep the agents awake a little more often than
 * that.
 */
final class ColdStarts implements WorkflowInspection {
  static final String ID = "COLD";

  private static final double TIMES = 3;
  private static final double MANY_TIMES = 8;
  private static final double LEAST_MS = 200;
  private static final double SHARE = 0.02;
  private static final double LARGE_SHARE = 0.2;

  /** One in a hundred, divided by the ten pauses that are tried. */
  private static final double P = 0.001;

  private static final int PAUSES = 10;
  private static final double AWAKE = 0.8;

  /** A task after a pause. */
  private record Visit(int run, int span, double idleSeconds, double millis) {}

  /** Tasks of a type that were cold, beyond a pause, and warm. */
  private record Split(double pauseSeconds, List<Visit> cold, double coldMs, double warmMs) {
    double times() {
      return coldMs / warmMs;
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Layer layer() {
    return Layer.CAUSE;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    visits(workflow.ofLastDay())
        .forEach(
            (type, visits) ->
                split(visits)
                    .ifPresent(split -> findings.add(finding(workflow, type, visits, split))));
    return findings;
  }

  /** Tasks of which the pause before is known, by type of agent. */
  private static Map<Integer, List<Visit>> visits(List<ObservedRun> runs) {
    Map<Integer, List<Visit>> byAgent = new HashMap<>();
    for (int run = 0; run < runs.size(); run++) {
      RunView view = runs.get(run).view();
      for (int i = 0; i < view.size(); i++) {
        if (view.kind(i) == SpanKind.AGENT
            && view.agent(i) != Names.NONE
            && view.agentType(i) != Names.NONE
            && !view.isError(i)) {
          byAgent
              .computeIfAbsent(view.agent(i), any -> new ArrayList<>())
              .add(new Visit(run, i, 0, view.duration(i) / 1e6));
        }
      }
    }
    Map<Integer, List<Visit>> byType = new HashMap<>();
    for (List<Visit> visits : byAgent.values()) {
      visits.sort(Comparator.comparingLong(visit -> start(runs, visit)));
      long free = Long.MAX_VALUE;
      for (Visit visit : visits) {
        long start = start(runs, visit);
        if (free <= start) {
          byType
              .computeIfAbsent(
                  runs.get(visit.run).view().agentType(visit.span), any -> new ArrayList<>())
              .add(new Visit(visit.run, visit.span, (start - free) / 1e9, visit.millis));
        }
        long end = start + runs.get(visit.run).view().duration(visit.span);
        free = free == Long.MAX_VALUE ? end : Math.max(free, end);
      }
    }
    return byType;
  }

  private static long start(List<ObservedRun> runs, Visit visit) {
    RunView view = runs.get(visit.run).view();
    return view.startNanos() + view.start(visit.span);
  }

  /** The pause that parts slow from quick tasks best. */
  private static Optional<Split> split(List<Visit> visits) {
    if (visits.size() < 2 * Judged.FOR_SHARES) {
      return Optional.empty();
    }
    Numbers pauses = new Numbers();
    visits.forEach(visit -> pauses.add(visit.idleSeconds));
    Split best = null;
    for (int k = 1; k < PAUSES; k++) {
      double pause = pauses.quantile((double) k / PAUSES);
      Numbers cold = new Numbers();
      Numbers warm = new Numbers();
      visits.forEach(visit -> (visit.idleSeconds > pause ? cold : warm).add(visit.millis));
      if (pause <= 0
          || cold.size() < Judged.FOR_SHARES
          || warm.size() < Judged.FOR_SHARES
          || (best != null && cold.quantile(0.5) / warm.quantile(0.5) <= best.times())) {
        continue;
      }
      double coldMs = cold.quantile(0.5);
      double warmMs = warm.quantile(0.5);
      if (coldMs >= TIMES * warmMs
          && coldMs - warmMs >= LEAST_MS
          && RankSum.larger(cold.toArray(), warm.toArray()).p() <= P) {
        List<Visit> slow = visits.stream().filter(one -> one.idleSeconds > pause).toList();
        best = new Split(pause, slow, coldMs, warmMs);
      }
    }
    return Optional.ofNullable(best);
  }

  private static Finding finding(WorkflowRuns workflow, int type, List<Visit> visits, Split split) {
    List<ObservedRun> runs = workflow.ofLastDay();
    Savings savings = new Savings(runs);
    for (Visit visit : split.cold) {
      long less = Math.round(Math.max(0, visit.millis - split.warmMs) * 1e6);
      savings.shorten(visit.run, Math.min(less, runs.get(visit.run).path().dragNanos(visit.span)));
    }
    String name = workflow.names().word(type);
    double share = (double) split.cold.size() / visits.size();
    long every = Math.max(1, Math.round(AWAKE * split.pauseSeconds));
    Optional<Prediction> prediction = savings.prediction(workflow.runsPerDay());
    return new Draft(
            ID,
            new Scope(workflow.workflow(), null, name, null, name),
            "performance_optimization",
            "cold_start")
        .text(
            "%s: keep its agents awake every %d s, or one of them always; a task after %s of rest"
                + " takes %s, else %s%s",
            name,
            every,
            Words.time(split.pauseSeconds * 1e3),
            Words.time(split.coldMs),
            Words.time(split.warmMs),
            Draft.gain(workflow.workflow(), prediction, visits.size()))
        .evidence("pause_seconds", split.pauseSeconds)
        .evidence("cold_ms", split.coldMs)
        .evidence("warm_ms", split.warmMs)
        .evidence("share_cold", share)
        .action(
            new Action(
                name,
                "keep_awake_s",
                "s",
                null,
                every,
                "0.8 x the pause from which on tasks are slow",
                Map.of("pause_seconds", split.pauseSeconds, "share_cold", share),
                Action.SETTING))
        .prediction(prediction)
        .risk(
            (double) savings.touched() / runs.size(),
            "go back if idle agents cost more than they save")
        .because(
            String.format(
                Locale.ROOT,
                "%s of %d tasks come after %s or more and take %.1f times as long (limit %.0f)",
                Words.percent(share),
                visits.size(),
                Words.time(split.pauseSeconds * 1e3),
                split.times(),
                TIMES),
            visits.size(),
            2L * Judged.FOR_SHARES,
            Severity.least(
                Severity.of(split.times(), TIMES, MANY_TIMES),
                Severity.of(share, SHARE, LARGE_SHARE)),
            savings.examples());
  }
}
