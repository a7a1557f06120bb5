package io.pitwall.engine.notify;

import io.pitwall.model.notify.Notification;
import java.util.Map;

/**
 * A way to people: one receiver and how it is spoken to. Implementations are safe for use by many
 * threads, give up after a time of their own, and never tell a secret in a text that they return.
 */
public interface Channel {

  /** Name it is configured by; letters, digits, dots, dashes and underscores. */
  String name();

  /** Sort of receiver, e.g. {@code slack}. */
  String type();

  /** Where it leads, for people, without secrets. */
  String target();

  /** How many notifications may be sent a minute, 1 or more. */
  int perMinute();

  /** Whether it is told that alerts are over. */
  boolean tellsResolved();

  /**
   * Sends once. The same notification may be sent again after a failure, or because nobody knows
   * whether it arrived: its dedup key and its id let the receiver see that.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  Delivery deliver(Notification notification) throws InterruptedException;

  /** Counts of what went wrong inside since start, by name; empty if nothing can. */
  default Map<String, Long> counts() {
    return Map.of();
  }
}
