package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.whatif.Estimate;
import io.pitwall.analysis.whatif.RunsAfter;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.trace.SpanStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs of one workflow whose critical paths are looked at: the newest that did not fail, bounded so
 * that a round stays cheap. Immutable.
 */
final class PathSample {
  private static final int MOST_RUNS = 500;
  private static final long MOST_SPANS = 100_000;
  private static final int FEWEST_FOR_P95 = 100;

  private final String workflow;
  private final List<ObservedRun> runs;

  private PathSample(String workflow, List<ObservedRun> runs) {
    this.workflow = workflow;
    this.runs = runs;
  }

  /** Of the last day of a workflow. */
  static PathSample of(WorkflowRuns workflow) {
    return workflow.remembered(PathSample.class, () -> of(workflow, workflow.ofLastDay()));
  }

  /** Of these runs of a workflow, newest first. */
  static PathSample of(WorkflowRuns workflow, List<ObservedRun> newestFirst) {
    List<ObservedRun> runs = new ArrayList<>();
    long spans = 0;
    for (ObservedRun run : newestFirst) {
      spans += run.view().size();
      if (runs.size() == MOST_RUNS || spans > MOST_SPANS) {
        break;
      }
      if (run.run().status() != SpanStatus.ERROR) {
        runs.add(run);
      }
    }
    return new PathSample(workflow.workflow(), runs);
  }

  List<ObservedRun> runs() {
    return runs;
  }

  int size() {
    return runs.size();
  }

  RunView view(int run) {
    return runs.get(run).view();
  }

  /** Median duration of a run, nanoseconds; 0 without runs. */
  double medianNanos() {
    double[] durations = durations();
    return Quantiles.of(durations, 0.5);
  }

  /** Duration of each run, nanoseconds. */
  double[] durations() {
    return runs.stream().mapToDouble(run -> (double) run.view().durationNanos()).toArray();
  }

  /** Index of the runs, those with the largest values first. */
  List<ObservedRun> largest(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> values[i]).reversed())
        .limit(5)
        .map(runs::get)
        .toList();
  }

  /**
   * What the durations come to if each run is shorter by a known time. Of fewer than a hundred runs
   * the median alone; empty of fewer than thirty.
   *
   * @param saved per run, nanoseconds; cut to the run's duration
   */
  Optional<Prediction> shorterBy(double[] saved) {
    int n = runs.size();
    if (n < WorkflowRuns.FEWEST) {
      return Optional.empty();
    }
    Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingLong(i -> view(i).startNanos()));
    long origin = view(order[0]).startNanos();
    double[] starts = new double[n];
    double[] before = new double[n];
    double[] after = new double[n];
    for (int i = 0; i < n; i++) {
      RunView run = view(order[i]);
      starts[i] = (run.startNanos() - origin) / 1e9;
      before[i] = run.durationNanos() / 1e6;
      after[i] = Math.max(0, before[i] - saved[order[i]] / 1e6);
    }
    RunsAfter predicted = RunsAfter.of(starts, before, after);
    List<Effect> effects = new ArrayList<>();
    effects.add(effect(Measure.P50_MS, predicted.p50()));
    if (n >= FEWEST_FOR_P95) {
      effects.add(effect(Measure.P95_MS, predicted.p95()));
    }
    return Optional.of(new Prediction(effects, "retime", "", 1));
  }

  private static Effect effect(Measure measure, Estimate estimate) {
    return new Effect(
        measure, estimate.baseline(), estimate.predicted(), estimate.low(), estimate.high());
  }

  /** For people, begun with a separator: {@code ; p95 of invoice 8.4 s → 6.5 s (5.9–7.1 s)}. */
  String gain(Optional<Prediction> prediction) {
    return prediction
        .map(
            known ->
                known.effect(Measure.P95_MS).isPresent()
                    ? "; " + Predictions.inWords(workflow, known)
                    : known
                        .effect(Measure.P50_MS)
                        .map(
                            p50 ->
                                String.format(
                                    Locale.ROOT,
                                    "; median of %s %s → %s (%s–%s)",
                                    workflow,
                                    Words.time(p50.baseline()),
                                    Words.time(p50.predicted()),
                                    Words.time(p50.low()),
                                    Words.time(p50.high())))
                        .orElse(""))
        .orElse("");
  }
}
