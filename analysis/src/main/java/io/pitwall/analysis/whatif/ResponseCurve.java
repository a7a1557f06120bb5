package io.pitwall.analysis.whatif;

import java.util.ArrayList;
import java.util.List;

/**
 * How durations answer to one lever, from where it stands to as far as it goes, in 20 steps (as
 * many as the causal profiler Coz takes).
 *
 * @param points 21 points by rising value; fewer where a value has no answer, empty for a change
 *     without a lever
 */
public record ResponseCurve(List<Point> points) {
  private static final int STEPS = 20;

  /**
   * A point.
   *
   * @param value the lever: what the change of that kind is given
   * @param p50 median duration, seconds
   * @param p95 95th percentile, seconds
   */
  public record Point(double value, Estimate p50, Estimate p95) {}

  public ResponseCurve {
    points = List.copyOf(points);
  }

  /**
   * The curve of a change's lever: time factors from 0 to 1, hit shares from 0 to 1, slots from one
   * to what the change asks for and as many again, load from half to double, time limits up to
   * twice the one asked for.
   */
  static ResponseCurve of(WhatIf whatIf, Change change) {
    List<Point> points = new ArrayList<>();
    double before = Double.NaN;
    for (int step = 0; step <= STEPS; step++) {
      double value = value(change, (double) step / STEPS);
      if (!Double.isNaN(value)
          && value != before
          && whatIf.ask(List.of(at(change, value))) instanceof Answer.Predicted predicted) {
        points.add(new Point(value, predicted.p50(), predicted.p95()));
      }
      before = value;
    }
    return new ResponseCurve(points);
  }

  private static double value(Change change, double part) {
    return switch (change) {
      case Change.Speedup speedup -> part;
      case Change.Cache cache -> part;
      case Change.Slots slots -> Math.round(1 + part * Math.max(STEPS, 2 * slots.slots() - 1));
      case Change.Load load -> Math.pow(4, part) / 2;
      case Change.Timeout timeout -> 2 * part * timeout.seconds();
      case Change.Parallelize parallelize -> Double.NaN;
      case Change.Remove remove -> Double.NaN;
    };
  }

  private static Change at(Change change, double value) {
    return switch (change) {
      case Change.Speedup speedup -> new Change.Speedup(speedup.target(), value);
      case Change.Cache cache -> new Change.Cache(cache.target(), value);
      case Change.Slots slots -> new Change.Slots(slots.pool(), (int) value);
      case Change.Load load -> new Change.Load(value);
      case Change.Timeout timeout -> new Change.Timeout(timeout.target(), value);
      case Change.Parallelize parallelize -> parallelize;
      case Change.Remove remove -> remove;
    };
  }
}
