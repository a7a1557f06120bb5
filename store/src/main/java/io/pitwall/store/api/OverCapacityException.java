package io.pitwall.store.api;

import java.time.Duration;

/** The store cannot take more right now; nothing of the batch was kept. The sender should retry. */
public final class OverCapacityException extends StoreException {
  private static final long serialVersionUID = 1;

  private final Duration retryAfter;

  public OverCapacityException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** When a retry has a chance. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
