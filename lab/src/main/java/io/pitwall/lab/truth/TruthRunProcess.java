package io.pitwall.lab.truth;

import io.pitwall.lab.fleet.Stage;
import io.pitwall.lab.sim.RandomStreams;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One run: walks its stages, and tells of each task as an instrumented agent does. */
final class TruthRunProcess {
  static final String WORKFLOW = "truth";
  private static final long ROOT = 1;

  /** Between what ends and what it makes begin: the framework's time. */
  private static final long GAP_NANOS = 2_000_000;

  /** How a task divides into thinking, a tool, and thinking again. */
  private static final double[] PARTS = {0.35, 0.3, 0.3};

  private static final String[] STEPS = {"chat planner-model", "search", "chat writer-model"};
  private static final SpanKind[] KINDS = {SpanKind.MODEL, SpanKind.TOOL, SpanKind.MODEL};

  private final TruthSimulation world;
  private final RandomStreams streams;
  private final TraceId trace;
  private final long start;
  private final List<Span> spans = new ArrayList<>();
  private long nextId = ROOT + 1;

  TruthRunProcess(TruthSimulation world, RandomStreams streams, int number) {
    this.world = world;
    this.streams = streams;
    trace = new TraceId(streams.seed(), number + 1L);
    start = world.simulation.nowNanos();
  }

  void start() {
    perform(world.stage(), "", () -> later(this::end));
  }

  private void end() {
    long now = world.simulation.nowNanos();
    if (world.tells) {
      spans.add(
          Span.builder(trace, ROOT, SpanKind.WORKFLOW, WORKFLOW)
              .workflow(WORKFLOW)
              .time(start, now - start)
              .build());
    }
    world.done(new TruthRun((now - start) / 1e9, spans));
  }

  private void later(Runnable action) {
    world.simulation.after(GAP_NANOS, action);
  }

  private void perform(Stage stage, String path, Runnable then) {
    switch (stage) {
      case Stage.Task(String type) -> later(() -> task(type, path, 1, then));
      case Stage.Series(List<Stage> stages) -> series(stages, 0, path, then);
      case Stage.Parallel(List<Stage> stages) -> {
        int[] left = {stages.size()};
        for (int i = 0; i < stages.size(); i++) {
          perform(
              stages.get(i),
              path + "|" + i,
              () -> {
                if (--left[0] == 0) {
                  then.run();
                }
              });
        }
      }
      case Stage.Maybe(double probability, Stage inner) -> {
        if (streams.stream(path + "?").nextDouble() < probability) {
          perform(inner, path + "?", then);
        } else {
          then.run();
        }
      }
      case Stage.Repeat(double again, int most, Stage inner) ->
          repeat(inner, again, most, 1, path, then);
    }
  }

  private void series(List<Stage> stages, int index, String path, Runnable then) {
    if (index == stages.size()) {
      then.run();
    } else {
      perform(stages.get(index), path + ">" + index, () -> series(stages, index + 1, path, then));
    }
  }

  private void repeat(Stage inner, double again, int most, int round, String path, Runnable then) {
    perform(
        inner,
        path + "*" + round,
        () -> {
          if (round < most && streams.stream(path + "*" + round).nextDouble() < again) {
            repeat(inner, again, most, round + 1, path, then);
          } else {
            then.run();
          }
        });
  }

  private void task(String type, String path, int attempt, Runnable then) {
    TruthPool pool = pool(type);
    RandomGenerator luck = streams.stream(path + "#" + attempt);
    double service = TruthSimulation.service(pool, luck);
    boolean fails = luck.nextDouble() < pool.failureShare() && attempt == 1;
    boolean cached = luck.nextDouble() < pool.cachedShare();
    Runnable next = fails ? () -> later(() -> task(type, path, 2, then)) : then;
    if (cached) {
      tell(pool, 0, 0, 0, fails);
      next.run();
      return;
    }
    world.visit(
        pool,
        grant ->
            world.simulation.after(
                TruthSimulation.nanos(service),
                () -> {
                  tell(pool, grant.slot(), service, grant.waitedNanos(), fails);
                  world.release(pool, grant.slot());
                  next.run();
                }));
  }

  private TruthPool pool(String type) {
    TruthPool pool = world.fleet.pools().get(type);
    if (pool == null) {
      throw new IllegalStateException("Expected a pool " + type);
    }
    return pool;
  }

  private void tell(TruthPool pool, int slot, double service, long waited, boolean failed) {
    if (!world.tells) {
      return;
    }
    long duration = TruthSimulation.nanos(service);
    long from = world.simulation.nowNanos() - duration;
    long task = nextId++;
    spans.add(
        Span.builder(trace, task, SpanKind.AGENT, pool.name())
            .parent(ROOT)
            .agent(pool.name() + "-" + slot, pool.name())
            .time(from, duration)
            .queueWait(waited)
            .status(failed ? SpanStatus.ERROR : SpanStatus.OK)
            .build());
    long at = from;
    for (int i = 0; i < PARTS.length && duration > 0; i++) {
      long part = (long) (duration * PARTS[i]);
      spans.add(
          Span.builder(trace, nextId++, KINDS[i], STEPS[i])
              .parent(task)
              .model(KINDS[i] == SpanKind.MODEL ? STEPS[i].substring(5) : null, null)
              .time(at, part)
              .status(SpanStatus.OK)
              .build());
      at += part;
    }
  }
}
