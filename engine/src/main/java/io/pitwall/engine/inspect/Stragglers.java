package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * FAN-STRAG: of calls made at once the last takes much longer than the others, and the run waits
 * for it. Found where the longest of four calls or more of one operation is twice their median, in
 * the median fan-out of 30 (Dr. Elephant's ladder: 2, 4, 8, 16).
 */
final class Stragglers implements WorkflowInspection {
  static final String ID = "FAN-STRAG";

  private static final int FEWEST_FANS = 30;
  private static final int NARROWEST = 4;
  private static final double RATIO = 2;
  private static final double HIGH_RATIO = 8;
  private static final double SHARE = 0.05;
  private static final double HIGH_SHARE = 0.3;

  private record Key(int parent, int operation) {}

  /** Fan-outs of one operation below one parent. */
  private static final class Fans {
    final Numbers ratios = new Numbers();
    final Numbers widths = new Numbers();
    final Numbers times = new Numbers();
    final double[] beyondSecond;

    Fans(int runs) {
      beyondSecond = new double[runs];
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    PathSample sample = PathSample.of(workflow);
    if (sample.size() >= WorkflowRuns.FEWEST) {
      fans(sample)
          .forEach((key, fans) -> find(workflow, sample, key, fans).ifPresent(findings::add));
    }
    return findings;
  }

  private static Map<Key, Fans> fans(PathSample sample) {
    Map<Key, Fans> all = new HashMap<>();
    for (int r = 0; r < sample.size(); r++) {
      RunView view = sample.view(r);
      Map<Long, Numbers> byParent = new HashMap<>();
      for (int i = 0; i < view.size(); i++) {
        if (view.parent(i) != RunView.NONE && !view.isAsync(i)) {
          long key = ((long) view.parent(i) << 32) | view.operation(i);
          byParent.computeIfAbsent(key, any -> new Numbers()).add(i);
        }
      }
      for (Map.Entry<Long, Numbers> fan : byParent.entrySet()) {
        if (fan.getValue().size() >= NARROWEST) {
          int parent = (int) (fan.getKey() >> 32);
          Key key = new Key(view.operation(parent), (int) (long) fan.getKey());
          add(
              sample,
              r,
              fan.getValue().toArray(),
              all.computeIfAbsent(key, any -> new Fans(sample.size())));
        }
      }
    }
    return all;
  }

  private static void add(PathSample sample, int r, double[] spans, Fans fans) {
    RunView view = sample.view(r);
    double[] durations = new double[spans.length];
    long latestStart = 0;
    long earliestEnd = Long.MAX_VALUE;
    int last = (int) spans[0];
    for (int k = 0; k < spans.length; k++) {
      int span = (int) spans[k];
      durations[k] = view.duration(span);
      latestStart = Math.max(latestStart, view.start(span));
      earliestEnd = Math.min(earliestEnd, view.end(span));
      last = view.end(span) > view.end(last) ? span : last;
    }
    if (latestStart > earliestEnd) {
      return; // not all at once
    }
    Arrays.sort(durations);
    double median = Quantiles.ofSorted(durations, 0.5);
    for (double duration : durations) {
      fans.times.add(duration);
    }
    fans.ratios.add(durations[durations.length - 1] / Math.max(1, median));
    fans.widths.add(spans.length);
    double beyond = durations[durations.length - 1] - durations[durations.length - 2];
    fans.beyondSecond[r] += Math.min((double) sample.runs().get(r).path().dragNanos(last), beyond);
  }

  private static Optional<Finding> find(
      WorkflowRuns workflow, PathSample sample, Key key, Fans fans) {
    double ratio = Quantiles.of(fans.ratios.toArray(), 0.5);
    double share =
        Arrays.stream(fans.beyondSecond).sum()
            / Math.max(1, Arrays.stream(sample.durations()).sum());
    if (fans.ratios.size() < FEWEST_FANS || ratio < RATIO || share < SHARE) {
      return Optional.empty();
    }
    String operation = workflow.names().word(key.operation);
    String parent = workflow.names().word(key.parent);
    Optional<Prediction> prediction = sample.shorterBy(fans.beyondSecond);
    double width = Quantiles.of(fans.widths.toArray(), 0.5);
    double delay = Quantiles.of(fans.times.toArray(), 0.95) / 1e6;
    return Optional.of(
        new Draft(
                ID,
                Scope.operationOf(workflow.workflow(), operation),
                "performance_optimization",
                "straggler")
            .severity(Severity.of(ratio, RATIO, HIGH_RATIO), Severity.of(share, SHARE, HIGH_SHARE))
            .text(
                String.format(
                    Locale.ROOT,
                    "%s: go on with %.0f of %.0f answers of %s, or ask again after %s%s, n=%d",
                    parent,
                    width - 1,
                    width,
                    operation,
                    Words.time(delay),
                    sample.gain(prediction),
                    fans.ratios.size()))
            .number("longest_to_median", ratio)
            .number("width", width)
            .number("share_of_time", share)
            .examples(sample.largest(fans.beyondSecond))
            .action(
                new Action(
                    parent,
                    "answers_waited_for",
                    "",
                    (long) width,
                    (long) width - 1,
                    "width - 1",
                    Map.of("ask_again_after_ms", delay),
                    Action.CODE))
            .prediction(prediction.orElse(null))
            .risk(1, "go back if results get worse without the last answer")
            .done(
                String.format(
                    Locale.ROOT,
                    "longest %.1f x the median (limit 2), beyond the second %s of all time (limit 5 %%)",
                    ratio,
                    Words.percent(share)),
                fans.ratios.size(),
                FEWEST_FANS));
  }
}
