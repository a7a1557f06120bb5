package io.pitwall.server.http;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.pitwall.model.time.Clock;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A running server for HTTP/1.1, HTTP/2 without TLS, and gRPC, all on each of its ports. Requests
 * run on virtual threads. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {

  /**
   * The window of an HTTP/2 connection: the 32 frames of 16 KiB that Helidon queues for a stream,
   * so that a slow stream fills its window before it fills the queue and stops the connection.
   */
  private static final int HTTP2_WINDOW = 32 << 14;

  private static final int HTTP2_STREAMS = 100;

  /** Connections accepted beyond the limit, to be refused with an answer. */
  private static final int REFUSED_AT_ONCE = 64;

  private final WebServer server;
  private final List<Integer> ports;
  private final Gate gate;
  private final Service service;

  private HttpServer(WebServer server, List<Integer> ports, Gate gate, Service service) {
    this.server = server;
    this.ports = ports;
    this.gate = gate;
    this.service = service;
  }

  /**
   * Starts a server; when this returns all ports are open.
   *
   * @throws BindException if a port cannot be opened
   * @throws IllegalArgumentException if the host is unknown, or is not loopback and no tokens are
   *     set
   */
  public static HttpServer start(
      HttpSettings settings,
      List<Route> routes,
      List<GrpcMethod> grpcMethods,
      Authorizer authorizer,
      Clock clock,
      HttpObserver observer) {
    InetAddress address = settings.address();
    if (authorizer.isOpen() && !address.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "Expected a loopback address in server.host because no tokens are set, but got "
              + settings.host()
              + "; set auth.tokens to listen on it");
    }
    settings.ports().forEach(port -> BindException.check(address, port));
    var grpc = new HashMap<String, GrpcMethod>();
    grpcMethods.forEach(method -> grpc.put(method.fullName(), method));
    var budget = new BodyBudget(settings.limits().maxBufferedBytes());
    var service =
        new Service(new Router(routes), grpc, authorizer, settings, budget, clock, observer);
    var gate =
        new Gate(
            new Surroundings(
                http1(settings.limits()),
                http2(settings.limits()),
                new Facade(service),
                settings.limits(),
                budget,
                clock,
                observer));
    WebServer server = build(settings, address, gate);
    server.start();
    if (!server.isRunning()) {
      gate.close();
      throw new BindException(address, settings.ports());
    }
    List<Integer> ports =
        java.util.stream.IntStream.range(0, settings.ports().size())
            .mapToObj(i -> server.port(socketName(i)))
            .toList();
    return new HttpServer(server, ports, gate, service);
  }

  private static WebServer build(HttpSettings settings, InetAddress address, Gate gate) {
    var config = WebServerConfig.builder().shutdownHook(false).featuresDiscoverServices(false);
    listener(config, settings, address, 0, gate);
    for (int i = 1; i < settings.ports().size(); i++) {
      var extra = ListenerConfig.builder().name(socketName(i));
      listener(extra, settings, address, i, gate);
      config.putSocket(socketName(i), extra.buildPrototype());
    }
    return config.build();
  }

  private static void listener(
      ListenerConfig.BuilderBase<?, ?> config,
      HttpSettings settings,
      InetAddress address,
      int index,
      Gate gate) {
    config
        .address(address)
        .port(settings.ports().get(index).number())
        .protocolsDiscoverServices(false)
        .addConnectionSelector(gate)
        .contentEncoding(new RawBodies())
        .directHandlers(MalformedRequests.handlers())
        // Small answers in several pieces would wait for acknowledgements otherwise.
        .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
        .maxTcpConnections(settings.limits().maxConnections() + REFUSED_AT_ONCE)
        .shutdownGracePeriod(java.time.Duration.ofMillis(200));
  }

  private static Http1ConnectionSelector http1(HttpLimits limits) {
    return Http1ConnectionSelector.builder()
        .config(
            Http1Config.builder()
                .name("http/1.1")
                .maxPrologueLength(limits.maxHeaderBytes())
                .maxHeadersSize(limits.maxHeaderBytes())
                .buildPrototype())
        .build();
  }

  private static Http2ConnectionSelector http2(HttpLimits limits) {
    return Http2ConnectionSelector.builder()
        .http2Config(
            Http2Config.builder()
                .name("h2c")
                .maxHeaderListSize(limits.maxHeaderBytes())
                .maxConcurrentStreams(HTTP2_STREAMS)
                .initialWindowSize(HTTP2_WINDOW)
                .flowControlTimeout(limits.writeTimeout())
                .buildPrototype())
        .build();
  }

  private static String socketName(int index) {
    return index == 0 ? WebServer.DEFAULT_SOCKET_NAME : "port-" + index;
  }

  /** The ports that are open, in the order of the settings. */
  public List<Integer> ports() {
    return ports;
  }

  /** The main port. */
  public int port() {
    return ports.getFirst();
  }

  /**
   * Stops: refuses what is new, ends the event streams, waits for the requests in work within the
   * drain timeout, closes all connections. Further calls do nothing.
   */
  @Override
  public void close() {
    if (gate.isStopping()) {
      return;
    }
    gate.stopAccepting();
    service.eventStreams.forEach(EventStream::stop);
    long deadline = service.clock.monotonicNanos() + service.limits.drainTimeout().toNanos();
    while (service.isBusy() && service.clock.monotonicNanos() - deadline < 0) {
      LockSupport.parkNanos(5_000_000);
    }
    server.stop();
    gate.close();
  }
}
