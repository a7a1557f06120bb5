package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.CriticalPath;
import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.Piece;
import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.whatif.Change;
import io.pitwall.analysis.whatif.Target;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * CP-DOM: the time of a workflow hangs on one sort of agent. Found where its own work makes up 30 %
 * of the median run, or half of the slowest twentieth, and twice what the next has, of three sorts
 * or more: of two agents one always leads.
 */
final class PathDomination implements WorkflowInspection {
  static final String ID = "CP-DOM";

  private static final double SHARE = 0.3;
  private static final double HIGH_SHARE = 0.7;
  private static final double SLOW_SHARE = 0.5;
  private static final double AHEAD = 2;
  private static final int FEWEST_TYPES = 3;
  private static final int FEWEST_FOR_TAIL = 100;

  /** Speed-up that is put a number on: a quarter is what people do reach. */
  private static final double REMAINS = 0.75;

  /** What one sort of agent adds to each run, nanoseconds. */
  @SuppressWarnings("ArrayRecordComponent") // a column, never compared
  private record Part(int type, double[] perRun, double share, double slowShare) {
    double worst() {
      return Math.max(share / SHARE, slowShare / SLOW_SHARE);
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Layer layer() {
    return Layer.SYMPTOM;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    PathSample sample = PathSample.of(workflow);
    if (sample.size() >= WorkflowRuns.FEWEST) {
      find(workflow, sample).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> find(WorkflowRuns workflow, PathSample sample) {
    List<Part> parts = parts(sample);
    parts.sort((one, other) -> Double.compare(other.worst(), one.worst()));
    if (parts.size() < FEWEST_TYPES || parts.getFirst().worst() < 1) {
      return Optional.empty();
    }
    Part first = parts.getFirst();
    double next = parts.stream().skip(1).mapToDouble(Part::share).max().orElse(0);
    return first.share < AHEAD * next
        ? Optional.empty()
        : Optional.of(finding(workflow, sample, first, next));
  }

  private static List<Part> parts(PathSample sample) {
    Map<Integer, double[]> byType = new HashMap<>();
    for (int r = 0; r < sample.size(); r++) {
      CriticalPath path = sample.runs().get(r).path();
      RunView view = sample.view(r);
      for (Piece piece : path.pieces()) {
        int type = piece.span() == RunView.NONE ? Names.NONE : view.agentType(piece.span());
        if (type != Names.NONE) {
          byType.computeIfAbsent(type, any -> new double[sample.size()])[r] += piece.nanos();
        }
      }
      bound(byType, path, view, r);
    }
    double[] durations = sample.durations();
    double p95 = Quantiles.of(durations, 0.95);
    List<Part> parts = new ArrayList<>();
    byType.forEach(
        (type, perRun) -> {
          double slow = 0;
          double slowTime = 0;
          for (int r = 0; r < durations.length; r++) {
            slow += durations[r] >= p95 ? perRun[r] : 0;
            slowTime += durations[r] >= p95 ? durations[r] : 0;
          }
          parts.add(
              new Part(
                  type,
                  perRun,
                  Quantiles.of(perRun, 0.5) / Math.max(1, sample.medianNanos()),
                  sample.size() < FEWEST_FOR_TAIL ? 0 : slow / Math.max(1, slowTime)));
        });
    return parts;
  }

  /** Time on the path counts as far as the run would be shorter without it. */
  private static void bound(
      Map<Integer, double[]> byType, CriticalPath path, RunView view, int run) {
    Map<Integer, Double> drags = new HashMap<>();
    for (int i = 0; i < view.size(); i++) {
      int above = view.parent(i);
      boolean top = above == RunView.NONE || view.agentType(above) != view.agentType(i);
      if (top && path.isCritical(i) && view.agentType(i) != Names.NONE) {
        drags.merge(view.agentType(i), (double) path.dragNanos(i), Double::sum);
      }
    }
    byType.forEach(
        (type, perRun) -> perRun[run] = Math.min(perRun[run], drags.getOrDefault(type, 0.0)));
  }

  private static Finding finding(WorkflowRuns workflow, PathSample sample, Part part, double next) {
    String type = workflow.names().word(part.type);
    Optional<Prediction> prediction = ask(workflow, type, REMAINS);
    double now = Quantiles.of(part.perRun, 0.5) / 1e6;
    Draft draft =
        new Draft(
                ID,
                new Scope(workflow.workflow(), null, type, null, null),
                "performance_optimization",
                "critical_path_domination")
            .severity(Severity.of(part.worst() * SHARE, SHARE, HIGH_SHARE))
            .text(
                String.format(
                    Locale.ROOT,
                    "%s: own work %s → %s a run, begin with %s%s, n=%d",
                    type,
                    Words.time(now),
                    Words.time(now * REMAINS),
                    largestOperation(workflow, sample, part.type),
                    sample.gain(prediction),
                    sample.size()))
            .text(
                String.format(
                    Locale.ROOT,
                    "%s of the median run of %s hangs on %s, %s on the next sort of agent",
                    Words.percent(part.share),
                    workflow.workflow(),
                    type,
                    Words.percent(next)))
            .number("share_p50", part.share)
            .number("share_slow", part.slowShare)
            .number("share_next", next)
            .examples(sample.largest(part.perRun))
            .action(
                new Action(
                    type,
                    "own_time_ms",
                    "ms",
                    now,
                    now * REMAINS,
                    "0.75 x median of its part of the path, as far as it is drag",
                    Map.of("path_ms", now),
                    Action.DESIGN))
            .prediction(prediction.orElse(null))
            .risk(1, "go back if results of " + type + " get worse");
    gain(draft, workflow, type, 0.9, "p95_ms_if_10_percent_faster");
    gain(draft, workflow, type, 0.5, "p95_ms_if_50_percent_faster");
    return draft.done(
        String.format(
            Locale.ROOT,
            "drag %s of the median run (limit 30 %%), %s of the slowest 5 %% (limit 50 %%), next %s",
            Words.percent(part.share),
            Words.percent(part.slowShare),
            Words.percent(next)),
        sample.size(),
        WorkflowRuns.FEWEST);
  }

  private static void gain(
      Draft draft, WorkflowRuns workflow, String type, double remains, String name) {
    ask(workflow, type, remains)
        .flatMap(prediction -> prediction.effect(Measure.P95_MS))
        .map(Effect::predicted)
        .ifPresent(p95 -> draft.number(name, p95));
  }

  private static Optional<Prediction> ask(WorkflowRuns workflow, String type, double remains) {
    return Predictions.of(
        workflow.whatIf().ask(List.of(new Change.Speedup(new Target.AgentType(type), remains))),
        workflow.runsPerDay());
  }

  private static String largestOperation(WorkflowRuns workflow, PathSample sample, int type) {
    Map<Integer, Double> times = new HashMap<>();
    for (int r = 0; r < sample.size(); r++) {
      RunView view = sample.view(r);
      for (Piece piece : sample.runs().get(r).path().pieces()) {
        if (piece.span() != RunView.NONE && view.agentType(piece.span()) == type) {
          times.merge(view.operation(piece.span()), (double) piece.nanos(), Double::sum);
        }
      }
    }
    return times.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> workflow.names().word(most.getKey()))
        .orElse("");
  }
}
