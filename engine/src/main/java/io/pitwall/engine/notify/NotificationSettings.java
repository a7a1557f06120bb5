package io.pitwall.engine.notify;

import java.time.Duration;
import java.util.List;

/**
 * Who is told of what, when, and how long is tried.
 *
 * @param route the root of the routing tree
 * @param quiet hours in which only bad trouble is told
 * @param mostGroups groups of a route that a channel is told of one by one; the alerts of further
 *     ones are told together
 * @param giveUpAfter a notification that no attempt brought through in this time is given up
 * @param keepDelivered how long what was delivered is kept
 * @param keepGivenUp how long what was given up is kept
 */
public record NotificationSettings(
    Route route,
    List<QuietTime> quiet,
    int mostGroups,
    Duration giveUpAfter,
    Duration keepDelivered,
    Duration keepGivenUp) {

  /** Tells nobody. */
  public static final NotificationSettings DEFAULT =
      new NotificationSettings(
          Route.NOWHERE,
          List.of(),
          50,
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(30));

  public NotificationSettings {
    quiet = List.copyOf(quiet);
    if (mostGroups < 1) {
      throw new IllegalArgumentException(
          "Expected notifications.max-groups of 1 or more, but got " + mostGroups);
    }
    requirePositive("notifications.give-up-after", giveUpAfter);
    requirePositive("notifications.keep-delivered", keepDelivered);
    requirePositive("notifications.keep-given-up", keepGivenUp);
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("Expected " + name + " above 0, but got " + value);
    }
  }

  /** The same with another route. */
  public NotificationSettings by(Route other) {
    return new NotificationSettings(
        other, quiet, mostGroups, giveUpAfter, keepDelivered, keepGivenUp);
  }
}
