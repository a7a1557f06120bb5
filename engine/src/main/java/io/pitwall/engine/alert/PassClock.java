package io.pitwall.engine.alert;

/**
 * Keeps durations apart from the wall clock, and notices when that is stepped: by more than half a
 * minute against what really passed. Used on one thread.
 */
final class PassClock {
  private static final long STEP_MICROS = 30_000_000L;

  private long wallMicros = Long.MIN_VALUE;
  private long monotonicNanos;
  private long steadyMicros;
  private long forgivenMicros;
  private long forgivenUntil = Long.MIN_VALUE;
  private boolean setBack;

  /**
   * A pass begins.
   *
   * @param forgivenFor how long, in microseconds, values from before a step forward are not called
   *     old
   */
  Moment at(long wallNow, long monotonicNow, long forgivenFor) {
    setBack = false;
    if (wallMicros == Long.MIN_VALUE) {
      steadyMicros = wallNow;
    } else {
      long passed = Math.max(0, (monotonicNow - monotonicNanos) / 1_000);
      long stepped = wallNow - wallMicros - passed;
      steadyMicros += passed;
      if (stepped > STEP_MICROS) {
        forgivenMicros = stepped + (steadyMicros < forgivenUntil ? forgivenMicros : 0);
        forgivenUntil = steadyMicros + forgivenFor;
      } else if (stepped < -STEP_MICROS) {
        setBack = true;
      }
    }
    wallMicros = wallNow;
    monotonicNanos = monotonicNow;
    return new Moment(wallNow, steadyMicros);
  }

  /** Whether the wall clock was set back since the pass before. */
  boolean wasSetBack() {
    return setBack;
  }

  /** By how much older than usual values may be, because the clock was put forward. */
  long forgivenMicros() {
    return steadyMicros < forgivenUntil ? forgivenMicros : 0;
  }
}
