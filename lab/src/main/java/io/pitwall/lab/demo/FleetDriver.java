package io.pitwall.lab.demo;

import io.pitwall.lab.fleet.FleetSimulation;
import io.pitwall.lab.fleet.FleetSpec;
import io.pitwall.lab.send.HttpCaller;
import io.pitwall.lab.send.Shipper;
import io.pitwall.model.time.Clock;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Sends the life of a fleet to a server: first the hours before now as fast as the server takes
 * them, then the present in step with the clock. One simulation does both, so the past leads up to
 * the present. Runs on one thread until that is interrupted.
 */
final class FleetDriver {
  private static final long STEP_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Duration LIVE_STEP = Duration.ofMillis(250);
  private static final Duration PAST_METRICS = Duration.ofMinutes(1);
  private static final Duration LIVE_METRICS = Duration.ofSeconds(10);
  private static final long TROUBLE_EVERY_NANOS = Duration.ofSeconds(30).toNanos();

  /** Limits that the fleet's own faults pass. */
  private static final String THRESHOLDS =
      """
      {"agent.queue.depth": {"low": 4, "medium": 8, "high": 30, "critical": 100},
       "agent.memory.usage": {"medium": 500, "high": 1000, "critical": 1500}}
      """;

  private final FleetSpec spec;
  private final long seed;
  private final Duration history;
  private final URI server;
  private final Clock clock;
  private final Consumer<String> say;

  /**
   * A driver.
   *
   * @param history how much past to send first, possibly zero
   * @param server base URL
   * @param say takes lines for people
   */
  FleetDriver(
      FleetSpec spec, long seed, Duration history, URI server, Clock clock, Consumer<String> say) {
    this.spec = spec;
    this.seed = seed;
    this.history = history;
    this.server = server;
    this.clock = clock;
    this.say = say;
  }

  /**
   * Drives until the thread is interrupted, and clears that: what closes after it is not to be cut
   * short.
   */
  void run() {
    try (HttpCaller http = new HttpCaller(server)) {
      http.sendJson("PUT", "/api/performance/thresholds", THRESHOLDS);
    }
    long start = nowNanos() - history.toNanos();
    try (Shipper shipper = new Shipper(server)) {
      FleetSimulation fleet = new FleetSimulation(spec, start, seed, shipper::accept);
      sendPast(fleet, shipper, start);
      if (!Thread.currentThread().isInterrupted()) {
        say.accept("live: the fleet now works in step with the clock; Ctrl-C ends it");
        sendPresent(fleet, shipper);
      }
      if (Thread.interrupted()) {
        say.accept("stopping");
      }
    }
  }

  private void sendPast(FleetSimulation fleet, Shipper shipper, long start) {
    fleet.metricsEvery(PAST_METRICS);
    long begun = clock.monotonicNanos();
    long told = 0;
    // While the past is sent time goes on, so the end is looked up anew each time.
    while (!Thread.currentThread().isInterrupted() && fleet.nowNanos() < nowNanos() - STEP_NANOS) {
      fleet.runUntil(fleet.nowNanos() + STEP_NANOS);
      long tenth = (fleet.nowNanos() - start) * 10 / Math.max(1, nowNanos() - start);
      if (tenth > told) {
        told = tenth;
        say.accept(
            String.format(
                Locale.ROOT, "history: %d %%, %,d spans", tenth * 10, shipper.spansSent()));
      }
    }
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    fleet.runUntil(nowNanos());
    shipper.flush();
    shipper.await();
    fleet.metricsEvery(LIVE_METRICS);
    fleet.openWebFront();
    double seconds = (clock.monotonicNanos() - begun) / 1e9;
    say.accept(
        String.format(
            Locale.ROOT,
            "history: %,d spans of %.1f h sent in %.1f s",
            shipper.spansSent(),
            history.toMinutes() / 60.0,
            seconds));
    tellTrouble(shipper, 0);
  }

  private void sendPresent(FleetSimulation fleet, Shipper shipper) {
    long lost = shipper.requestsLost();
    long told = clock.monotonicNanos();
    try {
      while (true) {
        Thread.sleep(LIVE_STEP);
        fleet.runUntil(nowNanos());
        shipper.flush();
        if (clock.monotonicNanos() - told > TROUBLE_EVERY_NANOS) {
          lost = tellTrouble(shipper, lost);
          told = clock.monotonicNanos();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private long tellTrouble(Shipper shipper, long known) {
    long lost = shipper.requestsLost();
    if (lost > known) {
      say.accept((lost - known) + " requests were given up, the last: " + shipper.lastTrouble());
    }
    return lost;
  }

  private long nowNanos() {
    return clock.nowMicros() * 1_000;
  }
}
