package io.pitwall.lab.bench.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pitwall.model.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes web hooks on a free port of this machine, as a receiver in the field does: some answers are
 * late, some are 503, and of those it has taken it remembers when, by agent, and under which keys.
 * Thread-safe.
 */
public final class HookReceiver implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SLOWEST_MILLIS = 60;
  private static final double REFUSED = 0.15;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Clock clock;
  private final RandomGenerator random;
  private final Map<String, Long> firstNanos = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> keys = new ConcurrentHashMap<>();
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();
  private volatile boolean difficult;

  public HookReceiver(Clock clock, RandomGenerator random) throws IOException {
    this.clock = clock;
    this.random = random;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Whether it is late and refuses some from now on; before that it takes all at once. */
  public void setDifficult(boolean difficult) {
    this.difficult = difficult;
  }

  private void handle(HttpExchange exchange) throws IOException {
    long now = clock.monotonicNanos();
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      if (difficult && !pauseAndTake()) {
        refused.increment();
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      String key = exchange.getRequestHeaders().getFirst("Pitwall-Dedup-Key");
      keys.computeIfAbsent(body.path("groupKey").asString(), group -> ConcurrentHashMap.newKeySet())
          .add(key);
      ids.merge(exchange.getRequestHeaders().getFirst("Webhook-Id"), 1, Integer::sum);
      for (JsonNode alert : body.path("alerts")) {
        firstNanos.putIfAbsent(alert.at("/labels/agent_id").asString(""), now);
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private boolean pauseAndTake() {
    try {
      int millis;
      boolean take;
      synchronized (random) {
        millis = random.nextInt(SLOWEST_MILLIS);
        take = random.nextDouble() >= REFUSED;
      }
      Thread.sleep(millis);
      return take;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** When an alert of an agent first arrived, on the clock's monotonic time; NaN if none has. */
  public double arrivedNanos(String agent) {
    Long nanos = firstNanos.get(agent);
    return nanos == null ? Double.NaN : nanos;
  }

  /** Whether an alert of an agent has arrived. */
  public boolean has(String agent) {
    return firstNanos.containsKey(agent);
  }

  /** Groups that were told under more than one dedup key. */
  public long groupsOfSeveralKeys() {
    return keys.values().stream().filter(ofGroup -> ofGroup.size() > 1).count();
  }

  /** Notifications that arrived more than once, each time the same. */
  public long repeated() {
    return ids.values().stream().filter(times -> times > 1).count();
  }

  /** Notifications that arrived. */
  public long arrived() {
    return ids.size();
  }

  /** Requests that were answered with 503. */
  public long refused() {
    return refused.sum();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
