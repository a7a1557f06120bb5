package io.pitwall.engine.alert;

import java.util.Locale;

/**
 * How a rule is doing.
 *
 * @param state what it says
 * @param judged things judged in the last pass
 * @param message more for people, empty if there is nothing to add
 * @param atMicros when it was last judged, microseconds since the epoch; 0 if never
 */
public record RuleHealth(State state, long judged, String message, long atMicros) {
  static final RuleHealth NEVER = new RuleHealth(State.NO_DATA, 0, "not judged yet", 0);

  /** What a rule says. */
  public enum State {
    OK,
    PENDING,
    FIRING,
    /** There is nothing it could judge; that is said, and no error. */
    NO_DATA,
    /** It could not be judged. */
    ERROR,
    DISABLED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name used in JSON. */
    public String wireName() {
      return wireName;
    }
  }
}
