package io.pitwall.engine.alert;

import io.pitwall.engine.alert.signal.Grouping;
import io.pitwall.engine.alert.signal.SignalHistory;
import io.pitwall.engine.alert.signal.Signals;
import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.time.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs a draft of a rule over what was stored: when it would have fired, for how long, and where a
 * limit would have to lie to be quiet. Values are means of buckets, so what is shorter than a
 * bucket is not seen. Thread-safe: one at a time.
 */
public final class Backtest {
  private static final long MINUTE = 60_000_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final int FINEST_BUCKETS = 2_016;

  /** Buckets of signals that have to be read one by one. */
  private static final int COARSE_BUCKETS = 168;

  private static final int MOST_INTERVALS = 500;

  /** The suggested limit lies this share of the spread beyond the extreme of usual values. */
  private static final double MARGIN = 0.25;

  private final Signals signals;

  public Backtest(Signals signals) {
    this.signals = signals;
  }

  /**
   * A stretch of time in which an alert would have fired.
   *
   * @param fromMicros when it would have fired, microseconds since the epoch
   * @param toMicros when it would have been resolved, or the end of the range
   * @param worst worst severity within
   * @param extreme worst value within
   */
  public record Interval(
      SortedMap<String, String> tags,
      long fromMicros,
      long toMicros,
      Severity worst,
      double extreme) {}

  /**
   * What came of it.
   *
   * @param stepMicros width of the buckets that were judged
   * @param series things judged
   * @param values buckets with data
   * @param intervals at most 500, earliest first
   * @param fired how often it would have fired in all
   * @param firingMicros how long in all
   * @param suggestedLimit limit that 99 of 100 usual buckets stay within with room to spare,
   *     rounded to two digits; NaN if the sort of rule has no such limit, or there is no data
   * @param firedAtSuggestion how often it would have fired with that limit
   * @param message what could not be tried, empty if nothing
   */
  public record Result(
      long stepMicros,
      int series,
      long values,
      List<Interval> intervals,
      long fired,
      long firingMicros,
      double suggestedLimit,
      long firedAtSuggestion,
      String message) {
    public Result {
      intervals = List.copyOf(intervals);
    }
  }

  /** Tries a rule over a range. */
  public synchronized Result run(AlertRule rule, TimeRange range) {
    if (rule.condition() instanceof AlertCondition.StuckRun) {
      return nothing("what runs had not ended at a time in the past is not stored");
    }
    signals.begin(range.toMicros());
    long step = step(rule, range);
    Grouping grouping = new Grouping(rule.condition().of());
    List<SignalHistory> histories =
        Baselines.grouped(
            signals.history(
                rule.condition().of().signal(),
                Baselines.exact(rule.condition().of()),
                range,
                step),
            grouping);
    if (histories.isEmpty()) {
      return nothing("nothing that the rule selects has data in that time");
    }
    Tally tally = new Tally(rule, step);
    for (SignalHistory history : histories) {
      tally.add(history, null);
    }
    tally.intervals.sort((a, b) -> Long.compare(a.fromMicros(), b.fromMicros()));
    double suggested = suggestion(rule, histories);
    long firedThen = 0;
    if (!Double.isNaN(suggested)) {
      Tally then = new Tally(rule, step);
      histories.forEach(history -> then.add(history, suggested));
      firedThen = then.fired;
    }
    return new Result(
        step,
        histories.size(),
        tally.values,
        tally.intervals.subList(0, Math.min(MOST_INTERVALS, tally.intervals.size())),
        tally.fired,
        tally.firingMicros,
        suggested,
        firedThen,
        "");
  }

  private static Result nothing(String why) {
    return new Result(0, 0, 0, List.of(), 0, 0, Double.NaN, 0, why);
  }

  private long step(AlertRule rule, TimeRange range) {
    String signal = rule.condition().of().signal();
    boolean oneByOne =
        signal.matches(".*:(p\\d\\d|count|rate)")
            || signal.matches("(external|endpoint|query)\\..*");
    int most = oneByOne ? COARSE_BUCKETS : FINEST_BUCKETS;
    long finest = Math.ceilDiv(range.lengthMicros(), most);
    long window = rule.condition().of().over().toNanos() / 1_000;
    return Math.max(MINUTE, Math.ceilDiv(Math.max(finest, window), MINUTE) * MINUTE);
  }

