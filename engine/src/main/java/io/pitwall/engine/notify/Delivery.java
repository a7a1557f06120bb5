package io.pitwall.engine.notify;

import java.time.Duration;
import java.util.Optional;

/** What came of sending a notification once. */
public sealed interface Delivery {

  /** For people: what the receiver said, or what is wrong. */
  String detail();

  /** The receiver has taken it. */
  record Delivered(String detail) implements Delivery {}

  /**
   * Not now; it is worth another try.
   *
   * @param retryAfter when the receiver wants to be asked again, if it said so
   */
  record Failed(String detail, Optional<Duration> retryAfter) implements Delivery {
    public Failed(String detail) {
      this(detail, Optional.empty());
    }
  }

  /** Never: the same would be refused again. */
  record Refused(String detail) implements Delivery {}
}
