package io.pitwall.server.http;

/** Status codes of gRPC. */
public enum GrpcStatus {
  OK(0),
  CANCELLED(1),
  UNKNOWN(2),
  INVALID_ARGUMENT(3),
  DEADLINE_EXCEEDED(4),
  NOT_FOUND(5),
  ALREADY_EXISTS(6),
  PERMISSION_DENIED(7),
  RESOURCE_EXHAUSTED(8),
  FAILED_PRECONDITION(9),
  ABORTED(10),
  OUT_OF_RANGE(11),
  UNIMPLEMENTED(12),
  INTERNAL(13),
  UNAVAILABLE(14),
  DATA_LOSS(15),
  UNAUTHENTICATED(16);

  private final int code;

  GrpcStatus(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** The nearest code for an HTTP status. */
  public static GrpcStatus ofHttp(int status) {
    return switch (status) {
      case 400, 422 -> INVALID_ARGUMENT;
      case 401 -> UNAUTHENTICATED;
      case 403, 421 -> PERMISSION_DENIED;
      case 404, 405 -> UNIMPLEMENTED;
      case 409 -> ABORTED;
      case 413, 429 -> RESOURCE_EXHAUSTED;
      case 415 -> UNIMPLEMENTED;
      case 503 -> UNAVAILABLE;
      default -> status < 500 ? UNKNOWN : INTERNAL;
    };
  }
}