  /** Beyond the 1st or 99th of 100 usual values by a quarter of their spread. */
  private static double suggestion(AlertRule rule, List<SignalHistory> histories) {
    if (!(rule.condition() instanceof AlertCondition.Threshold condition)
        || !(condition.comparator().isUpward() || condition.comparator().isDownward())) {
      return Double.NaN;
    }
    double[] values =
        histories.stream()
            .flatMapToDouble(history -> Arrays.stream(history.values()))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    if (values.length < 10) {
      return Double.NaN;
    }
    double low = values[(int) (values.length * 0.01)];
    double high = values[(int) Math.min(values.length - 1L, Math.round(values.length * 0.99))];
    double spread = Math.max(high - low, Math.abs(high) * 0.05);
    boolean upward = condition.comparator().isUpward();
    double limit = upward ? high + MARGIN * spread : low - MARGIN * spread;
    // A share that is never negative has no limit below 0.
    return rounded(!upward && low >= 0 ? Math.max(limit, low / 2) : limit, upward);
  }

  /** To two digits that count, away from the values. */
  private static double rounded(double value, boolean up) {
    if (value == 0) {
      return 0;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 1);
    return (up ? Math.ceil(value / unit) : Math.floor(value / unit)) * unit;
  }

  /** Goes through histories and counts what would have been. */
  private static final class Tally {
    private final AlertRule rule;
    private final long step;
    private final List<Interval> intervals = new ArrayList<>();
    private long values;
    private long fired;
    private long firingMicros;

    Tally(AlertRule rule, long step) {
      this.rule = rule;
      this.step = step;
    }

    /** Goes through one, with its own limits, or with another for the mildest severity alone. */
    void add(SignalHistory history, @Nullable Double otherLimit) {
      AlertLife.Memory memory = AlertLife.Memory.NONE;
      long from = 0;
      Severity worst = Severity.LOW;
      double extreme = Double.NaN;
      long now = 0;
      for (int i = 0; i < history.values().length; i++) {
        now = history.startMicros()[i] + step;
        Verdict verdict = verdict(history, i, otherLimit);
        if (verdict == null) {
          continue;
        }
        values++;
        boolean before = isActive(memory);
        memory = AlertLife.next(memory, verdict, Moment.of(now));
        if (!isActive(memory) && before) {
          ended(history, from, now, worst, extreme);
        } else if (isActive(memory)) {
          Severity severity = Objects.requireNonNull(memory.alert()).severity();
          if (!before) {
            fired++;
            from = now;
            worst = severity;
            extreme = verdict.value();
          }
          worst = severity.compareTo(worst) > 0 ? severity : worst;
          extreme =
              verdict.comparator().isFurther(verdict.value(), extreme) ? verdict.value() : extreme;
        }
      }
      if (isActive(memory)) {
        ended(history, from, now, worst, extreme);
      }
    }

    private void ended(SignalHistory history, long from, long to, Severity worst, double extreme) {
      firingMicros += to - from;
      intervals.add(new Interval(history.tags(), from, to, worst, extreme));
    }

    private static boolean isActive(AlertLife.Memory memory) {
      return memory.alert() != null && memory.alert().isActive();
    }

