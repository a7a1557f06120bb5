package io.pitwall.model.alert;

/**
 * One step in the life of an alert.
 *
 * @param atMicros when, microseconds since the epoch
 * @param state state from then on
 * @param severity severity from then on
 * @param value the value that caused the step
 * @param reason for people: what happened
 * @param by who did it: name of a token, {@code rule}, {@code silence} or {@code inhibition}; empty
 *     in records of the first version
 */
public record AlertChange(
    long atMicros, AlertState state, Severity severity, double value, String reason, String by) {

  /** What the judging of rules did. */
  public static final String BY_RULE = "rule";

  // Records of the first version are read without author.
  public AlertChange {
    by = by == null ? "" : by;
  }

  /** A step that the judging of a rule caused. */
  public AlertChange(
      long atMicros, AlertState state, Severity severity, double value, String reason) {
    this(atMicros, state, severity, value, reason, BY_RULE);
  }
}
