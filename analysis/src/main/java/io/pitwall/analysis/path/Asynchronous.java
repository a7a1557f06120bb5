package io.pitwall.analysis.path;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds operations that their parents do not wait for: those that end after their parent, by more
 * than clocks differ, at least half of the time. One run alone cannot tell a late child from an
 * asynchronous one.
 */
public final class Asynchronous {
  /** The least evidence; the number of runs that dependencies need too. */
  private static final int FEWEST = 20;

  private static final double SHARE = 0.5;
  private static final long SKEW_DIVISOR = 100;

  /** The same runs with their asynchronous spans marked. O(spans). */
  public static List<RunView> mark(List<RunView> runs) {
    Map<Integer, int[]> counts = new HashMap<>();
    for (RunView run : runs) {
      for (int i = 0; i < run.size(); i++) {
        int above = run.parent(i);
        if (above != RunView.NONE) {
          int[] count = counts.computeIfAbsent(run.operation(i), key -> new int[2]);
          count[0]++;
          count[1] += run.end(i) - run.end(above) > run.duration(above) / SKEW_DIVISOR ? 1 : 0;
        }
      }
    }
    Set<Integer> found = new HashSet<>();
    counts.forEach(
        (operation, count) -> {
          if (count[0] >= FEWEST && count[1] >= SHARE * count[0]) {
            found.add(operation);
          }
        });
    return found.isEmpty()
        ? List.copyOf(runs)
        : runs.stream().map(run -> run.withAsync(found::contains)).toList();
  }

  private Asynchronous() {}
}