    private @Nullable Verdict verdict(SignalHistory history, int at, @Nullable Double otherLimit) {
      double value = history.values()[at];
      boolean enough = history.counts()[at] >= rule.condition().of().atLeast();
      return switch (rule.condition()) {
        case AlertCondition.Threshold condition -> {
          if (Double.isNaN(value) || !enough) {
            yield null;
          }
          Map<Severity, Double> limits =
              otherLimit == null
                  ? condition.limits()
                  : Map.of(Limits.mildest(condition.limits()), otherLimit);
          Severity severity = Limits.worst(value, condition.comparator(), limits);
          Double clear = otherLimit == null ? condition.clear() : null;
          boolean held = clear != null && condition.comparator().isBeyond(value, clear);
          yield made(
              history,
              value,
              condition.comparator(),
              limits,
              severity,
              severity != null ? severity : held ? Limits.mildest(limits) : null);
        }
        case AlertCondition.Change condition -> {
          double usual = usual(history, at, condition);
          if (Double.isNaN(value) || Double.isNaN(usual) || !enough) {
            yield null;
          }
          Comparator comparator = condition.upward() ? Comparator.ABOVE : Comparator.BELOW;
          Map<Severity, Double> limits = Limits.of(condition, usual);
          Severity severity = Limits.worst(value, comparator, limits);
          yield made(history, value, comparator, limits, severity, severity);
        }
        case AlertCondition.BurnRate condition -> burn(history, at, condition);
        case AlertCondition.Absence condition -> {
          Map<Severity, Double> limits = new EnumMap<>(Severity.class);
          condition.after().forEach((level, time) -> limits.put(level, time.toNanos() / 1e9));
          double silent = silentSeconds(history, at);
          boolean waits = silent <= condition.within().toNanos() / 1e9;
          Severity severity = waits ? Limits.worst(silent, Comparator.ABOVE, limits) : null;
          yield made(history, silent, Comparator.ABOVE, limits, severity, severity);
        }
        case AlertCondition.StuckRun stuck -> null;
      };
    }

    private Verdict made(
        SignalHistory history,
        double value,
        Comparator comparator,
        Map<Severity, Double> limits,
        @Nullable Severity severity,
        @Nullable Severity held) {
      return new Verdict(
          rule,
          history.subject(),
          history.tags(),
          value,
          comparator,
          limits,
          severity,
          held,
          "",
          List.of());
    }

    private double silentSeconds(SignalHistory history, int at) {
      for (int i = at; i >= 0; i--) {
        if (history.counts()[i] > 0) {
          return (at - i) * (step / 1e6);
        }
      }
      return Double.POSITIVE_INFINITY;
    }

    /** Within the range alone: of the same hour of the days before, else of the time before. */
    private double usual(SignalHistory history, int at, AlertCondition.Change condition) {
      long day = 24 * HOUR / step;
      List<Double> values = new ArrayList<>();
      for (int back = 1; back <= condition.days(); back++) {
        long same = at - back * day;
        if (same >= 0 && !Double.isNaN(history.values()[(int) same])) {
          values.add(history.values()[(int) same]);
        }
      }
      if (values.size() >= Math.min(3, condition.days())) {
        return Baselines.median(values);
      }
      values.clear();
      long before = condition.before().toNanos() / 1_000 / step;
      for (long i = Math.max(0, at - before); i < at; i++) {
        if (!Double.isNaN(history.values()[(int) i])) {
          values.add(history.values()[(int) i]);
        }
      }
      return values.size() < 4 ? Double.NaN : Baselines.median(values);
    }

    private @Nullable Verdict burn(
        SignalHistory history, int at, AlertCondition.BurnRate condition) {
      double budget = 1 - condition.objective();
      Severity worst = null;
      double rate = Double.NaN;
      for (AlertCondition.BurnRate.Window window : condition.windows()) {
        double burns =
            Math.min(
                    mean(history, at, window.longWindow().toNanos() / 1_000),
                    mean(history, at, window.shortWindow().toNanos() / 1_000))
                / budget;
        rate = Double.isNaN(rate) ? burns : rate;
        if (burns >= window.factor() && (worst == null || window.severity().compareTo(worst) > 0)) {
          worst = window.severity();
          rate = burns;
        }
      }
      return Double.isNaN(rate)
          ? null
          : made(history, rate, Comparator.AT_LEAST, condition.factors(), worst, worst);
    }

    private double mean(SignalHistory history, int at, long windowMicros) {
      double sum = 0;
      long count = 0;
      for (int i = at; i >= 0 && (at - i) * step < windowMicros; i--) {
        if (!Double.isNaN(history.values()[i])) {
          sum += history.values()[i] * history.counts()[i];
          count += history.counts()[i];
        }
      }
      return count == 0 ? Double.NaN : sum / count;
    }
  }
}
