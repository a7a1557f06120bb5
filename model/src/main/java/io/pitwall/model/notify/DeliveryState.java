package io.pitwall.model.notify;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a notification got. */
public enum DeliveryState {
  /** Waits for its turn, or for its next attempt. */
  PENDING,
  /** The receiver has taken it. */
  DELIVERED,
  /** Given up: the receiver refuses it, or did not take it for too long. It can be sent again. */
  DEAD;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name used in JSON. */
  public String wireName() {
    return wireName;
  }

  /** The state of that wire name, empty if there is none. */
  public static Optional<DeliveryState> ofWireName(String wireName) {
    return Arrays.stream(values()).filter(state -> state.wireName.equals(wireName)).findFirst();
  }
}
