package io.pitwall.engine;

import io.pitwall.engine.advice.Persistence;
import io.pitwall.engine.alert.AlertPolicy;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawSource;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.engine.memory.InMemoryControlStore;
import io.pitwall.engine.memory.InMemoryTelemetryStore;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.time.ManualClock;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.api.TelemetryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An engine whose rounds and clock a test turns by hand. */
public final class EngineFixture implements AutoCloseable {
  public static final long SECOND = 1_000_000;

  /** 2026-11-02 10:00 UTC. */
  public static final long TODAY = 1_793_613_600L * SECOND;

  /**
   * Alerts fire at the first look and clear after ten seconds, advice follows every round; this
   * machine is not watched.
   */
  public static final EngineSettings SETTINGS =
      new EngineSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Persistence.AT_ONCE,
          EngineSettings.DEFAULT.runIdle(),
          EngineSettings.DEFAULT.activeWithin(),
          EngineSettings.DEFAULT.foldEvery(),
          EngineSettings.DEFAULT.expireEvery(),
          EngineSettings.DEFAULT.retention(),
          EngineSettings.DEFAULT.limits(),
          new AlertPolicy(Duration.ZERO, Duration.ofSeconds(10), Duration.ofMinutes(5)),
          false,
          Path.of("."));

  public final ManualClock clock;
  public final TelemetryStore telemetry;
  public final ControlStore control;
  public final PerformanceEngine engine;

  public EngineFixture() {
    this(new ManualClock(TODAY));
  }

  private EngineFixture(ManualClock clock) {
    this(clock, new InMemoryTelemetryStore(clock), new InMemoryControlStore(), parts -> parts);
  }

  public EngineFixture(
      ManualClock clock,
      TelemetryStore telemetry,
      ControlStore control,
      UnaryOperator<EngineBuilder> ports) {
    this.clock = clock;
    this.telemetry = telemetry;
    this.control = control;
    engine =
        ports
            .apply(PerformanceEngine.builder(telemetry, control).clock(clock).settings(SETTINGS))
            .build();
  }

  public void pass(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  public void gauge(String name, double value, Map<String, String> tags) {
    engine.recordMetric(name, value, MetricType.GAUGE, tags, "", "").join();
  }

  public void task(String agentId, double seconds, boolean success) {
    engine
        .recordAgentPerformance(
            agentId, "coder", Duration.ofNanos(Math.round(seconds * 1e9)), success, 100, 10)
        .join();
  }

  /** A root span of a workflow that ends now, or one below it. */
  public void span(long trace, long id, long parent, SpanStatus status, Object... attributes) {
    long end = clock.nowMicros() * 1_000;
    engine
        .intake()
        .accept(
            RawBatch.ofSpans(
                List.of(
                    new RawSpan(
                        1,
                        trace,
                        id,
                        parent,
                        "work",
                        RawSpan.Role.INTERNAL,
                        end - 1_000_000_000L,
                        end,
                        status,
                        "",
                        Attributes.of(attributes),
                        List.of(),
                        List.of(),
                        new RawSource(Attributes.of("service.name", "shop"), "", "")))))
        .join();
  }

  @Override
  public void close() {
    engine.close();
  }
}
