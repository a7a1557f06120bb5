package io.pitwall.lab.send;

import org.jspecify.annotations.Nullable;

/** A request was not taken. */
public final class SendException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean worthAnotherTry;

  /**
   * A failure.
   *
   * @param worthAnotherTry whether the same request may succeed later
   */
  public SendException(String message, boolean worthAnotherTry, @Nullable Throwable cause) {
    super(message, cause);
    this.worthAnotherTry = worthAnotherTry;
  }

  /** Whether the server is busy or away, rather than unwilling. */
  public boolean isWorthAnotherTry() {
    return worthAnotherTry;
  }
}
