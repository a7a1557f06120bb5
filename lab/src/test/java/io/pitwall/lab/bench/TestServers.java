package io.pitwall.lab.bench;

import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Authorizer;
import io.pitwall.server.http.GrpcMethod;
import io.pitwall.server.http.GrpcReply;
import io.pitwall.server.http.HttpObserver;
import io.pitwall.server.http.HttpServer;
import io.pitwall.server.http.HttpSettings;
import io.pitwall.server.http.Route;
import java.util.List;

/** The product's own HTTP layer on a free port, answering as a test wants. */
public final class TestServers {

  /** What a call is answered with. */
  @FunctionalInterface
  public interface Reply {
    GrpcReply to(byte[] message) throws Exception;
  }

  /** A server with the method {@code Export} of a service. */
  public static HttpServer grpc(String service, Reply reply) {
    return start(
        List.of(),
        List.of(
            new GrpcMethod(
                service, "Export", Access.INGEST, (message, caller) -> reply.to(message))));
  }

  /** A server with routes. */
  public static HttpServer http(Route... routes) {
    return start(List.of(routes), List.of());
  }

  private static HttpServer start(List<Route> routes, List<GrpcMethod> methods) {
    return HttpServer.start(
        HttpSettings.anyPort(),
        routes,
        methods,
        new Authorizer(List.of()),
        Clock.system(),
        HttpObserver.NONE);
  }

  private TestServers() {}
}
