package io.pitwall.engine;

import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.live.EngineEvent;
import io.pitwall.engine.live.SystemObserver;
import io.pitwall.engine.system.SystemCollector;
import io.pitwall.engine.system.SystemSettings;
import io.pitwall.model.system.SystemSnapshot;
import io.pitwall.model.time.Clock;
import io.pitwall.model.trace.Run;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done every few seconds: look at the system, make idle runs final, judge the rules of
 * alerts; and, less often, the inspections. A step that fails is logged and counted, and the others
 * go on.
 */
final class Round {
  private static final Logger LOG = LoggerFactory.getLogger(Round.class);

  private final PerformanceEngine engine;
  private final Clock clock;
  private final EngineSettings settings;
  private final @Nullable SystemObserver observer;
  private final LongAdder failedSteps = new LongAdder();
  private volatile @Nullable SystemSnapshot snapshot;

  Round(PerformanceEngine engine, Clock clock, EngineSettings settings) {
    this.engine = engine;
    this.clock = clock;
    this.settings = settings;
    observer =
        settings.collectSystem()
            ? new SystemObserver(
                SystemCollector.ofThisMachine(SystemSettings.of(settings.dataFolder())),
                engine.activity(),
                engine.latest())
            : null;
  }

  Optional<SystemSnapshot> snapshot() {
    return Optional.ofNullable(snapshot);
  }

  long failedSteps() {
    return failedSteps.sum();
  }

  void run() {
    long now = clock.nowMicros();
    step("system", () -> lookAtSystem(now));
    step("around", () -> engine.around().flush());
    step("runs", () -> finalizeRuns(now));
    step(
        "alerts",
        () -> engine.alerts().evaluate(engine.alertRules().all(), now, clock.monotonicNanos()));
    step("listeners", () -> engine.events().publish(new EngineEvent.RoundEnded(now)));
  }

  void inspect() {
    long now = clock.nowMicros();
    step("inspections", () -> engine.recommendations().round(new StoredEvidence(engine, now)));
  }

  private void finalizeRuns(long now) {
    List<Run> finished = engine.runs().finalizeIdle(now);
    engine.alertSignals().finished(finished);
    engine.archive().finished(finished);
  }

  private void lookAtSystem(long now) {
    if (observer == null) {
      return;
    }
    SystemObserver.Look look =
        observer.look(
            now,
            clock.monotonicNanos(),
            engine.agents().activeSince(now - settings.activeWithin().toNanos() / 1_000),
            engine.runs().active(now),
            engine.telemetry().stats().queuedRecords());
    snapshot = look.snapshot();
    engine.events().publish(new EngineEvent.SnapshotTaken(look.snapshot()));
    engine.intake().accept(RawBatch.ofMetrics(look.metrics(), List.of())).join();
  }

  private void step(String name, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      failedSteps.increment();
      LOG.warn("The step '{}' of a round failed; the others go on", name, e);
    }
  }
}
