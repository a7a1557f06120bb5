package io.pitwall.store.api;

import io.pitwall.model.notify.DeliveryState;
import io.pitwall.model.notify.Notification;
import org.jspecify.annotations.Nullable;

/**
 * A notification and how far it got.
 *
 * @param notification what is told
 * @param progress how far it got
 */
public record OutboxEntry(Notification notification, Progress progress) {

  /**
   * How far a notification got.
   *
   * @param id of the notification
   * @param state where it is
   * @param attempts how often it was sent without success, since it was made or sent again by hand
   * @param nextAttemptMicros not before this time, microseconds since the epoch
   * @param finishedMicros when it was delivered or given up, null while it is pending
   * @param detail for people: what the receiver said, or what went wrong last; empty before an
   *     attempt
   */
  public record Progress(
      String id,
      DeliveryState state,
      int attempts,
      long nextAttemptMicros,
      @Nullable Long finishedMicros,
      String detail) {

    /** Of a notification that has just been made. */
    public static Progress begun(Notification notification) {
      return new Progress(
          notification.id(), DeliveryState.PENDING, 0, notification.createdMicros(), null, "");
    }
  }

  /**
   * What is needed of a pending notification to know when it is its turn.
   *
   * @param id of the notification
   * @param number its place in the order
   * @param channel name of the channel
   * @param group its group
   * @param createdMicros when it was made
   * @param attempts how often it was sent without success
   * @param nextAttemptMicros not before this time
   */
  public record Pending(
      String id,
      long number,
      String channel,
      String group,
      long createdMicros,
      int attempts,
      long nextAttemptMicros) {

    /** Of a notification that has just been made. */
    public static Pending begun(Notification made) {
      return new Pending(
          made.id(),
          made.number(),
          made.channel(),
          made.group(),
          made.createdMicros(),
          0,
          made.createdMicros());
    }
  }
}
