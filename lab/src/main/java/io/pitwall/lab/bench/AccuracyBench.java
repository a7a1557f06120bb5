package io.pitwall.lab.bench;

import io.pitwall.analysis.path.CriticalPath;
import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.whatif.Change;
import io.pitwall.analysis.whatif.Target;
import io.pitwall.lab.truth.BottleneckAccuracy;
import io.pitwall.lab.truth.Observation;
import io.pitwall.lab.truth.RandomFleet;
import io.pitwall.lab.truth.ScalingAccuracy;
import io.pitwall.lab.truth.TruthFleet;
import io.pitwall.lab.truth.WhatIfAccuracy;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How right the analysis is about fleets of which the truth is known, and how fast. Every second
 * fleet carries load besides the runs that are seen. The seeds are not those that anything was
 * tuned with.
 */
final class AccuracyBench implements Bench {
  private static final long FIRST_SEED = 10_001;
  private static final int FLEETS = 40;
  private static final int FEW_FLEETS = 4;
  private static final int RUNS = 4_000;
  private static final int TRUTH_RUNS = 40_000;
  private static final int SHORT_TRUTH_RUNS = 20_000;
  private static final double HIDDEN_SHARE = 0.3;

  /** Changes that predictions are held to goals for; the others are only shown. */
  private static final List<String> PROMISED = List.of("speed-up", "slots", "cache");

  private final Map<String, List<WhatIfAccuracy>> predictions = new LinkedHashMap<>();
  private final List<BottleneckAccuracy> bottlenecks = new ArrayList<>();
  private final List<ScalingAccuracy> sizes = new ArrayList<>();
  private int asked;
  private int refused;

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public List<Measurement> measure(BenchContext context) {
    int fleets = context.settings().scale() < 1 ? FEW_FLEETS : FLEETS;
    for (int i = 0; i < fleets; i++) {
      long seed = FIRST_SEED + i;
      look(RandomFleet.of(seed, i % 2 == 0 ? 0 : HIDDEN_SHARE), 2 * seed);
      context.say("accuracy: fleet %d of %d, seed %d".formatted(i + 1, fleets, seed));
    }
    List<Measurement> measurements = new ArrayList<>();
    predictions.forEach((change, all) -> measurements.addAll(errors(change, all)));
    measurements.add(coverage());
    measurements.add(share("what-if: answers refused", refused, asked));
    measurements.add(
        share(
                "top bottleneck has the largest true gain",
                bottlenecks.stream().filter(BottleneckAccuracy::isRight).count(),
                bottlenecks.size())
            .against(new Goal.AtLeast(90, 98)));
    measurements.add(
        share(
                "advised size is right, of %d pools".formatted(sizes.size()),
                sizes.stream().filter(ScalingAccuracy::isRight).count(),
                sizes.size())
            .against(new Goal.AtLeast(90, 98)));
    measurements.add(questions(context));
    measurements.add(path(context));
    return measurements;
  }

  private void look(TruthFleet fleet, long seed) {
    Observation observation = Observation.of(fleet, seed, RUNS);
    WhatIfAccuracy.changes(observation)
        .forEach(
            (name, change) -> {
              asked++;
              WhatIfAccuracy.of(observation, change, seed + 1, TRUTH_RUNS)
                  .ifPresentOrElse(
                      one -> predictions.computeIfAbsent(name, key -> new ArrayList<>()).add(one),
                      () -> refused++);
            });
    bottlenecks.add(BottleneckAccuracy.of(observation, seed + 1, SHORT_TRUTH_RUNS));
    sizes.addAll(ScalingAccuracy.of(observation, seed + 1, SHORT_TRUTH_RUNS));
  }

  private List<Measurement> errors(String change, List<WhatIfAccuracy> all) {
    boolean promised = PROMISED.contains(change);
    double[] p50 = all.stream().mapToDouble(one -> 100 * one.p50Error()).toArray();
    double[] p95 = all.stream().mapToDouble(one -> 100 * one.p95Error()).toArray();
    Measurement median =
        Measurement.of(name(), "what-if, " + change + ": error of p50", Quantiles.of(p50), "%");
    Measurement high =
        Measurement.of(name(), "what-if, " + change + ": error of p95", Quantiles.of(p95), "%");
    return promised
        ? List.of(median.against(new Goal.AtMost(5, 2)), high.against(new Goal.AtMost(10, 4)))
        : List.of(median, high);
  }

  private Measurement coverage() {
    int cases = 0;
    int inside = 0;
    for (String change : PROMISED) {
      for (WhatIfAccuracy one : predictions.getOrDefault(change, List.of())) {
        cases += 2;
        inside += (one.p50Inside() ? 1 : 0) + (one.p95Inside() ? 1 : 0);
      }
    }
    return share("what-if: truth inside the 80 % interval", inside, cases)
        .against(new Goal.Within(70, 90, 78, 82));
  }

  private Measurement share(String what, long some, long all) {
    return Measurement.of(name(), what, all == 0 ? Double.NaN : 100.0 * some / all, "%");
  }

  /** 100 questions about 2,000 runs of 50 spans. */
  private Measurement questions(BenchContext context) {
    TruthFleet fleet = RandomFleet.ofTasks(FIRST_SEED, 12);
    double[] seconds = new double[context.settings().repeats() + 1];
    for (int i = 0; i < seconds.length; i++) {
      Observation observation = Observation.of(fleet, FIRST_SEED + i, 2_000);
      long started = context.clock().monotonicNanos();
      for (int question = 0; question < 100; question++) {
        Target target = new Target.AgentType(observation.busiest().name());
        Change change =
            question % 2 == 0
                ? new Change.Speedup(target, question / 100.0)
                : new Change.Slots(
                    observation.busiest().name(), observation.busiest().slots() + question % 10);
        observation.whatIf().ask(List.of(change));
      }
      seconds[i] = (context.clock().monotonicNanos() - started) / 1e9;
    }
    return Measurement.of(name(), "100 questions about 2,000 runs of 50 spans", warm(seconds), "s")
        .against(new Goal.AtMost(1.5, 0.5));
  }

  private Measurement path(BenchContext context) {
    var random = new SplittableRandom(FIRST_SEED);
    List<Span> spans = new ArrayList<>();
    long[] starts = new long[100_001];
    long[] ends = new long[100_001];
    ends[1] = 1_000_000_000_000L;
    for (int id = 1; id <= 100_000; id++) {
      int parent = id == 1 ? 0 : 1 + random.nextInt(Math.min(id - 1, 5_000));
      if (id > 1) {
        starts[id] = random.nextLong(starts[parent], ends[parent] + 1);
        ends[id] = random.nextLong(starts[id], ends[parent] + 1);
      }
      spans.add(
          Span.builder(new TraceId(1, 1), id, SpanKind.TASK, "step")
              .parent(parent)
              .time(starts[id], ends[id] - starts[id])
              .build());
    }
    double[] millis = new double[2 * context.settings().repeats() + 1];
    for (int i = 0; i < millis.length; i++) {
      long started = context.clock().monotonicNanos();
      CriticalPath.of(RunView.of(spans, new Names()));
      millis[i] = (context.clock().monotonicNanos() - started) / 1e6;
    }
    return Measurement.of(name(), "critical path of a run of 100,000 spans", warm(millis), "ms")
        .against(new Goal.AtMost(300, 60));
  }

  /** The first is the compiler's. */
  private static Quantiles warm(double[] values) {
    return Quantiles.of(Arrays.copyOfRange(values, 1, values.length));
  }
}
