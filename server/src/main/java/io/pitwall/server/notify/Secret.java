package io.pitwall.server.notify;

/**
 * A text that is used and never shown.
 *
 * @param value the text itself
 */
public record Secret(String value) {

  public Secret {
    if (value.isBlank()) {
      throw new IllegalArgumentException("Expected a secret, but got an empty one");
    }
  }

  /** Hides the text. */
  @Override
  public String toString() {
    return "(hidden)";
  }
}
