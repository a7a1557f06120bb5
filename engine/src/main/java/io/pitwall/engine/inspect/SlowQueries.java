package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.store.api.OperationStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SQL-SLOW: queries that take 20 ms on average over 100 calls and are among the ten with the most
 * time in all (pgHero's limits), or of which one in a hundred takes a second. Advised is a mean of
 * 20 ms, at best a tenth of what it is.
 */
final class SlowQueries implements Inspection {
  static final String ID = "SQL-SLOW";

  private static final Duration WINDOW = Duration.ofDays(1);
  private static final double MEAN_MS = 20;
  private static final double HIGH_MEAN_MS = 200;
  private static final int FEWEST = 100;
  private static final int TOP = 10;
  private static final double LONG_SECONDS = 1;
  private static final double LONG_SHARE = 0.01;

  /** Share of a query's time that an index or a rewrite takes away at most. */
  private static final double MOST_GAIN = 0.9;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Layer layer() {
    return Layer.CAUSE;
  }

  @Override
  public List<Finding> inspect(Evidence evidence) {
    List<OperationStats> queries = evidence.operations(Set.of(SpanKind.DATABASE), WINDOW);
    double total = queries.stream().mapToDouble(query -> query.seconds().sum()).sum();
    return queries.stream()
        .sorted(
            Comparator.comparingDouble((OperationStats query) -> query.seconds().sum()).reversed())
        .limit(TOP)
        .filter(SlowQueries::isSlow)
        .map(query -> finding(evidence, query, total))
        .toList();
  }

  private static boolean isSlow(OperationStats query) {
    return query.count() >= FEWEST
        && (query.seconds().mean() * 1e3 >= MEAN_MS
            || query.seconds().shareAbove(LONG_SECONDS) >= LONG_SHARE);
  }

  @SuppressWarnings("ArrayRecordComponent") // a column, never compared
  private record Gain(WorkflowRuns workflow, PathSample sample, double[] saved, double mean) {}

  private static Finding finding(Evidence evidence, OperationStats query, double total) {
    double mean = query.seconds().mean() * 1e3;
    double wanted = Math.max(Math.min(mean, MEAN_MS), mean * (1 - MOST_GAIN));
    Optional<Gain> gain = gain(evidence, query.operation(), 1 - wanted / mean);
    Optional<Prediction> prediction =
        gain.flatMap(known -> known.sample.shorterBy(known.saved)).filter(SlowQueries::isGain);
    double share = query.seconds().sum() / total;
    double longShare = query.seconds().shareAbove(LONG_SECONDS);
    return new Draft(
            ID,
            new Scope(null, null, null, null, query.operation()),
            "database_optimization",
            "slow_query")
        .severity(
            Math.max(
                Severity.of(mean, MEAN_MS, HIGH_MEAN_MS),
                Severity.of(longShare, LONG_SHARE, 10 * LONG_SHARE)))
        .text(
            String.format(
                Locale.ROOT,
                "%s: mean %s → %s by an index or a rewrite (read its plan first)%s, n=%d",
                query.operation(),
                Words.time(mean),
                Words.time(wanted),
                prediction.isPresent() ? gain.map(g -> g.sample.gain(prediction)).orElse("") : "",
                query.count()))
        .text(
            String.format(
                Locale.ROOT,
                "%s of the time of all queries; %s of its calls take longer than 1 s, the longest took %s",
                Words.percent(share),
                Words.percent(longShare),
                Words.time(query.seconds().quantile(1) * 1e3)))
        .number("mean_ms", mean)
        .number("share_of_query_time", share)
        .number("share_above_1s", longShare)
        .examples(gain.map(known -> known.sample.largest(known.saved)).orElse(List.of()))
        .action(
            new Action(
                query.operation(),
                "mean_ms",
                "ms",
                mean,
                wanted,
                "max(20 ms, 0.1 x mean)",
                Map.of("calls", (double) query.count()),
                Action.CODE))
        .prediction(prediction.orElse(null))
        .risk(Double.NaN, "go back if writes to its tables take 10 % longer")
        .done(
            String.format(
                Locale.ROOT,
                "mean %s (limit 20 ms), %s above 1 s (limit 1 %%), %s of the time of all queries",
                Words.time(mean),
                Words.percent(longShare),
                Words.percent(share)),
            query.count(),
            FEWEST);
  }

  /** A workflow whose time does not hang on it gains nothing, but others may. */
  private static boolean isGain(Prediction prediction) {
    return prediction.effects().stream().mapToDouble(Effect::gain).max().orElse(0) > 0;
  }

  /** The workflow that gains most. */
  private static Optional<Gain> gain(Evidence evidence, String operation, double share) {
    List<Gain> gains = new ArrayList<>();
    for (WorkflowRuns workflow : evidence.workflows()) {
      int number = workflow.names().find(operation);
      PathSample sample = PathSample.of(workflow);
      if (number >= 0 && sample.size() >= WorkflowRuns.FEWEST) {
        double[] saved = new double[sample.size()];
        double sum = 0;
        for (int r = 0; r < saved.length; r++) {
          saved[r] = saved(sample.runs().get(r), number, share);
          sum += saved[r] / sample.view(r).durationNanos();
        }
        gains.add(new Gain(workflow, sample, saved, sum / saved.length));
      }
    }
    return gains.stream().filter(gain -> gain.mean > 0).max(Comparator.comparingDouble(Gain::mean));
  }

  private static double saved(ObservedRun run, int operation, double share) {
    RunView view = run.view();
    double saved = 0;
    for (int i = 0; i < view.size(); i++) {
      if (view.kind(i) == SpanKind.DATABASE && view.operation(i) == operation) {
        saved += Math.min((double) run.path().dragNanos(i), share * view.duration(i));
      }
    }
    return saved;
  }
}
