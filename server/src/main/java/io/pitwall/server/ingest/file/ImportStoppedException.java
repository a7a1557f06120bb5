package io.pitwall.server.ingest.file;

/** An import cannot go on: the server is away, or wants other credentials. The message says why. */
final class ImportStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ImportStoppedException(String message) {
    super(message);
  }
}
