package io.pitwall.lab.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All faults, one for each inspection, and what becomes of them. */
public final class Faults {

  static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    all.addAll(AgentFaults.all());
    all.addAll(CallFaults.all());
    all.addAll(PlatformFaults.all());
    return all;
  }

  /** Ids of the inspections of which there is a fault, in the order of the tables. */
  public static List<String> inspections() {
    return all().stream().map(Fault::inspection).toList();
  }

  /**
   * Puts the fault of an inspection into the healthy fleet of a seed and looks whether it is told.
   *
   * @param folder an empty folder for the store; belongs to the caller
   * @throws IllegalArgumentException if there is no fault of that inspection
   */
  public static Trial.Outcome tried(String inspection, long seed, Path folder) {
    return all().stream()
        .filter(fault -> fault.inspection().equals(inspection))
        .findFirst()
        .map(fault -> Trial.of(fault, seed, folder))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected one of " + inspections() + ", but got " + inspection));
  }

  /**
   * Watches the healthy fleet of a seed; every third has a workflow of many small runs.
   *
   * @param length how long it is watched
   * @param every time from one round of the inspections to the next
   * @param folder an empty folder for the store; belongs to the caller
   */
  public static Trial.Quiet healthy(long seed, Duration length, Duration every, Path folder) {
    return Trial.ofHealthy(seed, seed % 3 == 0, length, every, folder);
  }

  private Faults() {}
}
