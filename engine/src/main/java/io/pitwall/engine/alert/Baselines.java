package io.pitwall.engine.alert;

import io.pitwall.engine.alert.signal.Grouping;
import io.pitwall.engine.alert.signal.SignalHistory;
import io.pitwall.engine.alert.signal.SignalValue;
import io.pitwall.engine.alert.signal.Signals;
import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Selection;
import io.pitwall.model.alert.TagMatcher;
import io.pitwall.model.time.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What things usually are: the median of the same hour of earlier days, or while fewer than three
 * days are known, of the time before. Read from the store, for one rule in a pass, and remembered
 * for a quarter of an hour.
 */
final class Baselines {
  private static final long HOUR = 3_600_000_000L;
  private static final long DAY = 24 * HOUR;
  private static final long QUARTER = HOUR / 4;
  private static final int FEWEST_DAYS = 3;

  /** Quarters of an hour before, from which on their median says what is usual: an hour. */
  private static final int FEWEST_QUARTERS = 4;

  /** Observations from which on a bucket counts, where the rule wants no fewer. */
  private static final long FEWEST_OBSERVATIONS = 10;

  private final Signals signals;
  private final Map<String, Known> byRule = new HashMap<>();
  private long readThisPass;

  /**
   * What is usual.
   *
   * @param value the median
   * @param days earlier days it is made of, 0 if of the time before
   */
  record Usual(double value, int days) {}

  private record Known(Selection of, long atMicros, Map<Long, Usual> usual) {}

  Baselines(Signals signals) {
    this.signals = signals;
  }

  void begin() {
    readThisPass = 0;
  }

  /** What is usual by subject; empty until it is read. */
  Map<Long, Usual> of(
      AlertRule rule, AlertCondition.Change change, Grouping grouping, long nowMicros) {
    Known known = byRule.get(rule.id());
    boolean fits = known != null && known.of.equals(change.of());
    boolean fresh = known != null && fits && Math.abs(nowMicros - known.atMicros) < QUARTER;
    if (!fresh && readThisPass < 2) {
      readThisPass++;
      known = new Known(change.of(), nowMicros, read(change, grouping, nowMicros));
      byRule.put(rule.id(), known);
      fits = true;
    }
    return known == null || !fits ? Map.of() : known.usual;
  }

  void forget(String ruleId) {
    byRule.remove(ruleId);
  }

  private Map<Long, Usual> read(AlertCondition.Change change, Grouping grouping, long nowMicros) {
    Map<Long, List<Double>> daily = new HashMap<>();
    long oldest = Math.floorDiv(nowMicros, HOUR) * HOUR;
    for (int day = 1; day <= change.days(); day++) {
      long start = oldest - day * DAY;
      boolean any = collect(change, grouping, new TimeRange(start, start + HOUR), HOUR, daily);
      if (!any && day > 2) {
        break;
      }
    }
    Map<Long, Usual> usual = new HashMap<>();
    Map<Long, List<Double>> before = new HashMap<>();
    long length = change.before().toNanos() / 1_000;
    if (length > 0) {
      long end = Math.floorDiv(nowMicros - change.of().over().toNanos() / 1_000, QUARTER) * QUARTER;
      collect(change, grouping, new TimeRange(end - length, end), QUARTER, before);
    }
    before.forEach(
        (subject, values) -> {
          if (values.size() >= FEWEST_QUARTERS) {
            usual.put(subject, new Usual(median(values), 0));
          }
        });
    daily.forEach(
        (subject, values) -> {
          if (values.size() >= Math.min(FEWEST_DAYS, change.days())) {
            usual.put(subject, new Usual(median(values), values.size()));
          }
        });
    return usual;
  }

  private boolean collect(
      AlertCondition.Change change,
      Grouping grouping,
      TimeRange range,
      long step,
      Map<Long, List<Double>> into) {
    boolean any = false;
    List<SignalHistory> histories =
        signals.history(change.of().signal(), exact(change.of()), range, step);
    long fewest = Math.min(Math.max(1, change.of().atLeast()), FEWEST_OBSERVATIONS);
    for (SignalHistory history : grouped(histories, grouping)) {
      for (int i = 0; i < history.values().length; i++) {
        if (!Double.isNaN(history.values()[i]) && history.counts()[i] >= fewest) {
          any = true;
          into.computeIfAbsent(history.subject(), subject -> new ArrayList<>())
              .add(history.values()[i]);
        }
      }
    }
    return any;
  }

  /** Demands of equality, which the store can meet by itself. */
  static Map<String, String> exact(Selection of) {
    Map<String, String> exact = new TreeMap<>();
    for (TagMatcher matcher : of.where()) {
      if (matcher.kind() == TagMatcher.Kind.EQUAL && !matcher.value().isEmpty()) {
        exact.put(matcher.name(), matcher.value());
      }
    }
    return exact;
  }

  /** Chooses and puts together histories as the values of a pass are. */
  static List<SignalHistory> grouped(List<SignalHistory> histories, Grouping grouping) {
    if (!grouping.isAggregate()) {
      return histories.stream().filter(history -> grouping.takes(history.tags())).toList();
    }
    Map<Long, SignalHistory> groups = new HashMap<>();
    int length = histories.stream().mapToInt(history -> history.values().length).max().orElse(0);
    for (int i = 0; i < length; i++) {
      List<SignalValue> now = new ArrayList<>();
      long[] starts = new long[0];
      for (SignalHistory history : histories) {
        if (i < history.values().length && history.counts()[i] > 0) {
          now.add(
              new SignalValue(
                  history.subject(),
                  history.tags(),
                  history.values()[i],
                  history.counts()[i],
                  history.startMicros()[i],
                  List.of()));
          starts = history.startMicros();
        }
      }
      for (SignalValue value : grouping.aggregate(now)) {
        long[] times = starts;
        SignalHistory group =
            groups.computeIfAbsent(
                value.subject(), subject -> empty(subject, value, times, times.length));
        group.values()[i] = value.value();
        group.counts()[i] = value.count();
      }
    }
    return List.copyOf(groups.values());
  }

  private static SignalHistory empty(long subject, SignalValue value, long[] starts, int length) {
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    return new SignalHistory(subject, value.tags(), starts, values, new long[length]);
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
