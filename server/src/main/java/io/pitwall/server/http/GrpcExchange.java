package io.pitwall.server.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** One unary gRPC call and its reply. For one thread. */
final class GrpcExchange {
  private static final HeaderName GRPC_ENCODING = HeaderNames.create("grpc-encoding");
  private static final HeaderName GRPC_STATUS = HeaderNames.create("grpc-status");
  private static final HeaderName GRPC_MESSAGE = HeaderNames.create("grpc-message");
  private static final HeaderName GRPC_DETAILS = HeaderNames.create("grpc-status-details-bin");
  private static final Header CONTENT_TYPE =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/grpc");
  private static final Header ACCEPTED =
      HeaderValues.createCached(HeaderNames.create("grpc-accept-encoding"), "identity,gzip");
  private static final Header TRAILERS =
      HeaderValues.createCached(
          HeaderNames.TRAILER, "grpc-status, grpc-message, grpc-status-details-bin");
  private static final Header STATUS_OK = HeaderValues.createCached(GRPC_STATUS, "0");

  private final Service service;
  private final GuardedConnection connection;
  private final RoutingRequest request;
  private final RoutingResponse response;
  private final BodyReader body;
  private final long startedNanos;
  private String method = "unmatched";
  private long bytesIn;

  GrpcExchange(
      Service service,
      GuardedConnection connection,
      RoutingRequest request,
      RoutingResponse response) {
    this.service = service;
    this.connection = connection;
    this.request = request;
    this.response = response;
    this.body = new BodyReader(request, connection, service.limits);
    this.startedNanos = service.clock.monotonicNanos();
  }

  /** Whether a request is a gRPC call by its content type. */
  static boolean isGrpc(RoutingRequest request) {
    return request
        .headers()
        .first(HeaderNames.CONTENT_TYPE)
        .map(type -> type.toLowerCase(Locale.ROOT).startsWith("application/grpc"))
        .orElse(false);
  }

  /** Answers the call and tells whether the connection can take another. */
  boolean run() {
    try (BodyBudget.Lease lease = service.budget.lease()) {
      GrpcReply reply;
      try {
        reply = reply(lease);
      } catch (GrpcException e) {
        reply = e.failure();
      } catch (ProblemException e) {
        Problem problem = e.problem();
        reply =
            new GrpcReply.Failure(
                GrpcStatus.ofHttp(problem.status()), problem.detail(), problem.retryAfter());
      } catch (ClientGoneException e) {
        throw e;
      } catch (Throwable e) {
        String id = service.faults.record("gRPC " + method, e);
        reply =
            GrpcReply.failure(
                GrpcStatus.INTERNAL, "Something went wrong here; the log tells what under " + id);
      }
      // An answer that overtakes its request makes some clients break off instead of reading it.
      body.skipRest();
      send(reply);
      if (!body.isEnded()) {
        // As in HttpExchange: an abandoned body would stop the whole connection.
        connection.cut(HttpObserver.Cut.TOO_LARGE);
        return false;
      }
      return true;
    } catch (ClientGoneException | CloseConnectionException | UncheckedIOException e) {
      observe(GrpcStatus.CANCELLED, 0);
      return false;
    }
  }

  private void observe(GrpcStatus status, long bytesOut) {
    long nanos = service.clock.monotonicNanos() - startedNanos;
    service.observer.called(method, status, nanos, bytesIn, bytesOut);
  }

  private GrpcReply reply(BodyBudget.Lease lease) throws Exception {
    if (connection.isStopping()) {
      throw new ProblemException(
          Problem.overloaded("The server is stopping", Duration.ofSeconds(1)));
    }
    if (service.authorizer.isOpen()) {
      service
          .browsers
          .checkHost(request.headers().first(HeaderNames.HOST).orElse(""))
          .ifPresent(
              problem -> {
                throw new ProblemException(problem);
              });
    }
    String path = request.prologue().uriPath().rawPath();
    GrpcMethod called = service.grpc.get(path.substring(Math.min(1, path.length())));
    if (called == null) {
      throw new GrpcException(GrpcStatus.UNIMPLEMENTED, "Expected a known method, but got " + path);
    }
    method = called.fullName();
    Caller caller =
        switch (service.authorizer.check(
            request.headers().first(HeaderNames.AUTHORIZATION), called.access())) {
          case Authorizer.Decision.Granted granted -> granted.caller();
          case Authorizer.Decision.Refused refused -> throw new ProblemException(refused.problem());
        };
    byte[] message = message(lease);
    bytesIn = message.length;
    if (!service.places.tryAcquire()) {
      throw new ProblemException(
          Problem.overloaded(
              "Expected at most "
                  + service.limits.maxRequests()
                  + " requests in work at once (server.max-requests), but there are as many",
              Duration.ofSeconds(1)));
    }
    try {
      return called.handler().call(message, caller);
    } finally {
      service.places.release();
    }
  }

  private byte[] message(BodyBudget.Lease lease) {
    String type =
        request.headers().first(HeaderNames.CONTENT_TYPE).map(MediaTypes::bare).orElse("");
    if (!Set.of("application/grpc", "application/grpc+proto").contains(type)) {
      throw new GrpcException(
          GrpcStatus.UNIMPLEMENTED, "Expected messages as application/grpc+proto, but got " + type);
    }
    String encoding =
        request.headers().first(GRPC_ENCODING).orElse("identity").strip().toLowerCase(Locale.ROOT);
    if (!Set.of("identity", "gzip").contains(encoding)) {
      throw new GrpcException(
          GrpcStatus.UNIMPLEMENTED, "Expected grpc-encoding gzip or identity, but got " + encoding);
    }
    byte[] framed;
    try {
      framed = body.readRaw(service.limits.maxBodyBytes() + GrpcFrame.PREFIX_BYTES, lease);
    } catch (ProblemException e) {
      if (e.problem().status() == 400) {
        throw new GrpcException(GrpcStatus.INTERNAL, e.problem().detail());
      }
      throw e;
    }
    return GrpcFrame.unwrap(
        framed, encoding.equals("gzip"), service.limits.maxDecodedBytes(), lease);
  }

  private void send(GrpcReply reply) {
    response.status(Status.OK_200);
    response.header(CONTENT_TYPE);
    response.header(ACCEPTED);
    response.header(TRAILERS);
    switch (reply) {
      case GrpcReply.Message message -> {
        byte[] framed = GrpcFrame.wrap(message.bytes());
        response.trailers().set(STATUS_OK);
        response.send(framed);
        observe(GrpcStatus.OK, framed.length);
      }
      case GrpcReply.Failure failure -> {
        var trailers = response.trailers();
        trailers.set(HeaderValues.create(GRPC_STATUS, Integer.toString(failure.status().code())));
        trailers.set(HeaderValues.create(GRPC_MESSAGE, percentEncode(failure.message())));
        if (failure.retryDelay().isPresent()) {
          var status = new RpcStatus(failure.status(), failure.message(), failure.retryDelay());
          String details = Base64.getEncoder().withoutPadding().encodeToString(status.protobuf());
          trailers.set(HeaderValues.create(GRPC_DETAILS, details));
        }
        response.send();
        observe(failure.status(), 0);
      }
    }
  }

  /** Status-Message of the protocol: UTF-8 with everything but printable ASCII encoded. */
  static String percentEncode(String message) {
    var encoded = new StringBuilder(message.length());
    for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
      if (b >= ' ' && b <= '~' && b != '%') {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }
}
