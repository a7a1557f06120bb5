package io.pitwall.server.ingest.otlp;

/** The bytes are not the message that they should be. Carries no stack trace: it is an answer. */
public final class OtlpDecodeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OtlpDecodeException(String message) {
    super(message, null, false, false);
  }
}
