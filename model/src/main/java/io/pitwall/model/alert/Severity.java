package io.pitwall.model.alert;

import java.util.Locale;
import java.util.Optional;

/** How bad it is, least first. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name used in JSON: {@code low} to {@code critical}. */
  public String wireName() {
    return wireName;
  }

  /** The severity of that wire name, empty if there is none. */
  public static Optional<Severity> ofWireName(String wireName) {
    for (Severity severity : values()) {
      if (severity.wireName.equals(wireName)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }
}
