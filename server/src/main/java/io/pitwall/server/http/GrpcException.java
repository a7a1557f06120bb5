package io.pitwall.server.http;

/** Ends a call with a status. Carries no stack trace: it is an answer. */
final class GrpcException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final GrpcStatus status;

  GrpcException(GrpcStatus status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  GrpcReply.Failure failure() {
    return new GrpcReply.Failure(status, String.valueOf(getMessage()), java.util.Optional.empty());
  }
}
