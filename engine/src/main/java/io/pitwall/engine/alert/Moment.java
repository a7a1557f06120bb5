package io.pitwall.engine.alert;

/**
 * When a pass looks.
 *
 * @param wallMicros what people see, microseconds since the epoch
 * @param steadyMicros what durations are measured by: microseconds that no step of the wall clock
 *     touches, from any origin but 0
 */
record Moment(long wallMicros, long steadyMicros) {

  /** As long as no clock steps. */
  static Moment of(long micros) {
    return new Moment(micros, micros);
  }
}
