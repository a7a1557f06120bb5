package io.pitwall.engine.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which instants are accepted at one moment. */
record TimeBounds(long earliestMicros, long latestMicros) {

  static TimeBounds at(long nowMicros, IntakeLimits limits) {
    return new TimeBounds(
        nowMicros - limits.maxPast().toNanos() / 1_000,
        nowMicros + limits.maxFuture().toNanos() / 1_000);
  }

  /** Null if the instant is accepted, else why it is not. */
  @Nullable Refusal check(long micros, String field) {
    if (micros >= earliestMicros && micros <= latestMicros) {
      return null;
    }
    return new Refusal(
        micros < earliestMicros ? "time_too_old" : "time_ahead",
        field,
        "a time from " + text(earliestMicros) + " to " + text(latestMicros),
        text(micros));
  }

  private static String text(long micros) {
    return Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000)
        .toString();
  }
}
