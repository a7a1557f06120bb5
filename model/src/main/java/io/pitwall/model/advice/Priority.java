package io.pitwall.model.advice;

import java.util.Locale;
import java.util.Optional;

/** How much a recommendation matters, least first. */
public enum Priority {
  LOW,
  MEDIUM,
  HIGH;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name used in JSON. */
  public String wireName() {
    return wireName;
  }

  /** The priority of that wire name, empty if there is none. */
  public static Optional<Priority> ofWireName(String wireName) {
    for (Priority priority : values()) {
      if (priority.wireName.equals(wireName)) {
        return Optional.of(priority);
      }
    }
    return Optional.empty();
  }
}
