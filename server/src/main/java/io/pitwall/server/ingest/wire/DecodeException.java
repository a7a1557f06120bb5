package io.pitwall.server.ingest.wire;

/** The bytes are not the message that they should be. Carries no stack trace: it is an answer. */
public final class DecodeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DecodeException(String message) {
    super(message, null, false, false);
  }
}
