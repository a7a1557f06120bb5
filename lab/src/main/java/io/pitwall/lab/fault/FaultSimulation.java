package io.pitwall.lab.fault;

import io.pitwall.engine.around.WebVital;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.engine.intake.RawSource;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.engine.intake.RawSpan.Role;
import io.pitwall.lab.fleet.Stage;
import io.pitwall.lab.sim.Arrivals;
import io.pitwall.lab.sim.Distribution;
import io.pitwall.lab.sim.Pool;
import io.pitwall.lab.sim.RandomStreams;
import io.pitwall.lab.sim.Simulation;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lets a fleet work in simulated time, as it is before an instant and as it is after. The same
 * fleets, seed and start give the same telemetry. Used by one thread.
 */
final class FaultSimulation {
  private static final long METRICS_EVERY = 20_000_000_000L;
  private static final long MINUTE = 60_000_000_000L;
  private static final double HAND_OVER_SECONDS = 0.005;
  private static final int QUEUE_LIMIT = 10_000;

  private final Fleet before;
  private final Fleet after;
  private final long changeNanos;
  private final long startNanos;
  private final RandomStreams streams;
  private final Simulation simulation;
  private final Made made = new Made();
  private final Map<String, Workers> workers = new HashMap<>();
  private final Map<String, RawSource> sources = new HashMap<>();
  private final Map<Key, RawSeries> series = new HashMap<>();
  private final Map<String, Integer> finished = new HashMap<>();
  private final RandomGenerator noise;

  /** What tells a series apart. */
  private record Key(String name, Map<String, String> tags) {}

  /** The agents of one type. */
  private static final class Workers {
    private final Pool pool;
    private final long[] idleSince;

    private Workers(Pool pool, int slots) {
      this.pool = pool;
      idleSince = new long[slots];
    }
  }

  /** Goes on with the error of a stage, null if it went well. */
  private interface Continuation {
    void accept(@Nullable String errorType);
  }

  /**
   * A fleet about to start.
   *
   * @param before the fleet until the change
   * @param after the fleet from then on; agents and workflows have the same names
   * @param changeNanos when that is, nanoseconds since the epoch
   */
  FaultSimulation(Fleet before, Fleet after, long changeNanos, long startNanos, long seed) {
    this.before = before;
    this.after = after;
    this.changeNanos = changeNanos;
    this.startNanos = startNanos;
    streams = new RandomStreams(seed);
    simulation = new Simulation(startNanos);
    noise = streams.stream("noise");
    after
        .agents()
        .values()
        .forEach(
            kind ->
                workers.put(
                    kind.type(),
                    new Workers(new Pool(simulation, kind.slots(), QUEUE_LIMIT), kind.slots())));
    for (Flow flow : before.flows()) {
      long[] runs = new long[1];
      Arrivals.start(
          simulation,
          streams.part(flow.name()).stream("arrivals"),
          flow.arrivals(),
          () -> begin(flow.name(), runs[0]++));
    }
    simulation.after(0, this::readGauges);
    simulation.after(MINUTE / 2, this::everyMinute);
  }

  /** Lets everything happen up to an instant and hands over what was sent since the last time. */
  void runUntil(long nanos, Consumer<Made> taker) {
    simulation.runUntil(nanos);
    taker.accept(made);
    made.clear();
  }

  /** Runs of a workflow that ended and began after the change. */
  int finishedSinceChange(String flow) {
    return finished.getOrDefault(flow, 0);
  }

  private Fleet now() {
    return simulation.nowNanos() < changeNanos ? before : after;
  }

  private void begin(String name, long number) {
    Flow flow =
        now().flows().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    RandomStreams luck = streams.part(name).part(Long.toString(number));
    Traced trace = new Traced(luck.stream("ids"), this::source);
    RunOf run = new RunOf(trace, name, luck);
    run.perform(flow.stage(), "", run::end);
  }

  private RawSource source(String service) {
    String version = now().version();
    return sources.computeIfAbsent(
        service + " " + version,
        any ->
            new RawSource(
                Attributes.of("service.name", service, "service.version", version), "lab", "1"));
  }

  private void readGauges() {
    long micros = simulation.nowNanos() / 1_000;
    double hours = (simulation.nowNanos() - startNanos) / 3.6e12;
    for (Gauge gauge : now().gauges()) {
      RawSeries of =
          series.computeIfAbsent(
              new Key(gauge.name(), gauge.tags()),
              key ->
                  new RawSeries(
                      key.name, Attributes.of(key.tags), MetricType.GAUGE, gauge.unit(), ""));
      made.numbers.add(RawNumber.of(of, micros, gauge.value().at(hours, noise)));
    }
    simulation.after(METRICS_EVERY, this::readGauges);
  }

  private void everyMinute() {
    Fleet fleet = now();
    long micros = simulation.nowNanos() / 1_000;
    for (Page page : fleet.pages()) {
      for (double due = page.perMinute(); due > noise.nextDouble(); due--) {
        view(page, micros);
      }
    }
    fleet.memoryMb().forEach((type, megabytes) -> report(type, megabytes, micros));
    simulation.after(MINUTE, this::everyMinute);
  }

  private void view(Page page, long micros) {
    double firstByte = around(page.firstByte(), 0.4);
    double paint = firstByte + around(page.paint(), 0.35);
    made.views.add(
        new Made.View(
            page.path().replace("#", Integer.toString(10_000 + noise.nextInt(90_000))),
            micros,
            Map.of(
                WebVital.TTFB,
                firstByte,
                WebVital.FCP,
                paint,
                WebVital.LCP,
                paint + around(page.largest(), 0.4),
                WebVital.INP,
                around(page.answer(), 0.5),
                WebVital.CLS,
                around(page.shift(), 0.6))));
  }

