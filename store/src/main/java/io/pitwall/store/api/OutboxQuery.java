package io.pitwall.store.api;

import io.pitwall.model.notify.DeliveryState;
import java.util.Optional;

/**
 * Which notifications are wanted, newest first.
 *
 * @param state only those in this state
 * @param channel only those of this channel
 * @param before only those with a lower number; where the page before ended
 * @param limit how many at most, 1 or more
 */
public record OutboxQuery(
    Optional<DeliveryState> state, Optional<String> channel, long before, int limit) {

  public OutboxQuery {
    if (limit < 1) {
      throw new IllegalArgumentException("Expected a limit of 1 or more, but got " + limit);
    }
  }

  /** The newest of all. */
  public static OutboxQuery newest(int limit) {
    return new OutboxQuery(Optional.empty(), Optional.empty(), Long.MAX_VALUE, limit);
  }
}
