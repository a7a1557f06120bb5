package io.pitwall.lab.fault;

import io.pitwall.model.advice.Scope;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A fault that an inspection is to find.
 *
 * @param inspection id of the inspection
 * @param setting what it needs of a fleet and of time
 * @param consequences ids of other inspections that may say the same of the same place: they are
 *     true as well
 * @param making puts it into a healthy fleet
 */
record Fault(
    String inspection,
    Setting setting,
    Set<String> consequences,
    BiFunction<Fleet, RandomGenerator, Ill> making) {

  Fault(
      String inspection,
      Setting setting,
      List<String> consequences,
      BiFunction<Fleet, RandomGenerator, Ill> making) {
    this(inspection, setting, Set.copyOf(consequences), making);
  }

  /**
   * What a fault needs.
   *
   * @param busy whether the fleet has a workflow of many small runs
   * @param hoursBefore hours without the fault; 0 where it was always there
   * @param runs runs with the fault from which on the rule has the evidence that it asks for
   * @param hours hours with the fault likewise
   */
  record Setting(boolean busy, double hoursBefore, int runs, double hours) {

    /** A fault that was always there. */
    static Setting always(int runs) {
      return new Setting(false, 0, runs, 0);
    }

    /** A fault that comes after some hours. */
    static Setting after(double hoursBefore, int runs) {
      return new Setting(false, hoursBefore, runs, 0);
    }

    /** Of a machine or program; no runs are needed. */
    static Setting during(double hours) {
      return new Setting(false, 0, 0, hours);
    }

    Setting inBusyFleet() {
      return new Setting(true, hoursBefore, runs, hours);
    }
  }

  /**
   * A fleet with the fault.
   *
   * @param healthy the fleet before the fault came
   * @param fleet the fleet with it
   * @param flow workflow that has it; empty if none
   * @param words what scopes may name: the place itself
   */
  record Ill(@Nullable Fleet healthy, Fleet fleet, String flow, Set<String> words) {
    Ill(Fleet fleet, String flow, String... words) {
      this(null, fleet, flow, Set.of(words));
    }

    Ill {
      words = Set.copyOf(words);
    }

    /** The same, where the fleet was not the usual one before. */
    Ill from(Fleet before) {
      return new Ill(before, fleet, flow, words);
    }

    /** The same that scopes may name by other words as well. */
    Ill naming(Set<String> more) {
      Set<String> all = new HashSet<>(words);
      all.addAll(more);
      return new Ill(healthy, fleet, flow, all);
    }
  }

  /** Whether advice of that inspection and scope tells of this fault. */
  boolean isToldBy(String other, Scope scope, Ill ill) {
    return other.equals(inspection) && names(scope, ill.words());
  }

  /** Whether advice of that inspection and scope is true of a fleet with this fault. */
  boolean isTrue(String other, Scope scope, Ill ill) {
    return isToldBy(other, scope, ill)
        || (consequences.contains(other)
            && (names(scope, ill.words()) || ill.flow().equals(scope.workflow())));
  }

  private static boolean names(Scope scope, Set<String> words) {
    return Arrays.asList(
            scope.workflow(), scope.agentId(), scope.agentType(), scope.metric(), scope.operation())
        .stream()
        .filter(Objects::nonNull)
        .anyMatch(words::contains);
  }
}
