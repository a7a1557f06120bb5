package io.pitwall.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.Optional;

/** Answers requests that are too broken to reach a route with the same kind of problem. */
final class MalformedRequests implements DirectHandler {

  static DirectHandlers handlers() {
    var builder = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      builder.addHandler(type, new MalformedRequests());
    }
    return builder.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    int code = Math.clamp(status.code(), 400, 599);
    Body body =
        ProblemFormat.RFC_9457.write(
            Problem.of(code, detail(code, message)), request.path(), Optional.empty());
    return TransportResponse.builder()
        .headers(headers)
        .status(Status.create(code))
        .keepAlive(false)
        .header(HeaderNames.CONTENT_TYPE, body.contentType())
        .entity(body.bytes())
        .build();
  }

  private static String detail(int code, @org.jspecify.annotations.Nullable String message) {
    return switch (code) {
      case 414 -> "Expected a shorter request line (server.max-header-bytes)";
      case 431 -> "Expected fewer or shorter headers (server.max-header-bytes)";
      case 505 -> "Expected HTTP/1.1 or HTTP/2, but got HTTP/1.0";
      default ->
          "Expected a well-formed HTTP request, but got a malformed one"
              + (message == null || message.isEmpty() ? "" : ": " + message);
    };
  }
}
