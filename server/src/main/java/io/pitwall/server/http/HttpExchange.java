package io.pitwall.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One HTTP request and its answer. For one thread. */
final class HttpExchange {
  private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Service service;
  private final GuardedConnection connection;
  private final RoutingRequest request;
  private final RoutingResponse response;
  private final BodyReader body;
  private final String method;
  private final String path;
  private final long startedNanos;
  private ProblemFormat problems = ProblemFormat.RFC_9457;
  private String route = "unmatched";
  private long bytesIn;

  HttpExchange(
      Service service,
      GuardedConnection connection,
      RoutingRequest request,
      RoutingResponse response) {
    this.service = service;
    this.connection = connection;
    this.request = request;
    this.response = response;
    this.body = new BodyReader(request, connection, service.limits);
    this.method = request.prologue().method().text();
    this.path = request.prologue().uriPath().rawPath();
    this.startedNanos = service.clock.monotonicNanos();
  }

  /** Answers the request and tells whether the connection can take another. */
  boolean run() {
    try (BodyBudget.Lease lease = service.budget.lease()) {
      Response answer;
      try {
        answer = answer(lease);
      } catch (ProblemException e) {
        answer = problem(e.problem());
      } catch (ClientGoneException e) {
        throw e;
      } catch (Throwable e) {
        String id = service.faults.record(method + " " + route, e);
        answer =
            problem(Problem.of(500, "Something went wrong here; the log tells what under " + id));
      }
      return switch (answer) {
        case Response.Content content -> send(content);
        case Response.Events events -> stream(events);
      };
    } catch (ClientGoneException | CloseConnectionException | UncheckedIOException e) {
      observe(0, 0);
      return false;
    }
  }

  private void observe(int status, long bytesOut) {
    long nanos = service.clock.monotonicNanos() - startedNanos;
    service.observer.answered(
        METHODS.contains(method) ? method : "OTHER", route, status, nanos, bytesIn, bytesOut);
  }

  private Response answer(BodyBudget.Lease lease) throws Exception {
    if (connection.isStopping()) {
      throw new ProblemException(
          Problem.overloaded("The server is stopping", Duration.ofSeconds(1)));
    }
    checkBrowser();
    if (!path.startsWith("/")) {
      throw new ProblemException(Problem.badRequest("Expected a path that starts with '/'"));
    }
    return switch (service.router.match(method, path)) {
      case Router.Match.Nothing _ ->
          throw new ProblemException(Problem.notFound("Expected a known path, but got " + path));
      case Router.Match.OtherMethods other -> otherMethods(other.allowed());
      case Router.Match.Found found -> handle(found, lease);
    };
  }

  /** A server without tokens trusts its machine, but not the pages that its browser shows. */
  private void checkBrowser() {
    if (service.authorizer.isOpen()) {
      String host = request.headers().first(HeaderNames.HOST).orElse("");
      service.browsers.checkHost(host).ifPresent(HttpExchange::refuse);
      if (!method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS")) {
        service
            .browsers
            .checkOrigin(
                host,
                request.headers().first(HeaderNames.ORIGIN),
                request.headers().first(FETCH_SITE))
            .ifPresent(HttpExchange::refuse);
      }
    }
  }

  private static void refuse(Problem problem) {
    throw new ProblemException(problem);
  }

  private Response otherMethods(Set<String> allowed) {
    String list = String.join(", ", allowed);
    if (method.equals("OPTIONS")) {
      return Response.empty(204).header("Allow", list);
    }
    throw new ProblemException(
        Problem.of(405, "Expected one of the methods " + list + ", but got " + method)
            .header("Allow", list));
  }

  private Response handle(Router.Match.Found found, BodyBudget.Lease lease) throws Exception {
    Route matched = found.route();
    route = matched.path();
    problems = matched.problems();
    Optional<String> authorization = request.headers().first(HeaderNames.AUTHORIZATION);
    Caller caller =
        switch (service.authorizer.check(authorization, matched.access())) {
          case Authorizer.Decision.Granted granted -> granted.caller();
          case Authorizer.Decision.Refused refused -> throw new ProblemException(refused.problem());
        };
    Query query = Query.parse(request.prologue().query().rawValue(), matched.queryNames());
    byte[] bytes =
        body.read(
            (int) Math.min(matched.maxBodyBytes(), Integer.MAX_VALUE - 16),
            matched.ownEncodings(),
            lease);
    bytesIn = bytes.length;
    if (!service.places.tryAcquire()) {
      throw new ProblemException(
          Problem.overloaded(
              "Expected at most "
                  + service.limits.maxRequests()
                  + " requests in work at once (server.max-requests), but there are as many",
              Duration.ofSeconds(1)));
    }
    try {
      return matched
          .handler()
          .handle(
              new Request(
                  matched.method(),
                  path,
                  found.parameters(),
                  query,
                  headers(),
                  bytes,
                  caller,
                  ((InetSocketAddress) request.remotePeer().address()).getAddress()));
    } finally {
      service.places.release();
    }
  }

  private Map<String, List<String>> headers() {
    var headers = new HashMap<String, List<String>>();
    request
        .headers()
        .forEach(h -> headers.put(h.name().toLowerCase(Locale.ROOT), List.copyOf(h.allValues())));
    return headers;
  }

  private Response.Content problem(Problem problem) {
    Optional<String> type = request.headers().first(HeaderNames.CONTENT_TYPE);
    var content =
        new Response.Content(
            problem.status(), Optional.of(problems.write(problem, path, type)), List.of());
    if (problem.retryAfter().isPresent()) {
      // Whole seconds, rounded up: to come back early is to be refused again.
      long seconds = (problem.retryAfter().get().toMillis() + 999) / 1000;
      content = content.header("Retry-After", Long.toString(Math.max(1, seconds)));
    }
    for (var header : problem.headers().entrySet()) {
      content = content.header(header.getKey(), header.getValue());
    }
    return content;
  }

  private boolean send(Response.Content content) {
    if (connection.isHttp2()) {
      // An answer that overtakes its request makes some clients break off instead of reading it.
      body.skipRest();
    } else {
      body.skipIfCheap();
    }
    boolean keep = body.isEnded() || connection.isHttp2();
    if (!keep || clientCloses()) {
      keep = false;
      if (!connection.isHttp2()) {
        response.header(HeaderValues.CONNECTION_CLOSE);
      }
    }
    long sent = ContentWriter.write(content, request, response);
    observe(content.status(), sent);
    if (!body.isEnded() && connection.isHttp2()) {
      // Nobody would take the rest of the body off Helidon's queue, and a full queue stops the
      // whole
      // connection.
      connection.cut(HttpObserver.Cut.TOO_LARGE);
      return false;
    }
    body.skipRest();
    return keep;
  }

  private boolean clientCloses() {
    return !connection.isHttp2() && request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
  }

  private boolean stream(Response.Events events) {
    if (!service.eventPlaces.tryAcquire()) {
      return send(
          problem(
              Problem.overloaded(
                  "Expected at most "
                      + service.limits.maxEventStreams()
                      + " event streams at once (server.max-event-streams), but there are as many",
                  Duration.ofSeconds(5))));
    }
    try {
      response.status(Status.OK_200);
      var stream = new EventStream(service, connection, response);
      long sent = stream.run(events.feed());
      observe(200, sent);
      return stream.isWhole();
    } finally {
      service.eventPlaces.release();
    }
  }
}
