package io.pitwall.analysis.bottleneck;

import io.pitwall.analysis.path.Asynchronous;
import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.whatif.Answer;
import io.pitwall.analysis.whatif.Change;
import io.pitwall.analysis.whatif.WhatIf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ranks what a workflow's time hangs on: by how much runs would be shorter if it took no time,
 * asked of the what-if model, since what lies on the path can often be taken out without gain.
 *
 * <p>Pure. One critical path for every fourth run, and a question for each subject that has at
 * least 1 % of the path.
 */
public final class Bottlenecks {
  /** Below it, a subject is not asked about. */
  private static final double SMALLEST_SHARE = 0.01;

  /** The least evidence for a mean. */
  private static final double EVIDENCE = 30;

  /** Runs about the median, and the slowest, by rank. */
  private static final double NORMAL_FROM = 0.4;

  private static final double NORMAL_TO = 0.6;
  private static final double SLOW_FROM = 0.95;

  /**
   * Bottlenecks, the largest gain first.
   *
   * @param runs finished runs of one workflow, made with {@code names}; none gives none
   * @param whatIf questions about the same runs
   */
  public static List<Bottleneck> rank(List<RunView> runs, Names names, WhatIf whatIf) {
    List<RunView> sorted = new ArrayList<>(Asynchronous.mark(runs));
    sorted.sort(Comparator.comparingLong(RunView::durationNanos));
    PathTimes normal = cohort(sorted, NORMAL_FROM, NORMAL_TO, names);
    PathTimes slow = cohort(sorted, SLOW_FROM, 1, names);
    Set<Subject> subjects = new HashSet<>(normal.bySubject.keySet());
    subjects.addAll(slow.bySubject.keySet());
    List<Bottleneck> found = new ArrayList<>();
    for (Subject subject : subjects) {
      found.add(describe(subject, normal, slow, whatIf));
    }
    found.sort(
        Comparator.comparingDouble(Bottleneck::gainSeconds)
            .reversed()
            .thenComparing(one -> one.subject().sort())
            .thenComparing(one -> one.subject().name()));
    return found;
  }

  private static PathTimes cohort(List<RunView> sorted, double from, double to, Names names) {
    var times = new PathTimes(names);
    int first = (int) Math.min(sorted.size() - 1.0, from * sorted.size());
    int end = (int) Math.ceil(to * sorted.size());
    for (int i = Math.max(0, first); i < end; i++) {
      times.add(sorted.get(i));
    }
    return times;
  }

  private static Bottleneck describe(
      Subject subject, PathTimes normal, PathTimes slow, WhatIf whatIf) {
    PathTimes.Time usual = normal.time(subject);
    PathTimes.Time late = slow.time(subject);
    double share = normal.share(usual.total);
    double slowShare = slow.share(late.total);
    double difference = slow.meanDuration() - normal.meanDuration();
    int n = usual.runs + late.runs;
    return new Bottleneck(
        subject,
        share,
        slowShare,
        normal.share(usual.waited),
        difference <= 0 ? 0 : (slow.mean(late.total) - normal.mean(usual.total)) / difference,
        normal.mean(usual.drag),
        Math.max(share, slowShare) < SMALLEST_SHARE ? Optional.empty() : ceiling(subject, whatIf),
        n,
        n / (n + EVIDENCE));
  }

  private static Optional<Bottleneck.Ceiling> ceiling(Subject subject, WhatIf whatIf) {
    return switch (whatIf.ask(List.of(new Change.Speedup(subject.target(), 0)))) {
      case Answer.Predicted most ->
          Optional.of(new Bottleneck.Ceiling(most.p50(), most.p95(), most.mean()));
      case Answer.NotEnoughData few -> Optional.empty();
      case Answer.Overloaded more -> Optional.empty();
      case Answer.NotValid wrong -> Optional.empty();
    };
  }

  private Bottlenecks() {}
}
