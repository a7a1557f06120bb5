package io.pitwall.engine.inspect;

import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.trace.SpanStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs would have taken, cost and come to without certain spans, run by run: for faults that
 * dwell in some runs and not in others, where a share over all runs would tell the wrong tail. Time
 * is saved by the drag of a span, what its run can shrink by without it. Not thread-safe.
 */
final class Savings {
  /** Half the width of an 80 % interval, in standard deviations. */
  private static final double Z80 = 1.2816;

  private final List<ObservedRun> runs;
  private final long[] nanos;
  private final double[] usd;
  private final boolean[] rescued;

  /** Nothing saved yet of these runs. */
  Savings(List<ObservedRun> runs) {
    this.runs = runs;
    nanos = new long[runs.size()];
    usd = new double[runs.size()];
    rescued = new boolean[runs.size()];
  }

  /** A span is not made; what lies below it is part of it. */
  void leaveOut(int run, int span) {
    shorten(run, runs.get(run).path().dragNanos(span));
    double cost = runs.get(run).view().cost(span);
    usd[run] += Double.isNaN(cost) ? 0 : cost;
  }

  /** A run takes that much less. */
  void shorten(int run, long less) {
    nanos[run] += less;
  }

  /** A run costs that much less, US dollars. */
  void cheapen(int run, double less) {
    usd[run] += less;
  }

  /** A run that failed would have succeeded. */
  void rescue(int run) {
    rescued[run] = true;
  }

  /** Saved in all runs together, US dollars. */
  double usd() {
    return Arrays.stream(usd).sum();
  }

  /** Runs in which anything is saved. */
  int touched() {
    int n = 0;
    for (int i = 0; i < nanos.length; i++) {
      n += nanos[i] > 0 || usd[i] > 0 || rescued[i] ? 1 : 0;
    }
    return n;
  }

  /** Runs that show it, the newest first. */
  List<String> examples() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < nanos.length && ids.size() < 5; i++) {
      if (nanos[i] > 0 || usd[i] > 0 || rescued[i]) {
        ids.add(runs.get(i).id());
      }
    }
    return ids;
  }

  /** What it all comes to; empty where nothing is saved or the runs are too few to tell. */
  Optional<Prediction> prediction(double runsPerDay) {
    List<Effect> effects = new ArrayList<>();
    addTimes(effects);
    Effect cost = cost(runsPerDay);
    if (cost != null) {
      effects.add(cost);
    }
    Effect success = success();
    if (success != null) {
      effects.add(success);
    }
    return effects.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Prediction(
                effects,
                "retime",
                String.format(Locale.ROOT, "recorded runs without these spans, n=%d", runs.size()),
                1));
  }

  private void addTimes(List<Effect> effects) {
    double[] before = new double[nanos.length];
    double[] after = new double[nanos.length];
    int n = 0;
    long saved = 0;
    for (int i = 0; i < nanos.length; i++) {
      if (runs.get(i).run().status() != SpanStatus.ERROR) {
        long took = runs.get(i).view().durationNanos();
        before[n] = took / 1e6;
        after[n++] = Math.max(0, took - nanos[i]) / 1e6;
        saved += nanos[i];
      }
    }
    if (saved == 0 || n < Judged.FOR_SHARES) {
      return;
    }
    Arrays.sort(before, 0, n);
    Arrays.sort(after, 0, n);
    effects.add(quantile(Measure.P50_MS, before, after, n, 0.5));
    if (n >= Judged.FOR_P95) {
      effects.add(quantile(Measure.P95_MS, before, after, n, 0.95));
    }
  }

  /** With the interval that order statistics give. */
  private static Effect quantile(
      Measure measure, double[] before, double[] after, int n, double q) {
    double off = Z80 * Math.sqrt(q * (1 - q) / n);
    return new Effect(
        measure,
        Quantiles.betweenSorted(before, n, q),
        Quantiles.betweenSorted(after, n, q),
        Quantiles.betweenSorted(after, n, Math.max(0, q - off)),
        Quantiles.betweenSorted(after, n, Math.min(1, q + off)));
  }

  private @Nullable Effect cost(double runsPerDay) {
    double before = 0;
    double after = 0;
    double squares = 0;
    int n = 0;
    for (int i = 0; i < usd.length; i++) {
      Double cost = runs.get(i).run().costUsd();
      if (cost != null) {
        double left = Math.max(0, cost - usd[i]);
        before += cost;
        after += left;
        squares += left * left;
        n++;
      }
    }
    if (n < Judged.FOR_SHARES || !(after < before)) {
      return null;
    }
    double mean = after / n;
    double error = Math.sqrt(Math.max(0, squares / n - mean * mean) / n);
    double low = Math.max(0, mean - Z80 * error);
    return new Effect(
        Measure.COST_USD_PER_DAY,
        before / n * runsPerDay,
        mean * runsPerDay,
        low * runsPerDay,
        (mean + Z80 * error) * runsPerDay);
  }

  private @Nullable Effect success() {
    int saved = 0;
    int succeeded = 0;
    for (int i = 0; i < rescued.length; i++) {
      succeeded += runs.get(i).run().status() != SpanStatus.ERROR ? 1 : 0;
      saved += rescued[i] ? 1 : 0;
    }
    int n = rescued.length;
    if (saved == 0 || n < Judged.FOR_SHARES) {
      return null;
    }
    double after = (double) (succeeded + saved) / n;
    double error = Z80 * Math.sqrt(after * (1 - after) / n);
    return new Effect(
        Measure.SUCCESS_RATE,
        (double) succeeded / n,
        after,
        Math.max(0, after - error),
        Math.min(1, after + error));
  }
}
