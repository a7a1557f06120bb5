package io.pitwall.engine.inspect;

import io.pitwall.analysis.experiment.BeforeAfter;
import io.pitwall.analysis.experiment.BeforeAfter.Difference;
import io.pitwall.analysis.experiment.RunningMoments;
import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Basis;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * REG-DEPLOY: since a new version of an agent runs are slower. Runs are told apart by the version
 * that their agents' spans name. Compared is the time of runs without their waits in queues, so
 * that more load is not taken for a worse version: the newest version, seen first within the last
 * day, against the one before it, by an interval that holds at every look (α = 1e-4), from 5 % on.
 */
final class ReleaseRegression implements WorkflowInspection {
  static final String ID = "REG-DEPLOY";

  private static final double ALPHA = 1e-4;
  private static final double LEAST = 0.05;
  private static final double LARGE = 0.3;

  /** Runs of one version, newest first, and of the one before it. */
  private record Versions(int newest, int before, List<ObservedRun> now, List<ObservedRun> then) {}

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
    return versions(workflow).flatMap(versions -> find(workflow, versions)).stream().toList();
  }

  /** The newest version and the one that most of the runs before it have. */
  private static Optional<Versions> versions(WorkflowRuns workflow) {
    List<ObservedRun> day = workflow.ofLastDay();
    Map<Integer, List<ObservedRun>> byVersion = new LinkedHashMap<>();
    for (ObservedRun run : day) {
      int version = newestOf(run.view());
      if (version != Names.NONE) {
        byVersion.computeIfAbsent(version, any -> new ArrayList<>()).add(run);
      }
    }
    // Newest first: the version whose first run is the latest came last.
    int newest = Names.NONE;
    long began = Long.MIN_VALUE;
    for (Map.Entry<Integer, List<ObservedRun>> one : byVersion.entrySet()) {
      long first = one.getValue().getLast().run().startNanos();
      if (first > began) {
        began = first;
        newest = one.getKey();
      }
    }
    int last = newest;
    return byVersion.entrySet().stream()
        .filter(one -> one.getKey() != last)
        .max(
            (one, other) ->
                Long.compare(
                    one.getValue().getLast().run().startNanos(),
                    other.getValue().getLast().run().startNanos()))
        .map(
            one ->
                new Versions(
                    last, one.getKey(), byVersion.getOrDefault(last, List.of()), one.getValue()))
        .filter(
            versions ->
                versions.now.size() >= BeforeAfter.FEWEST
                    && versions.then.size() >= BeforeAfter.FEWEST);
  }

  /** The version of its last agent that names one: a release in the middle of a run is the new. */
  private static int newestOf(RunView view) {
    int newest = Names.NONE;
    for (int i = 0; i < view.size(); i++) {
      if (view.kind(i) == SpanKind.AGENT && view.version(i) != Names.NONE) {
        newest = view.version(i);
      }
    }
    return newest;
  }

  private static Optional<Finding> find(WorkflowRuns workflow, Versions versions) {
    Difference slower = BeforeAfter.compare(moments(versions.then), moments(versions.now), ALPHA);
    double rise = Math.expm1(slower.difference());
    return slower.isUp() && rise >= LEAST
        ? Optional.of(finding(workflow, versions, slower, rise))
        : Optional.empty();
  }

  private static RunningMoments moments(List<ObservedRun> runs) {
    RunningMoments moments = new RunningMoments();
    for (ObservedRun run : runs) {
      moments.add(Math.log((double) Math.max(1, workNanos(run.view()))));
    }
    return moments;
  }

  /** The time of a run less its waits. */
  private static long workNanos(RunView view) {
    long waits = 0;
    for (int i = 0; i < view.size(); i++) {
      waits += view.wait(i);
    }
    return Math.max(view.durationNanos() / 10, view.durationNanos() - waits);
  }

  /** By type of agent: own time a run, nanoseconds. */
  private static Map<Integer, Double> timeByType(List<ObservedRun> runs) {
    Map<Integer, Double> nanos = new HashMap<>();
    for (ObservedRun run : runs) {
      RunView view = run.view();
      for (int i = 0; i < view.size(); i++) {
        if (view.kind(i) == SpanKind.AGENT && view.agentType(i) != Names.NONE) {
          nanos.merge(view.agentType(i), (double) view.duration(i) / runs.size(), Double::sum);
        }
      }
    }
    return nanos;
  }

  private static Finding finding(
      WorkflowRuns workflow, Versions versions, Difference slower, double rise) {
    Names names = workflow.names();
    String now = names.word(versions.newest);
    String before = names.word(versions.before);
    Map<Integer, Double> then = timeByType(versions.then);
    Map<String, Double> more = new TreeMap<>();
    timeByType(versions.now)
        .forEach((type, nanos) -> more.put(names.word(type), nanos - then.getOrDefault(type, 0.0)));
    String most =
        more.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    double mostMs = more.getOrDefault(most, 0.0) / 1e6;
    Savings savings = new Savings(versions.now);
    for (int run = 0; run < versions.now.size(); run++) {
      long nanos = workNanos(versions.now.get(run).view());
      savings.shorten(run, Math.round(nanos * (1 - 1 / (1 + rise))));
    }
    Optional<Prediction> prediction = savings.prediction(workflow.runsPerDay());
    return new Draft(ID, Scope.workflow(workflow.workflow()), "release", "slower_since_release")
        .text(
            "%s: version %s → %s; runs take %+.0f %% since (%+.0f to %+.0f %%)%s",
            workflow.workflow(),
            now,
            before,
            rise * 100,
            Math.expm1(slower.low()) * 100,
            Math.expm1(slower.high()) * 100,
            Draft.gain(workflow.workflow(), prediction, versions.now.size()))
        .text(
            "Most of it is %s, %s more a run: go back to %s, or compare one of the example runs with"
                + " one from before",
            most, Words.time(mostMs), before)
        .evidence("version", now)
        .evidence("version_before", before)
        .evidence("agent", most)
        .number("slower", rise)
        .number("agent_more_ms", mostMs)
        .action(
            new Action(
                workflow.workflow(),
                "version",
                "",
                now,
                before,
                "the version before",
                Map.of("runs_before", (double) versions.then.size()),
                Action.SETTING))
        .prediction(prediction)
        .risk(1, "go back if what the release mended breaks again")
        .because(
            String.format(
                Locale.ROOT,
                "%d runs of %s take %.0f %% longer than %d of %s without waits (limit 5 %%, α = 1e-4)",
                versions.now.size(),
                now,
                rise * 100,
                versions.then.size(),
                before),
            versions.now.size(),
            BeforeAfter.FEWEST,
            Severity.of(rise, LEAST, LARGE),
            versions.now.stream().limit(Basis.MOST_EXAMPLES).map(ObservedRun::id).toList());
  }
}
