package io.pitwall.model.alert;

import java.util.Locale;

/**
 * Why nobody is told of an alert although it is active.
 *
 * @param kind what mutes it
 * @param by id of the silence, or of the alert that explains it
 * @param reason for people
 * @param sinceMicros since when, microseconds since the epoch
 */
public record Muting(Kind kind, String by, String reason, long sinceMicros) {

  /** What mutes. */
  public enum Kind {
    /** A person wants quiet. */
    SILENCED,
    /** Another alert explains it. */
    INHIBITED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name used in JSON. */
    public String wireName() {
      return wireName;
    }
  }
}
