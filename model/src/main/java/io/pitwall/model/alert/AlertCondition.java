package io.pitwall.model.alert;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rule looks for. */
public sealed interface AlertCondition {

  /** What it judges. */
  Selection of();

  /** Name of its sort in JSON and YAML. */
  String kind();

  /**
   * A value beyond a limit.
   *
   * @param limits severity to limit, at least one; a worse severity has a limit further out
   * @param clear how far an alert's value has to come back before it counts as over; null for the
   *     limit itself. On the good side of every limit
   */
  record Threshold(
      Selection of, Comparator comparator, Map<Severity, Double> limits, @Nullable Double clear)
      implements AlertCondition {
    public Threshold {
      limits = new io.pitwall.model.alert.Threshold(of.signal(), comparator, limits).limits();
      double mildest = limits.values().iterator().next();
      if (clear != null
          && (!Double.isFinite(clear)
              || (comparator.isUpward() && clear > mildest)
              || (comparator.isDownward() && clear < mildest))) {
        throw new IllegalArgumentException(
            "Expected a clear value on the good side of %s, but got %s".formatted(mildest, clear));
      }
    }

    @Override
    public String kind() {
      return "threshold";
    }

    /** The limits by themselves. */
    public io.pitwall.model.alert.Threshold threshold() {
      return new io.pitwall.model.alert.Threshold(of.signal(), comparator, limits);
    }
  }

  /**
   * A value that is a multiple of what it was at the same hour of earlier days.
   *
   * @param upward whether growing is bad, else shrinking
   * @param factors severity to factor, above 1: of shrinking values the factor by which they shrank
   * @param atLeastBy smallest difference in the unit of the value that counts, 0 or more
   * @param days how many earlier days are compared with, by their median; 1 to 28
   * @param before what is compared with while fewer than three earlier days are known: the time
   *     just before, of this length; zero to judge nothing until then
   */
  record Change(
      Selection of,
      boolean upward,
      Map<Severity, Double> factors,
      double atLeastBy,
      int days,
      Duration before)
      implements AlertCondition {
    public Change {
      factors =
          new io.pitwall.model.alert.Threshold(of.signal(), Comparator.ABOVE, factors).limits();
      if (factors.values().stream().anyMatch(factor -> factor <= 1)) {
        throw new IllegalArgumentException("Expected factors above 1, but got " + factors);
      }
      if (!(atLeastBy >= 0) || !Double.isFinite(atLeastBy)) {
        throw new IllegalArgumentException(
            "Expected a smallest difference of 0 or more, but got " + atLeastBy);
      }
      if (days < 1 || days > 28 || before.isNegative()) {
        throw new IllegalArgumentException(
            "Expected 1 to 28 days and a time before of 0 or more, but got %d and %s"
                .formatted(days, before));
      }
    }

    @Override
    public String kind() {
      return "change";
    }
  }

  /**
   * The budget of errors that an objective leaves, used up too fast. Source: "Alerting on SLOs",
   * The Site Reliability Workbook, chapter 5.
   *
   * @param of a signal whose values are shares of failures, 0 to 1
   * @param objective share that is to succeed, above 0 and below 1
   * @param windows pairs of windows in which both have to burn so fast
   */
  record BurnRate(Selection of, double objective, List<Window> windows) implements AlertCondition {

    /** 14.4 times in 1 h and 5 min, 6 times in 6 h and 30 min, once in 3 d and 6 h. */
    public static final List<Window> STANDARD =
        List.of(
            new Window(Severity.CRITICAL, 14.4, Duration.ofHours(1), Duration.ofMinutes(5)),
            new Window(Severity.HIGH, 6, Duration.ofHours(6), Duration.ofMinutes(30)),
            new Window(Severity.LOW, 1, Duration.ofDays(3), Duration.ofHours(6)));

    /**
     * A pair of windows.
     *
     * @param factor how many times as fast as the objective allows
     * @param longWindow shows that it matters
     * @param shortWindow shows that it still goes on
     */
    public record Window(
        Severity severity, double factor, Duration longWindow, Duration shortWindow) {
      public Window {
        if (!(factor > 0)
            || !shortWindow.isPositive()
            || longWindow.compareTo(shortWindow) <= 0
            || longWindow.compareTo(Duration.ofDays(30)) > 0) {
          throw new IllegalArgumentException(
              "Expected a factor above 0, a long window of at most 30 days and a shorter one, but got %s, %s and %s"
                  .formatted(factor, longWindow, shortWindow));
        }
      }
    }

    public BurnRate {
      windows = List.copyOf(windows);
      if (!(objective > 0 && objective < 1)) {
        throw new IllegalArgumentException(
            "Expected an objective above 0 and below 1, but got " + objective);
      }
      if (windows.isEmpty()
          || new HashSet<>(windows.stream().map(Window::severity).toList()).size()
              < windows.size()) {
        throw new IllegalArgumentException(
            "Expected one pair of windows for each severity wanted, but got " + windows);
      }
    }

    @Override
    public String kind() {
      return "burn_rate";
    }

    /** Factors by severity, mildest first. */
    public Map<Severity, Double> factors() {
      Map<Severity, Double> factors = new EnumMap<>(Severity.class);
      windows.forEach(window -> factors.put(window.severity(), window.factor()));
      return Collections.unmodifiableMap(factors);
    }
  }

  /**
   * Something that reported has fallen silent.
   *
   * @param after severity to how long nothing came, longer for a worse one
   * @param within what was not heard of for longer than this has left, and nobody waits for it
   */
  record Absence(Selection of, Map<Severity, Duration> after, Duration within)
      implements AlertCondition {
    public Absence {
      Map<Severity, Double> seconds = new EnumMap<>(Severity.class);
      after.forEach((severity, time) -> seconds.put(severity, time.toNanos() / 1e9));
      var _ = new io.pitwall.model.alert.Threshold(of.signal(), Comparator.ABOVE, seconds);
      after = Collections.unmodifiableMap(new EnumMap<>(after));
      for (Duration time : after.values()) {
        if (!time.isPositive() || time.compareTo(within) >= 0) {
          throw new IllegalArgumentException(
              "Expected times of silence above 0 and below %s, but got %s".formatted(within, time));
        }
      }
    }

    @Override
    public String kind() {
      return "absence";
    }
  }

  /**
   * A run that goes on much longer than runs of its workflow do.
   *
   * @param of the signal {@code run.age_seconds}, with its demands on tags
   * @param factors severity to multiple of the 99th percentile of finished runs
   * @param atLeast shortest age that counts
   */
  record StuckRun(Selection of, Map<Severity, Double> factors, Duration atLeast)
      implements AlertCondition {
    public StuckRun {
      factors =
          new io.pitwall.model.alert.Threshold(of.signal(), Comparator.ABOVE, factors).limits();
      if (!atLeast.isPositive() || factors.values().stream().anyMatch(factor -> factor < 1)) {
        throw new IllegalArgumentException(
            "Expected factors of 1 or more and an age above 0, but got %s and %s"
                .formatted(factors, atLeast));
      }
    }

    @Override
    public String kind() {
      return "stuck_run";
    }
  }
}
