package io.pitwall.server.ingest.file;

/**
 * Replays in the rhythm of the recording: an item is due as long after the first as it was
 * recorded, divided by the speed. What is recorded out of order is due at once. Not thread-safe.
 */
final class Pace {
  private final double speed;
  private final long startTick;
  private long firstNanos;

  /**
   * A rhythm.
   *
   * @param speed 1 for real time, 10 for ten times as fast; more than 0
   * @param startTick monotonic time of the start, nanoseconds
   */
  Pace(double speed, long startTick) {
    if (!(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Expected --speed to be more than 0, but got " + speed + "; leave it out for full speed");
    }
    this.speed = speed;
    this.startTick = startTick;
  }

  /** How long to wait before an item of that time is due, nanoseconds, 0 or less if it is now. */
  long waitNanos(long itemNanos, long nowTick) {
    if (itemNanos == 0) {
      return 0;
    }
    if (firstNanos == 0) {
      firstNanos = itemNanos;
    }
    return (long) ((itemNanos - firstNanos) / speed) - (nowTick - startTick);
  }
}
