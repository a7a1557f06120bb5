package io.pitwall.lab.alert;

import io.pitwall.engine.EngineSettings;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.lab.fleet.FleetSimulation;
import io.pitwall.lab.fleet.FleetSpec;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.time.ManualClock;
import io.pitwall.store.duckdb.DuckDbSettings;
import io.pitwall.store.duckdb.DuckDbStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fleet in simulated time, with an engine and its store, and what people were told of. */
public final class AlertTrial implements AutoCloseable {
  /** 2026-11-02 00:00 UTC. */
  private static final long START = 1_793_577_600_000_000L;

  private static final Duration STEP = Duration.ofMinutes(1);
  private static final Duration FOLD = Duration.ofMinutes(15);

  private final ManualClock clock = new ManualClock(START);
  private final DuckDbStores stores;
  private final PerformanceEngine engine;
  private final List<Told> told = new ArrayList<>();
  private final Map<String, String> lastTold = new HashMap<>();
  private long foldedAt = START;

  /**
   * People were told of an alert: it began, or became worse.
   *
   * @param atMicros when
   */
  public record Told(String rule, String id, Severity severity, long atMicros, String summary) {}

  /** A fault that came to a fleet, and after which time it was told of, null if it was not. */
  public record Found(String harm, long seed, @Nullable Duration after, List<Told> told) {}

  private AlertTrial(Path folder) {
    stores = DuckDbStores.open(DuckDbSettings.in(folder), clock);
    engine =
        PerformanceEngine.builder(stores.telemetry(), stores.control())
            .clock(clock)
            .settings(EngineSettings.DEFAULT.withoutSystem())
            .build();
    engine.archive().all();
    engine.alerts().addListener((alerts, now) -> alerts.forEach(alert -> hear(alert, now)));
  }

  /**
   * Watches the healthy fleet of a seed.
   *
   * @param folder an empty folder for the store
   */
  public static List<Told> healthy(long seed, Duration length, Path folder) {
    try (AlertTrial trial = new AlertTrial(folder)) {
      EngineFeed feed = new EngineFeed(trial.engine);
      FleetSimulation fleet =
          new FleetSimulation(SteadyFleet.of(seed), START * 1_000, seed, feed::accept);
      trial.run(length, List.of(fleet), List.of(feed));
      return List.copyOf(trial.told);
    }
  }

  /** Names of the faults. */
  public static List<String> harms() {
    return List.of(Harm.values()).stream().map(Harm::name).toList();
  }

  /**
   * Lets a fault come to the healthy fleet of a seed after some hours.
   *
   * @param within how long it is waited for
   */
  public static Found harmed(
      String harmName, long seed, Duration before, Duration within, Path folder) {
    Harm harm = Harm.valueOf(harmName);
    FleetSpec healthy = SteadyFleet.of(seed);
    try (AlertTrial trial = new AlertTrial(folder)) {
      EngineFeed feed = new EngineFeed(trial.engine);
      FleetSimulation fleet = new FleetSimulation(healthy, START * 1_000, seed, feed::accept);
      trial.run(before, List.of(fleet), List.of(feed));
      long begun = trial.clock.nowMicros();
      feed.finishOnly();
      if (harm == Harm.SILENCE) {
        trial.run(within, List.of(), List.of());
      } else {
        EngineFeed ill = new EngineFeed(trial.engine);
        FleetSimulation after =
            new FleetSimulation(harm.in(healthy), begun * 1_000, seed + 1, ill::accept);
        trial.run(within, List.of(fleet, after), List.of(feed, ill));
      }
      List<Told> since = trial.told.stream().filter(one -> one.atMicros() >= begun).toList();
      Duration after =
          since.stream()
              .filter(one -> harm.isToldBy(one.rule()))
              .map(one -> Duration.ofNanos((one.atMicros() - begun) * 1_000))
              .findFirst()
              .orElse(null);
      return new Found(harmName, seed, after, since);
    }
  }

  private void run(Duration length, List<FleetSimulation> fleets, List<EngineFeed> feeds) {
    long end = clock.nowMicros() + length.toNanos() / 1_000;
    while (clock.nowMicros() < end) {
      clock.advance(STEP);
      for (int i = 0; i < fleets.size(); i++) {
        fleets.get(i).runUntil(clock.nowMicros() * 1_000);
        feeds.get(i).flush();
      }
      engine.look();
      if (clock.nowMicros() - foldedAt >= FOLD.toNanos() / 1_000) {
        foldedAt = clock.nowMicros();
        stores.telemetry().fold();
      }
    }
  }

  /** What a notifier would tell: what begins or becomes worse, once, unless it is muted. */
  private void hear(Alert alert, long nowMicros) {
    String news = alert.episode() + " " + alert.severity();
    if (alert.state() == AlertState.FIRING
        && !alert.isMuted()
        && !news.equals(lastTold.put(alert.id(), news))) {
      told.add(
          new Told(
              alert.rule(),
              alert.id(),
              alert.severity(),
              nowMicros,
              alert.context().summary() + " | " + alert.message()));
    }
  }

  @Override
  public void close() {
    engine.close();
    stores.close();
  }
}