  private double around(double mean, double variation) {
    return new Distribution.LogNormal(mean, variation).sample(noise);
  }

  private void report(String type, double megabytes, long micros) {
    for (int agent = 1; agent <= 2; agent++) {
      made.executions.add(
          new TaskExecution(
              "%s-%02d".formatted(type, agent),
              type,
              micros,
              Math.round(around(1.5, 0.4) * 1e9),
              true,
              megabytes * (0.95 + 0.1 * noise.nextDouble()),
              20 + 10 * noise.nextDouble(),
              -1,
              null,
              null,
              null,
              null,
              null));
    }
  }

  /** One run on its way. */
  private final class RunOf {
    private final Traced trace;
    private final String flow;
    private final RandomStreams luck;
    private final long root;
    private final long startedNanos;

    private RunOf(Traced trace, String flow, RandomStreams luck) {
      this.trace = trace;
      this.flow = flow;
      this.luck = luck;
      root = trace.newSpanId();
      startedNanos = simulation.nowNanos();
    }

    private void end(@Nullable String errorType) {
      Attributes.Builder attributes = Attributes.builder();
      attributes.put("gen_ai.operation.name", "invoke_workflow").put("gen_ai.workflow.name", flow);
      if (errorType != null) {
        attributes.put("error.type", errorType);
      }
      made.spans.add(
          trace.span(
              root,
              0,
              "invoke_workflow " + flow,
              Role.INTERNAL,
              startedNanos,
              simulation.nowNanos(),
              errorType == null ? SpanStatus.UNSET : SpanStatus.ERROR,
              attributes.build(),
              source(flow)));
      if (startedNanos >= changeNanos) {
        finished.merge(flow, 1, Integer::sum);
      }
    }

    private void perform(Stage stage, String path, Continuation then) {
      switch (stage) {
        case Stage.Task(String type) ->
            simulation.after(
                Math.round(around(HAND_OVER_SECONDS, 0.5, luck.stream(path + " hand over")) * 1e9),
                () -> task(type, path, then));
        case Stage.Series(List<Stage> stages) -> next(stages, 0, path, then);
        case Stage.Parallel(List<Stage> stages) -> {
          int[] open = {stages.size()};
          @Nullable String[] first = new String[1];
          for (int i = 0; i < stages.size(); i++) {
            perform(
                stages.get(i),
                path + "|" + i,
                error -> {
                  first[0] = first[0] == null ? error : first[0];
                  if (--open[0] == 0) {
                    then.accept(first[0]);
                  }
                });
          }
        }
        case Stage.Maybe(double probability, Stage maybe) -> {
          if (luck.stream(path + "?").nextDouble() < probability) {
            perform(maybe, path + "?", then);
          } else {
            then.accept(null);
          }
        }
        case Stage.Repeat repeat ->
            throw new IllegalArgumentException("Expected no repetition, but got " + repeat);
      }
    }

    private void next(List<Stage> stages, int index, String path, Continuation then) {
      if (index == stages.size()) {
        then.accept(null);
        return;
      }
      perform(
          stages.get(index),
          path + "." + index,
          error -> {
            if (error == null) {
              next(stages, index + 1, path, then);
            } else {
              then.accept(error);
            }
          });
    }

    private void task(String type, String path, Continuation then) {
      Workers of = workers.get(type);
      if (of == null || !of.pool.acquire(grant -> work(type, path, of, grant, then))) {
        then.accept("QueueFullError");
      }
    }

    private void work(String type, String path, Workers of, Pool.Grant grant, Continuation then) {
      long start = simulation.nowNanos();
      long idle = of.idleSince[grant.slot()];
      long span = trace.newSpanId();
      Work work =
          new Work(
              trace,
              source(type),
              type,
              "%s-%02d".formatted(type, grant.slot() + 1),
              span,
              start,
              idle == 0 || grant.waitedNanos() > 0 ? 0 : (start - idle) / 1e9,
              of.pool.busy(),
              luck.stream(path));
      now().agent(type).steps().forEach(step -> step.perform(work));
      simulation.after(
          work.at() - start,
          () -> {
            of.idleSince[grant.slot()] = simulation.nowNanos();
            of.pool.release(grant.slot());
            made.spans.addAll(work.told());
            made.spans.add(agent(work, span, start, grant.waitedNanos()));
            then.accept(work.errorType());
          });
    }

    private RawSpan agent(Work work, long span, long start, long waitedNanos) {
      Attributes.Builder attributes = Attributes.builder();
      attributes
          .put("gen_ai.operation.name", "invoke_agent")
          .put("gen_ai.agent.name", work.agentType)
          .put("gen_ai.agent.id", work.agentId)
          .put("pitwall.queue.wait_ms", waitedNanos / 1e6);
      String error = work.errorType();
      if (error != null) {
        attributes.put("error.type", error);
      }
      return trace.span(
          span,
          root,
          "invoke_agent " + work.agentType,
          Role.INTERNAL,
          start,
          work.at(),
          error == null ? SpanStatus.UNSET : SpanStatus.ERROR,
          attributes.build(),
          source(work.agentType));
    }
  }

  private static double around(double mean, double variation, RandomGenerator luck) {
    return new Distribution.LogNormal(mean, variation).sample(luck);
  }
}
