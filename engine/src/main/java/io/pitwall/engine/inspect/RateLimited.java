package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.SpanStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * RT-429: calls are refused because too many were sent. Found where 1 % of the calls of a model or
 * service within the last quarter of an hour, and five at least of 30, were refused; or where
 * within the last day none was answered for five minutes or more while ten were refused: a quota is
 * used up then. Advised is to send at 0.9 of the rate that was let through in the minutes in which
 * calls were refused.
 */
final class RateLimited implements Inspection {
  static final String ID = "RT-429";

  private static final double SHARE = 0.01;
  private static final double LARGE_SHARE = 0.1;
  private static final int FEWEST_REFUSED = 5;
  private static final int FEWEST_IN_OUTAGE = 10;
  private static final double OUTAGE_SECONDS = 300;
  private static final double LONG_OUTAGE_SECONDS = 900;
  private static final double OF_ACCEPTED = 0.9;

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
    Map<String, Calls> refused = new LinkedHashMap<>();
    for (WorkflowRuns workflow : evidence.workflows()) {
      gather(workflow, refused);
    }
    return refused.entrySet().stream()
        .map(one -> finding(one.getKey(), one.getValue()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static void gather(WorkflowRuns workflow, Map<String, Calls> all) {
    List<ObservedRun> day = workflow.ofLastDay();
    var sorts = new Failure.Sorts(workflow.names());
    int[] refused = new int[workflow.names().size()];
    boolean any = false;
    for (ObservedRun run : day) {
      RunView view = run.view();
      for (int i = 0; i < view.size(); i++) {
        if (view.isError(i) && isRefused(view, i, sorts)) {
          refused[view.operation(i)]++;
          any = true;
        }
      }
    }
    if (any) {
      times(workflow, day, sorts, refused, all);
    }
  }

  private static void times(
      WorkflowRuns workflow,
      List<ObservedRun> day,
      Failure.Sorts sorts,
      int[] refused,
      Map<String, Calls> all) {
    @Nullable Calls[] calls = new Calls[refused.length];
    for (int operation = 0; operation < refused.length; operation++) {
      if (refused[operation] > 0) {
        calls[operation] =
            all.computeIfAbsent(workflow.names().word(operation), any -> new Calls(workflow));
      }
    }
    for (int run = 0; run < day.size(); run++) {
      RunView view = day.get(run).view();
      for (int i = 0; i < view.size(); i++) {
        Calls of = calls[view.operation(i)];
        if (of == null || !isCall(view, i)) {
          continue;
        }
        double at = (view.startNanos() + view.end(i)) / 1e9;
        if (view.isError(i) && isRefused(view, i, sorts)) {
          of.refused.add(at);
          if (of.workflow == workflow) {
            of.lose(day, run, i);
          }
        } else if (!view.isError(i)) {
          of.answered.add(at);
        }
      }
    }
  }

  private static boolean isCall(RunView view, int i) {
    return switch (view.kind(i)) {
      case MODEL, EMBEDDING, TOOL, RETRIEVAL, HTTP_CLIENT -> true;
      case WORKFLOW, AGENT, TASK, DATABASE, HTTP_SERVER, MESSAGING, FRONTEND, INTERNAL -> false;
    };
  }

  /** Refused itself, not only enclosing or repeating what was. */
  private static boolean isRefused(RunView view, int i, Failure.Sorts sorts) {
    int above = view.parent(i);
    return isCall(view, i)
        && sorts.of(view.errorClass(i)) == Failure.RATE_LIMITED
        && !(above != RunView.NONE
            && isCall(view, above)
            && view.isError(above)
            && sorts.of(view.errorClass(above)) == Failure.RATE_LIMITED);
  }

  private static Optional<Finding> finding(String operation, Calls calls) {
    Outage outage = calls.outage();
    double now = Math.max(calls.refused.quantile(1), calls.workflow.asOfMicros() / 1e6);
    double since = now - WorkflowRuns.FAST_MICROS / 1e6;
    int refused = calls.refused.above(since);
    int recent = refused + calls.answered.above(since);
    double share = recent == 0 ? 0 : (double) refused / recent;
    boolean limited = recent >= Judged.FOR_SHARES && refused >= FEWEST_REFUSED && share >= SHARE;
    boolean out = outage.seconds() >= OUTAGE_SECONDS && outage.refused() >= FEWEST_IN_OUTAGE;
    if (!limited && !out) {
      return Optional.empty();
    }
    Draft draft = new Draft(ID, Scope.operation(operation), "rate_limit", "rate_limited");
    if (out) {
      draft
          .text(
              "%s: no call succeeded %s–%s UTC, %d were refused as over the quota (429); raise the"
                  + " quota or send what can wait elsewhere once it is used up",
              operation, utc(outage.from), utc(outage.to), outage.refused)
          .evidence("outage_from", utc(outage.from))
          .evidence("outage_to", utc(outage.to))
          .evidence("outage_refused", outage.refused);
    }
    double accepted = calls.acceptedPerSecond();
    if (limited && accepted > 0) {
      bucket(draft, operation, calls, accepted, share);
    }
    String rule =
        limited
            ? String.format(
                Locale.ROOT,
                "%d of %d calls (%s >= %s) refused within 15 min",
                refused,
                recent,
                Words.percent(share),
                Words.percent(SHARE))
            : String.format(
                Locale.ROOT,
                "none answered for %s >= %s, %d refused",
                Words.time(outage.seconds() * 1e3),
                Words.time(OUTAGE_SECONDS * 1e3),
                outage.refused);
    double severity =
        Math.max(
            limited ? Severity.of(share, SHARE, LARGE_SHARE) : 0,
            out ? Severity.of(outage.seconds(), OUTAGE_SECONDS, LONG_OUTAGE_SECONDS) : 0);
    return Optional.of(
        draft
            .evidence("refused", refused)
            .evidence("share_refused", share)
            .because(
                rule,
                limited ? recent : calls.refused.size() + calls.answered.size(),
                Judged.FOR_SHARES,
                severity,
                calls.savings().examples()));
  }

  private static void bucket(
      Draft draft, String operation, Calls calls, double accepted, double share) {
    String workflow = calls.workflow.workflow();
    Optional<Prediction> prediction = calls.savings().prediction(calls.workflow.runsPerDay());
    double rate = OF_ACCEPTED * accepted;
    draft
        .text(
            "%s: send at most %.2f calls a second (0.9 of the %.2f that are let through) from a"
                + " token bucket, and wait as long as retry-after says; %s are refused now%s",
            operation,
            rate,
            accepted,
            Words.percent(share),
            Draft.gain(workflow, prediction, calls.refused.size() + calls.answered.size()))
        .evidence("accepted_per_second", accepted)
        .action(
            new Action(
                operation,
                "rate_limit_per_second",
                "1/s",
                null,
                Math.round(rate * 1_000) / 1e3,
                "0.9 x calls answered a second in the minutes in which calls were refused",
                Map.of("accepted_per_second", accepted),
                Action.SETTING))
        .prediction(prediction)
        .risk(Double.NaN, "go back if p95 of " + workflow + " rises");
  }

  private static String utc(double seconds) {
    return Instant.ofEpochSecond((long) seconds)
        .truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .substring(11, 19);
  }

  private record Outage(double from, double to, int refused) {
    double seconds() {
      return to - from;
    }
  }

  /** When calls of one operation were answered and refused, seconds since the epoch. */
  private static final class Calls {
    private final WorkflowRuns workflow;
    private final Numbers answered = new Numbers();
    private final Numbers refused = new Numbers();
    private final Savings savings;

    private Calls(WorkflowRuns workflow) {
      this.workflow = workflow;
      savings = new Savings(workflow.ofLastDay());
    }

    private Savings savings() {
      return savings;
    }

    /** A refused call takes its time and the pause before it is made again. */
    private void lose(List<ObservedRun> day, int run, int span) {
      RunView view = day.get(run).view();
      savings.leaveOut(run, span);
      if (day.get(run).run().status() == SpanStatus.ERROR) {
        savings.rescue(run);
      }
      for (int next = span + 1;
          next < view.size() && view.parent(next) >= view.parent(span);
          next++) {
        if (view.parent(next) == view.parent(span)
            && view.operation(next) == view.operation(span)
            && view.attempt(next) > 1) {
          savings.shorten(run, Math.max(0, view.start(next) - view.end(span)));
          return;
        }
      }
    }

    /** The longest time without an answer in which calls were refused. */
    private Outage outage() {
      Outage longest = new Outage(0, 0, 0);
      int from = 0;
      for (int next = 0; next <= answered.size(); next++) {
        double end = next == answered.size() ? Double.MAX_VALUE : answered.sorted(next);
        int until = from;
        while (until < refused.size() && refused.sorted(until) < end) {
          until++;
        }
        if (until - from >= FEWEST_IN_OUTAGE) {
          double begin = next == 0 ? refused.sorted(from) : answered.sorted(next - 1);
          double close = end == Double.MAX_VALUE ? refused.sorted(until - 1) : end;
          if (close - begin > longest.seconds()) {
            longest = new Outage(begin, close, until - from);
          }
        }
        from = until;
      }
      return longest;
    }

    /** Calls answered a second in those minutes with refusals in which any was answered. */
    private double acceptedPerSecond() {
      long minutes = 0;
      long calls = 0;
      int at = 0;
      for (int i = 0; i < refused.size(); ) {
        double minute = Math.floor(refused.sorted(i) / 60) * 60;
        while (i < refused.size() && refused.sorted(i) < minute + 60) {
          i++;
        }
        while (at < answered.size() && answered.sorted(at) < minute) {
          at++;
        }
        int from = at;
        while (at < answered.size() && answered.sorted(at) < minute + 60) {
          at++;
        }
        minutes += at > from ? 1 : 0;
        calls += at - from;
      }
      return minutes == 0 ? 0 : calls / 60.0 / minutes;
    }
  }
}
