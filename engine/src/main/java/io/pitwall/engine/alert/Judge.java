package io.pitwall.engine.alert;

import io.pitwall.engine.alert.signal.OpenRunSignals;
import io.pitwall.engine.alert.signal.SignalHistory;
import io.pitwall.engine.alert.signal.SignalValue;
import io.pitwall.engine.alert.signal.Signals;
import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertCondition.BurnRate;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.time.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says about everything it selects. Makes a verdict only of what is bad or was: of
 * twenty thousand healthy series nothing is made.
 */
final class Judge {
  private static final long HOUR = 3_600_000_000L;
  private static final Duration LONGEST_AT_HAND = Duration.ofDays(1);

  private final Signals signals;
  private final Baselines baselines;
  private final Crossings crossings;
  private final ToDoubleBiFunction<String, Long> usualRunSeconds;
  private final Duration staleAfter;
  private final Map<String, LongRead> longReads = new HashMap<>();
  private long nowMicros;
  private long oldest;

  private record LongRead(long atMicros, Map<Long, SignalValue> values) {}

  Judge(
      Signals signals,
      Crossings crossings,
      @Nullable OpenRunSignals openRuns,
      Duration staleAfter) {
    this.signals = signals;
    this.crossings = crossings;
    this.staleAfter = staleAfter;
    baselines = new Baselines(signals);
    usualRunSeconds = openRuns == null ? (workflow, now) -> Double.NaN : openRuns::usualSeconds;
  }

  /**
   * A pass begins.
   *
   * @param forgivenMicros how much older than usual values may be
   */
  void begin(long now, long forgivenMicros) {
    nowMicros = now;
    oldest = now - staleAfter.toNanos() / 1_000 - forgivenMicros;
    signals.begin(now);
    baselines.begin();
  }

  /** Judges everything a rule selects. */
  void judge(RuleState state, Consumer<Verdict> verdicts) {
    switch (state.rule().condition()) {
      case AlertCondition.Threshold limits -> threshold(state, limits, verdicts);
      case AlertCondition.Change change -> change(state, change, verdicts);
      case BurnRate burn -> burnRate(state, burn, verdicts);
      case AlertCondition.Absence absence -> absence(state, absence, verdicts);
      case AlertCondition.StuckRun stuck -> stuckRun(state, stuck, verdicts);
    }
  }

  /** A rule is gone. */
  void forget(String ruleId) {
    baselines.forget(ruleId);
  }

  private void threshold(
      RuleState state, AlertCondition.Threshold condition, Consumer<Verdict> verdicts) {
    Comparator comparator = condition.comparator();
    Map<Severity, Double> limits = condition.limits();
    Severity mildest = Limits.mildest(limits);
    double mildestLimit = limits.values().iterator().next();
    Double clear = condition.clear();
    boolean plain = signals.isPlain(condition.of());
    for (SignalValue value : values(state, condition.of().over())) {
      if (!isJudged(state, value)) {
        continue;
      }
      boolean remembered = !state.memories.isEmpty() && state.memories.containsKey(value.subject());
      boolean bad = comparator.isBeyond(value.value(), mildestLimit);
      if (!bad && !remembered) {
        continue;
      }
      Severity severity = bad ? Limits.worst(value.value(), comparator, limits) : null;
      Severity held = severity;
      if (remembered && severity == null) {
        held = held(value, comparator, limits, clear, mildest, plain);
      }
      verdicts.accept(Verdict.of(state.rule(), value, comparator, limits, severity, held, ""));
    }
  }

  /**
   * Between limit and clear value nothing ends, nor if the value was beyond since the last look.
   */
  private @Nullable Severity held(
      SignalValue value,
      Comparator comparator,
      Map<Severity, Double> limits,
      @Nullable Double clear,
      Severity mildest,
      boolean plain) {
    double extreme =
        plain && (comparator.isUpward() || comparator.isDownward())
            ? crossings.extreme(value.subject(), comparator.isUpward())
            : Double.NaN;
    Severity since = Limits.worst(extreme, comparator, limits);
    if (since != null) {
      return since;
    }
    boolean beyondClear =
        clear != null
            && (comparator.isBeyond(value.value(), clear) || comparator.isBeyond(extreme, clear));
    return beyondClear ? mildest : null;
  }

