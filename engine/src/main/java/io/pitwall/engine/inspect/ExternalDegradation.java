package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.trend.Proportions;
import io.pitwall.analysis.trend.RankSum;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * EXT-DEG: an outside service has become slower or fails more, for all who call it, though no more
 * is asked of it. Found where its median rose by 20 % (Mann and Whitney, p ≤ 1e-4), or its failures
 * by 20 % and 2 points (binomial, p ≤ 1e-4), over 30 calls now and 100 before, in every workflow
 * with 30 calls, while calls come at most twice as often.
 */
final class ExternalDegradation implements Inspection {
  static final String ID = "EXT-DEG";

  private static final double P = 1e-4;
  private static final double LEAST_RISE = 1.2;
  private static final double HIGH_RISE = 3;
  private static final double LEAST_MORE_ERRORS = 0.02;
  private static final double HIGH_MORE_ERRORS = 0.1;
  private static final double SHORTEST_RISE_MS = 10;
  private static final double MOST_MORE_CALLS = 2;
  private static final double AGREEING = 1.1;
  private static final double MORE_TOKENS = 1.1;

  /** What is judged of one workflow's calls of one service. */
  private record Rise(OutsideCalls calls, double factor, double moreErrors, boolean slower) {}

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
    Map<String, List<OutsideCalls>> byOperation = new TreeMap<>();
    for (WorkflowRuns workflow : evidence.workflows()) {
      OutsideCalls.of(workflow)
          .forEach(
              calls ->
                  byOperation.computeIfAbsent(calls.name(), any -> new ArrayList<>()).add(calls));
    }
    List<Finding> findings = new ArrayList<>();
    byOperation.forEach((name, all) -> find(name, all).ifPresent(findings::add));
    return findings;
  }

  private static Optional<Finding> find(String operation, List<OutsideCalls> all) {
    List<Rise> risen =
        all.stream()
            .filter(OutsideCalls::isEnough)
            .map(ExternalDegradation::rise)
            .sorted((one, other) -> Double.compare(lost(other), lost(one)))
            .toList();
    if (risen.isEmpty()) {
      return Optional.empty();
    }
    Rise worst = risen.getFirst();
    boolean agree =
        risen.stream()
            .allMatch(
                rise ->
                    worst.slower ? rise.factor >= AGREEING : rise.moreErrors >= LEAST_MORE_ERRORS);
    boolean fails = worst.moreErrors >= LEAST_MORE_ERRORS;
    return agree && (worst.slower || fails)
        ? Optional.of(finding(operation, worst, risen.size()))
        : Optional.empty();
  }

  private static double lost(Rise rise) {
    return (rise.slower ? rise.factor : 0) + rise.moreErrors;
  }

  private static Rise rise(OutsideCalls calls) {
    double before = Quantiles.of(calls.before.toArray(), 0.5);
    double now = Quantiles.of(calls.now.toArray(), 0.5);
    double factor = before == 0 ? 1 : now / before;
    boolean slower =
        factor >= LEAST_RISE
            && now - before >= SHORTEST_RISE_MS
            && calls.tokensFactor() <= MORE_TOKENS
            && calls.rateFactor() <= MOST_MORE_CALLS
            && RankSum.larger(calls.now.toArray(), calls.before.toArray()).p() <= P;
    double more = calls.errorShareNow() - calls.errorShareBefore();
    boolean failing =
        more >= LEAST_MORE_ERRORS
            && calls.errorShareNow() >= LEAST_RISE * calls.errorShareBefore()
            && calls.rateFactor() <= MOST_MORE_CALLS
            && Proportions.atLeast(
                    calls.errorsNow,
                    calls.now.size(),
                    (calls.errorsBefore + 1.0) / (calls.before.size() + 2.0))
                <= P;
    return new Rise(calls, factor, failing ? more : 0, slower);
  }

  private static Finding finding(String operation, Rise rise, int callers) {
    OutsideCalls calls = rise.calls;
    double[] before = calls.before.sorted();
    double median = Quantiles.ofSorted(before, 0.5);
    double now = Quantiles.of(calls.now.toArray(), 0.5);
    boolean manyCalls = before.length >= 500;
    double limit =
        manyCalls ? Quantiles.ofSorted(before, 0.99) : 1.5 * Quantiles.ofSorted(before, 0.95);
    PathSample sample = PathSample.of(calls.workflow(), calls.workflow().recent());
    double[] saved = saved(sample, calls.operation(), rise.slower ? 1 - 1 / rise.factor : 0);
    Optional<Prediction> prediction = rise.slower ? sample.shorterBy(saved) : Optional.empty();
    String change =
        String.format(
            Locale.ROOT,
            "median %s → %s, failures %s → %s",
            Words.time(median),
            Words.time(now),
            Words.percent(calls.errorShareBefore()),
            Words.percent(calls.errorShareNow()));
    return new Draft(ID, Scope.operation(operation), "reliability", "external_service_degraded")
        .severity(
            Math.max(
                rise.slower ? Severity.of(rise.factor, LEAST_RISE, HIGH_RISE) : 0,
                Severity.of(rise.moreErrors, LEAST_MORE_ERRORS, HIGH_MORE_ERRORS)))
        .text(
            String.format(
                Locale.ROOT,
                "%s: timeout of %s and another provider or breaker behind it%s, n=%d",
                operation,
                Words.time(limit),
                rise.slower
                    ? sample.gain(prediction).replaceFirst("; ", "; once it is as before: ")
                    : "",
                calls.now.size()))
        .text(
            String.format(
                Locale.ROOT,
                "%s in %d workflow%s, most in %s, while calls come %.1f times as often: the trouble is theirs",
                change,
                callers,
                callers == 1 ? "" : "s",
                calls.workflow().workflow(),
                calls.rateFactor()))
        .number("median_ms_before", median)
        .number("median_ms", now)
        .number("error_share_before", calls.errorShareBefore())
        .number("error_share", calls.errorShareNow())
        .number("calls_factor", calls.rateFactor())
        .number("workflows", callers)
        .examples(rise.slower ? sample.largest(saved) : calls.failedRuns())
        .action(
            new Action(
                operation,
                "timeout_ms",
                "ms",
                null,
                (double) Math.round(limit),
                manyCalls ? "p99 before" : "1.5 x p95 before",
                Map.of("calls_before", (double) before.length),
                Action.SETTING))
        .prediction(prediction.orElse(null))
        .risk(1, "go back if more than 1 % of the calls end at the timeout once it is as before")
        .done(
            change + " (limits 1.2 x, 2 points, p <= 1e-4)", calls.now.size(), OutsideCalls.FEWEST);
  }

  private static double[] saved(PathSample sample, int operation, double share) {
    double[] saved = new double[sample.size()];
    for (int r = 0; r < saved.length; r++) {
      ObservedRun run = sample.runs().get(r);
      RunView view = run.view();
      for (int i = 0; i < view.size(); i++) {
        if (view.operation(i) == operation && OutsideCalls.isOutside(view.kind(i))) {
          saved[r] += Math.min((double) run.path().dragNanos(i), share * view.duration(i));
        }
      }
    }
    return saved;
  }
}
