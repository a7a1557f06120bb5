package io.pitwall.server.http;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.Routing;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;

/** Takes requests from Helidon and hands them to an exchange of ours. */
final class Facade implements HttpRouting, Router {
  private final Service service;

  Facade(Service service) {
    this.service = service;
  }

  @Override
  public void route(ConnectionContext context, RoutingRequest request, RoutingResponse response) {
    GuardedConnection connection = ((GuardedContext) context).connection();
    connection.requestStarted();
    service.exchanges.incrementAndGet();
    boolean keep = false;
    try {
      keep =
          (connection.isHttp2() && GrpcExchange.isGrpc(request))
              ? new GrpcExchange(service, connection, request, response).run()
              : new HttpExchange(service, connection, request, response).run();
    } catch (RuntimeException e) {
      // Helidon would answer with its own error, or over HTTP/2 not at all.
      service.faults.record("the HTTP layer", e);
    } finally {
      service.exchanges.decrementAndGet();
      connection.requestFinished();
    }
    if (!keep) {
      throw new CloseConnectionException("The connection cannot take another request");
    }
  }

  @Override
  public HttpSecurity security() {
    return HttpSecurity.create();
  }

  @Override
  public Class<? extends Routing> routingType() {
    return HttpRouting.class;
  }

  @Override
  public <T extends Routing> T routing(Class<T> type, T otherwise) {
    return type == HttpRouting.class ? type.cast(this) : otherwise;
  }

  @Override
  public List<? extends Routing> routings() {
    return List.of(this);
  }

  @Override
  public void beforeStart() {}

  @Override
  public void afterStart(WebServer server) {}

  @Override
  public void afterStop() {}
}
