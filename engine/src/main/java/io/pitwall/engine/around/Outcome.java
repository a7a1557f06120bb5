package io.pitwall.engine.around;

import io.pitwall.model.trace.Span;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** How a call of another service, a query or a request ended. */
public enum Outcome {
  OK,
  /** The caller was wrong: HTTP 4xx of a request that was served. */
  CLIENT_ERROR,
  /**
   * The other side asked to come later: HTTP 429, gRPC RESOURCE_EXHAUSTED, a rate limit or quota.
   */
  THROTTLED,
  /** No answer in time: HTTP 408 and 504, gRPC DEADLINE_EXCEEDED, a class that says so. */
  TIMEOUT,
  /** Any other failure. */
  ERROR;

  private static final Pattern THROTTLING =
      Pattern.compile("ratelimit|toomanyrequest|throttl|quota|resourceexhausted|429");
  private static final Pattern TIMING_OUT = Pattern.compile("timeout|timedout|deadlineexceeded");
  private static final int GRPC_DEADLINE_EXCEEDED = 4;
  private static final int GRPC_RESOURCE_EXHAUSTED = 8;

  /** The value of the tag. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isFailure() {
    return this != OK && this != CLIENT_ERROR;
  }

  /** Outcome of a request that was served: only the server's own failures are failures. */
  static Outcome ofServed(Span span) {
    OptionalInt status = SpanNumbers.httpStatus(span);
    if (status.isPresent() && status.getAsInt() >= 400) {
      return ofServed(status.getAsInt());
    }
    return span.isError() ? ERROR : OK;
  }

  /** Outcome of a request that was served with an HTTP status, 0 if the client left. */
  static Outcome ofServed(int status) {
    return status >= 500 ? ERROR : status >= 400 ? CLIENT_ERROR : OK;
  }

  /** Outcome of a call of another service, or of a query. */
  static Outcome ofCall(Span span) {
    OptionalInt http = SpanNumbers.httpStatus(span);
    if (http.isPresent()) {
      switch (http.getAsInt()) {
        case 429 -> {
          return THROTTLED;
        }
        case 408, 504 -> {
          return TIMEOUT;
        }
        default -> {
          if (http.getAsInt() >= 400) {
            return ERROR;
          }
        }
      }
    }
    OptionalInt grpc = SpanNumbers.whole(span, "rpc.grpc.status_code");
    if (grpc.isPresent() && grpc.getAsInt() == GRPC_RESOURCE_EXHAUSTED) {
      return THROTTLED;
    }
    if (grpc.isPresent() && grpc.getAsInt() == GRPC_DEADLINE_EXCEEDED) {
      return TIMEOUT;
    }
    String errorClass = span.errorClass();
    if (errorClass == null) {
      return span.isError() ? ERROR : OK;
    }
    String plain = errorClass.toLowerCase(Locale.ROOT).replace("_", "").replace(" ", "");
    if (THROTTLING.matcher(plain).find()) {
      return THROTTLED;
    }
    return TIMING_OUT.matcher(plain).find() ? TIMEOUT : ERROR;
  }
}
