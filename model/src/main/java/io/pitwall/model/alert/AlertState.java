package io.pitwall.model.alert;

import java.util.Locale;

/** Where an alert is in its life. */
public enum AlertState {
  /** The condition holds, but not yet for long enough; no alert yet, and nobody is told. */
  PENDING,
  FIRING,
  /** Firing, and a person has taken it on. */
  ACKNOWLEDGED,
  /** Over. The same alert fires again when the condition returns. */
  RESOLVED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name used in JSON. */
  public String wireName() {
    return wireName;
  }
}
