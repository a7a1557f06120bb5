package io.pitwall.server.ingest.otlp;

/** Bytes are not what they claim to be. Carries no stack trace: it is an answer. */
final class DecodeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DecodeException(String message) {
    super(message, null, false, false);
  }
}
