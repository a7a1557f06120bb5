package io.pitwall.server.http;

/** The other end left, or was cut off, before its request was complete or its answer written. */
final class ClientGoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ClientGoneException(Throwable cause) {
    super("The client is gone", cause, false, false);
  }

  ClientGoneException() {
    super("The client is gone", null, false, false);
  }
}