  private void change(
      RuleState state, AlertCondition.Change condition, Consumer<Verdict> verdicts) {
    Map<Long, Baselines.Usual> usual =
        baselines.of(state.rule(), condition, state.grouping(), nowMicros);
    Comparator comparator = condition.upward() ? Comparator.ABOVE : Comparator.BELOW;
    for (SignalValue value : values(state, condition.of().over())) {
      Baselines.Usual known = usual.get(value.subject());
      if (known == null || !isJudged(state, value)) {
        continue;
      }
      Map<Severity, Double> limits = Limits.of(condition, known.value());
      Severity severity = Limits.worst(value.value(), comparator, limits);
      if (severity != null || state.memories.containsKey(value.subject())) {
        String against =
            known.days() == 0
                ? "usually " + Wording.rounded(known.value()) + " in the hours before"
                : "usually "
                    + Wording.rounded(known.value())
                    + " at this hour of the "
                    + known.days()
                    + " days before";
        verdicts.accept(
            Verdict.of(state.rule(), value, comparator, limits, severity, severity, against));
      }
    }
  }

  private void burnRate(RuleState state, BurnRate condition, Consumer<Verdict> verdicts) {
    double budget = 1 - condition.objective();
    Map<Severity, Double> limits = new EnumMap<>(condition.factors());
    Map<Long, Burn> worst = new HashMap<>();
    for (BurnRate.Window window : condition.windows()) {
      Map<Long, SignalValue> now = new HashMap<>();
      values(state, window.shortWindow()).forEach(value -> now.put(value.subject(), value));
      for (SignalValue value : longValues(state, window.longWindow())) {
        SignalValue recent = now.get(value.subject());
        if (recent == null
            || Double.isNaN(recent.value())
            || Double.isNaN(value.value())
            || value.count() < condition.of().atLeast()) {
          continue;
        }
        double rate = Math.min(value.value(), recent.value()) / budget;
        boolean burns = rate >= window.factor();
        Burn before = worst.get(value.subject());
        boolean worse =
            before == null
                || (burns
                    && (before.severity == null
                        || window.severity().compareTo(before.severity) > 0));
        if (worse) {
          worst.put(
              value.subject(), new Burn(recent, rate, burns ? window.severity() : null, window));
        }
      }
    }
    worst.forEach(
        (subject, burn) -> {
          state.judgedNow++;
          boolean remembered = state.memories.containsKey(subject);
          if (remembered) {
            state.judged.add(subject);
          }
          if (burn.severity != null || remembered) {
            verdicts.accept(
                new Verdict(
                    state.rule(),
                    subject,
                    burn.value.tags(),
                    burn.rate,
                    Comparator.AT_LEAST,
                    limits,
                    burn.severity,
                    burn.severity,
                    "over "
                        + Wording.time(burn.window.longWindow().toNanos() / 1e9)
                        + " and still over "
                        + Wording.time(burn.window.shortWindow().toNanos() / 1e9),
                    burn.value.traces()));
          }
        });
  }

  private record Burn(
      SignalValue value, double rate, @Nullable Severity severity, BurnRate.Window window) {}

  private void absence(
      RuleState state, AlertCondition.Absence condition, Consumer<Verdict> verdicts) {
    Map<Severity, Double> limits = new EnumMap<>(Severity.class);
    condition.after().forEach((severity, time) -> limits.put(severity, time.toNanos() / 1e9));
    double within = condition.within().toNanos() / 1e9;
    String signal = condition.of().signal();
    boolean isAge = signal.endsWith("_seconds") && signals.names().contains(signal);
    Map<Long, SignalValue> youngest = new HashMap<>();
    for (SignalValue value : signals.read(signal, condition.of().over(), condition.within())) {
      if (state.grouping().takes(value.tags())) {
        double age = isAge ? value.value() : Math.max(0, nowMicros - value.timeMicros()) / 1e6;
        SignalValue aged =
            new SignalValue(
                value.subject(), value.tags(), age, 1, value.timeMicros(), value.traces());
        List<SignalValue> group =
            state.grouping().isAggregate()
                ? state.grouping().aggregate(List.of(aged))
                : List.of(aged);
        for (SignalValue one : group) {
          youngest.merge(one.subject(), one, (a, b) -> a.value() <= b.value() ? a : b);
        }
      }
    }
    for (SignalValue value : youngest.values()) {
      if (value.value() <= within) {
        judged(state, value.subject());
        Severity severity = Limits.worst(value.value(), Comparator.ABOVE, limits);
        if (severity != null || state.memories.containsKey(value.subject())) {
          verdicts.accept(verdict(state, value, limits, severity, ""));
        }
      }
    }
  }

