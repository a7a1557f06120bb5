package io.pitwall.lab.bench;

import io.pitwall.lab.bench.notify.HookReceiver;
import io.pitwall.lab.bench.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * From a value beyond its limit to the receiver: how long it takes, and whether everything arrives,
 * and under one dedup key, when the server is killed anywhere on the way again and again.
 */
final class NotifyBench implements Bench {
  private static final String METRIC = "bench.depth";
  private static final int TIMED = 100;
  private static final int AGENTS_A_KILL = 20;
  private static final int LONGEST_MILLIS = 2_500;
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(60);
  private static final double INTERVAL_SECONDS = 1;

  @Override
  public String name() {
    return "notify";
  }

  @Override
  public List<Measurement> measure(BenchContext context) throws Exception {
    long seed = context.clock().nowMicros();
    context.say("notify: seed " + seed);
    var random = new SplittableRandom(seed);
    Path data = context.freshData("notify");
    try (var receiver = new HookReceiver(context.clock(), random.split());
        HttpClient client = HttpClient.newHttpClient()) {
      BenchContext notifying = context.with(settings(receiver));
      ServerProcess.Started server = notifying.start(data);
      try {
        send(client, server, "PUT", "/thresholds", "{\"" + METRIC + "\": {\"high\": 1}}");
        Quantiles seconds = timeSingly(client, server, receiver, context, random);
        receiver.setDifficult(true);
        List<String> agents = new ArrayList<>();
        for (int kill = 0; kill < context.settings().kills(); kill++) {
          List<String> own = names("kill" + kill + "-", AGENTS_A_KILL);
          agents.addAll(own);
          server = killOnTheWay(client, server, notifying, data, own, random);
          settle(server, receiver, own);
          context.say(
              "notify: %d of %d kills, %d notifications arrived, %d of them more than once, %d refused first"
                  .formatted(
                      kill + 1,
                      context.settings().kills(),
                      receiver.arrived(),
                      receiver.repeated(),
                      receiver.refused()));
        }
        return results(seconds, receiver, agents, context.settings().kills());
      } finally {
        server.close();
      }
    }
  }

  private static Map<String, String> settings(HookReceiver receiver) {
    return Map.of(
        "PITWALL_NOTIFICATIONS_CHANNELS",
        "[{name: hook, type: webhook, url: \"" + receiver.url() + "\", max-per-minute: 60000}]",
        "PITWALL_NOTIFICATIONS_MAX_GROUPS",
        "100000",
        "PITWALL_ALERTS_FOR",
        "0s",
        "PITWALL_ALERTS_STALE_AFTER",
        "1h",
        "PITWALL_ENGINE_INTERVAL",
        (int) INTERVAL_SECONDS + "s");
  }

  private static List<String> names(String prefix, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(prefix + i);
    }
    return names;
  }

  /** Seconds from the answer that a value is safe to the arrival of its alert, one at a time. */
  private static Quantiles timeSingly(
      HttpClient client,
      ServerProcess.Started server,
      HookReceiver receiver,
      BenchContext context,
      SplittableRandom random)
      throws Exception {
    double[] seconds = new double[TIMED];
    for (int i = 0; i < TIMED; i++) {
      Thread.sleep(random.nextInt(300));
      String agent = "timed-" + i;
      long posted = context.clock().monotonicNanos();
      post(client, server, List.of(agent));
      await(agent + " to be told", () -> receiver.has(agent));
      seconds[i] = (receiver.arrivedNanos(agent) - posted) / 1e9;
    }
    return Quantiles.of(seconds);
  }

  private static ServerProcess.Started killOnTheWay(
      HttpClient client,
      ServerProcess.Started server,
      BenchContext context,
      Path data,
      List<String> agents,
      SplittableRandom random)
      throws Exception {
    post(client, server, agents);
    Thread.sleep(random.nextInt(LONGEST_MILLIS));
    server.kill();
    ServerProcess.Started again = context.start(data);
    post(client, again, agents); // they go on being so
    return again;
  }

  private static void settle(
      ServerProcess.Started server, HookReceiver receiver, List<String> agents) throws Exception {
    await("all to be told", () -> agents.stream().allMatch(receiver::has));
    await(
        "the outbox to be worked off",
        () ->
            server
                .api()
                .json("/api/performance/notifications?state=pending&limit=1")
                .path("notifications")
                .isEmpty());
  }

  private List<Measurement> results(
      Quantiles seconds, HookReceiver receiver, List<String> agents, int kills) {
    long lost = agents.stream().filter(agent -> !receiver.has(agent)).count();
    return List.of(
        Measurement.of(name(), "value to receiver, p50", seconds.at(0.5), "s"),
        Measurement.of(name(), "value to receiver, p99", seconds.at(0.99), "s")
            .against(new Goal.AtMost(INTERVAL_SECONDS + 1, INTERVAL_SECONDS + 0.3)),
        Measurement.of(name(), "alerts lost in " + kills + " kills", (double) lost, "")
            .against(new Goal.AtMost(0, 0)),
        Measurement.of(
                name(),
                "groups told under a second dedup key",
                (double) receiver.groupsOfSeveralKeys(),
                "")
            .against(new Goal.AtMost(0, 0)),
        Measurement.of(name(), "notifications arrived", (double) receiver.arrived(), ""),
        Measurement.of(
            name(), "of them more than once, the same", (double) receiver.repeated(), ""));
  }

  private static void post(HttpClient client, ServerProcess.Started server, List<String> agents)
      throws Exception {
    send(
        client,
        server,
        "POST",
        "/metrics",
        agents.stream()
            .map(
                agent ->
                    "{\"name\": \"%s\", \"value\": 5, \"metric_type\": \"gauge\", \"tags\": {\"agent_id\": \"%s\"}}"
                        .formatted(METRIC, agent))
            .collect(Collectors.joining(",", "{\"metrics\": [", "]}")));
  }

  private static void send(
      HttpClient client, ServerProcess.Started server, String method, String path, String json)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(server.address() + "/api/performance" + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          "Expected 200 for " + path + ", but got " + answer.statusCode() + ": " + answer.body());
    }
  }

  /** Something that may be so by now. */
  @FunctionalInterface
  private interface Check {
    boolean holds() throws Exception;
  }

  private static void await(String what, Check check) throws Exception {
    for (long waited = 0; !check.holds(); waited += 2) {
      if (waited > SETTLE_LIMIT.toMillis()) {
        throw new IllegalStateException("Expected " + what + " within " + SETTLE_LIMIT);
      }
      Thread.sleep(2);
    }
  }
}
