package io.pitwall.server.http;

import io.pitwall.model.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A real server on a free port of loopback, with a client for it. */
final class TestServer implements AutoCloseable {
  final HttpCounters counters = new HttpCounters();
  final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private TestServer(
      HttpLimits limits, Authorizer authorizer, List<Route> routes, List<GrpcMethod> grpc) {
    this.server =
        HttpServer.start(
            HttpSettings.anyPort().limits(limits),
            routes,
            grpc,
            authorizer,
            Clock.system(),
            counters);
  }

  static TestServer of(Route... routes) {
    return new TestServer(smallLimits(), new Authorizer(List.of()), List.of(routes), List.of());
  }

  static TestServer of(HttpLimits limits, Route... routes) {
    return new TestServer(limits, new Authorizer(List.of()), List.of(routes), List.of());
  }

  static TestServer of(List<AccessToken> tokens, Route... routes) {
    return new TestServer(smallLimits(), new Authorizer(tokens), List.of(routes), List.of());
  }

  static TestServer ofGrpc(HttpLimits limits, List<AccessToken> tokens, GrpcMethod... methods) {
    return new TestServer(limits, new Authorizer(tokens), List.of(), List.of(methods));
  }

  /** Limits that tests can reach: 100 kB bodies, 400 kB decoded; times as in production. */
  static HttpLimits smallLimits() {
    return limits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
  }

  static HttpLimits limits(Duration head, Duration body, Duration write) {
    return new HttpLimits(
        100_000,
        400_000,
        2_000_000,
        8192,
        20,
        4,
        3,
        8,
        head,
        body,
        write,
        Duration.ofMinutes(5),
        Duration.ofMillis(200),
        Duration.ofSeconds(3));
  }

  int port() {
    return server.port();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build(), BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  RawClient raw() {
    return new RawClient(port());
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
