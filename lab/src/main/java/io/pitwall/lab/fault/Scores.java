package io.pitwall.lab.fault;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How right advice was over many fleets.
 *
 * @param outcomes fleets with a fault
 * @param quiet healthy fleets
 */
public record Scores(List<Trial.Outcome> outcomes, List<Trial.Quiet> quiet) {
  public Scores {
    outcomes = List.copyOf(outcomes);
    quiet = List.copyOf(quiet);
  }

  /** The same of the fleets with the fault of one inspection. */
  public Scores of(String inspection) {
    return new Scores(
        outcomes.stream().filter(one -> one.inspection().equals(inspection)).toList(), List.of());
  }

  /** Share of the advice on fleets with a fault that was true; NaN without advice. */
  public double precision() {
    int right = outcomes.stream().mapToInt(Trial.Outcome::right).sum();
    int wrong = outcomes.stream().mapToInt(one -> one.wrong().size()).sum();
    return (double) right / (right + wrong);
  }

  /** Share of the faults that were told; NaN without fleets. */
  public double recall() {
    return outcomes.stream().mapToInt(one -> one.isFound() ? 1 : 0).average().orElse(Double.NaN);
  }

  /** Rounds until faults were told, of those that were, ascending. */
  public double[] rounds() {
    return outcomes.stream()
        .filter(Trial.Outcome::isFound)
        .mapToDouble(Trial.Outcome::rounds)
        .sorted()
        .toArray();
  }

  /** Median of the minutes from the fault until it was told; NaN if none was. */
  public double minutes() {
    double[] minutes =
        outcomes.stream()
            .filter(Trial.Outcome::isFound)
            .mapToDouble(Trial.Outcome::minutes)
            .sorted()
            .toArray();
    return minutes.length == 0 ? Double.NaN : minutes[minutes.length / 2];
  }

  /** Advice on healthy fleets a day and fleet; NaN without fleets. */
  public double falsePerDay() {
    double days = quiet.stream().mapToDouble(Trial.Quiet::days).sum();
    return quiet.stream().mapToInt(one -> one.wrong().size()).sum() / days;
  }

  /** Advice that was wrong, on any fleet, by inspection and count, for people. */
  public String wrong() {
    List<String> ids =
        Stream.concat(
                outcomes.stream().flatMap(one -> one.wrong().stream()),
                quiet.stream().flatMap(one -> one.wrong().stream()))
            .map(finding -> finding.inspection())
            .sorted()
            .toList();
    return String.join(
        ", ",
        ids.stream()
            .distinct()
            .map(id -> id + " " + ids.stream().filter(id::equals).count())
            .toList());
  }

  /** The middle of ascending values; NaN of none. */
  static double median(double[] ascending) {
    return ascending.length == 0
        ? Double.NaN
        : Arrays.stream(ascending).skip(ascending.length / 2).findFirst().orElse(Double.NaN);
  }

  /** Median of {@link #rounds()}. */
  public double medianRounds() {
    return median(rounds());
  }
}