  private void stuckRun(
      RuleState state, AlertCondition.StuckRun condition, Consumer<Verdict> verdicts) {
    for (SignalValue value : values(state, Duration.ZERO)) {
      if (!isJudged(state, value)) {
        continue;
      }
      double usual =
          usualRunSeconds.applyAsDouble(value.tags().getOrDefault("workflow", ""), nowMicros);
      Map<Severity, Double> limits = new EnumMap<>(Severity.class);
      double least = condition.atLeast().toNanos() / 1e9;
      double first = condition.factors().values().iterator().next();
      condition
          .factors()
          .forEach(
              (severity, factor) ->
                  limits.put(
                      severity,
                      Math.max(Double.isNaN(usual) ? 0 : usual * factor, least * factor / first)));
      Severity severity = Limits.worst(value.value(), Comparator.ABOVE, limits);
      if (severity != null || state.memories.containsKey(value.subject())) {
        String against =
            (Double.isNaN(usual)
                    ? "and how long it usually takes is not known"
                    : "99 % of them end within " + Wording.time(usual))
                + "; "
                + value.count()
                + " not ended";
        verdicts.accept(verdict(state, value, limits, severity, against));
      }
    }
  }

  private static Verdict verdict(
      RuleState state,
      SignalValue value,
      Map<Severity, Double> limits,
      @Nullable Severity severity,
      String against) {
    return Verdict.of(state.rule(), value, Comparator.ABOVE, limits, severity, severity, against);
  }

  /** What the rule selects, put together where it wants that. */
  private List<SignalValue> values(RuleState state, Duration over) {
    AlertRule rule = state.rule();
    List<SignalValue> all = signals.read(rule.condition().of().signal(), over, staleAfter);
    return state.grouping().isAggregate() ? state.grouping().aggregate(fresh(all)) : all;
  }

  private List<SignalValue> fresh(List<SignalValue> all) {
    return all.stream().filter(value -> value.timeMicros() >= oldest).toList();
  }

  /** Windows longer than a day are read from the store, every quarter of an hour. */
  private List<SignalValue> longValues(RuleState state, Duration over) {
    if (over.compareTo(LONGEST_AT_HAND) <= 0) {
      return values(state, over);
    }
    String key = state.rule().id() + over + state.rule().condition().of().hashCode();
    LongRead known = longReads.get(key);
    if (known == null || Math.abs(nowMicros - known.atMicros) > HOUR / 4) {
      if (longReads.size() > 10_000) {
        longReads.clear();
      }
      known = new LongRead(nowMicros, readLong(state, over));
      longReads.put(key, known);
    }
    return new ArrayList<>(known.values.values());
  }

  private Map<Long, SignalValue> readLong(RuleState state, Duration over) {
    Map<Long, SignalValue> means = new HashMap<>();
    var of = state.rule().condition().of();
    List<SignalHistory> histories =
        signals.history(of.signal(), Baselines.exact(of), TimeRange.last(over, nowMicros), HOUR);
    for (SignalHistory history : Baselines.grouped(histories, state.grouping())) {
      double sum = 0;
      long count = 0;
      for (int i = 0; i < history.values().length; i++) {
        if (!Double.isNaN(history.values()[i])) {
          sum += history.values()[i] * history.counts()[i];
          count += history.counts()[i];
        }
      }
      if (count > 0) {
        means.put(
            history.subject(),
            new SignalValue(
                history.subject(), history.tags(), sum / count, count, nowMicros, List.of()));
      }
    }
    return means;
  }

  /** Whether a value is selected and says something; what is too old is noted. */
  private boolean isJudged(RuleState state, SignalValue value) {
    if (!state.grouping().isAggregate() && !state.grouping().takes(value.tags())) {
      return false;
    }
    if (Double.isNaN(value.value()) || value.count() < state.rule().condition().of().atLeast()) {
      return false;
    }
    long window = state.rule().condition().of().over().toNanos() / 1_000;
    if (value.timeMicros() < oldest - window) {
      if (state.memories.containsKey(value.subject())) {
        state.stale.add(value.subject());
      }
      return false;
    }
    judged(state, value.subject());
    return true;
  }

  private static void judged(RuleState state, long subject) {
    state.judgedNow++;
    if (!state.memories.isEmpty() && state.memories.containsKey(subject)) {
      state.judged.add(subject);
    }
  }
}
