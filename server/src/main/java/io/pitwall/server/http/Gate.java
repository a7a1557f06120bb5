package io.pitwall.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.pitwall.server.http.HttpObserver.Cut;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Where connections come in: counts them, refuses too many, and cuts those that are too slow. It is
 * the only selector given to Helidon, which then hands over a connection before its first byte;
 * with several selectors it would wait for that byte without end.
 */
final class Gate implements ServerConnectionSelector, AutoCloseable {
  private final Surroundings surroundings;
  private final Set<GuardedConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final Thread sweeper;
  private volatile boolean stopping;

  Gate(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.sweeper = Thread.ofPlatform().daemon().name("http-sweeper").start(this::sweep);
  }

  private static Duration shortest(HttpLimits limits) {
    return Stream.of(
            limits.headTimeout(), limits.bodyTimeout(), limits.writeTimeout(), limits.idleTimeout())
        .min(Duration::compareTo)
        .orElseThrow();
  }

  private void sweep() {
    Duration pause =
        Duration.ofMillis(Math.clamp(shortest(surroundings.limits()).toMillis() / 4, 10, 1000));
    try {
      while (true) {
        Thread.sleep(pause);
        long now = surroundings.clock().monotonicNanos();
        connections.forEach(connection -> connection.sweep(now));
      }
    } catch (InterruptedException e) {
      // The server has stopped.
    }
  }

  /** Lets a connection in, or tells why not. */
  Optional<Cut> enter(GuardedConnection connection) {
    if (stopping) {
      return Optional.of(Cut.STOPPING);
    }
    int now = open.incrementAndGet();
    if (now > surroundings.limits().maxConnections()) {
      open.decrementAndGet();
      return Optional.of(Cut.TOO_MANY);
    }
    connections.add(connection);
    surroundings.observer().connections(now);
    return Optional.empty();
  }

  void leave(GuardedConnection connection) {
    if (connections.remove(connection)) {
      surroundings.observer().connections(open.decrementAndGet());
    }
  }

  /** From now on new connections are refused. */
  void stopAccepting() {
    stopping = true;
  }

  boolean isStopping() {
    return stopping;
  }

  @Override
  public void close() {
    sweeper.interrupt();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new GuardedConnection(context, this, surroundings);
  }

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return Set.of();
  }
}
