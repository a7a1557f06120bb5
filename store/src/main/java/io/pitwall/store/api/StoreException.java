package io.pitwall.store.api;

/**
 * The store could not do what was asked. The message says what was expected, what came and where to
 * change it.
 */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
