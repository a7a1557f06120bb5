package io.pitwall.model.notify;

import io.pitwall.model.alert.Severity;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one channel is to tell of one group of alerts. Made once and never changed: what is sent
 * again is the same notification.
 *
 * @param id identity, the same however often it is sent
 * @param number place in the order in which notifications were made
 * @param channel name of the channel that tells it
 * @param group the group and the route it came by, in Alertmanager's words for a group key
 * @param groupLabels what the alerts of the group have in common
 * @param dedupKey the same for all notifications of a group from its first alert to its end: a
 *     receiver knows by it that they belong together
 * @param kind why it was made
 * @param severity of the worst alert that fires; of a group that is over the worst that was told
 * @param title for people, one line
 * @param alerts those that fire before those that are over, worst first, at most {@link
 *     #MOST_ALERTS}
 * @param firing how many fire, also those that are not among {@code alerts}
 * @param resolved how many are over since the notification before, also those that are not among
 *     {@code alerts}
 * @param createdMicros when it was made, microseconds since the epoch
 */
public record Notification(
    String id,
    long number,
    String channel,
    String group,
    SortedMap<String, String> groupLabels,
    String dedupKey,
    NotificationKind kind,
    Severity severity,
    String title,
    List<NotifiedAlert> alerts,
    int firing,
    int resolved,
    long createdMicros) {

  /** Alerts that are told one by one; of the others the number. */
  public static final int MOST_ALERTS = 50;

  public Notification {
    if (alerts.size() > MOST_ALERTS) {
      throw new IllegalArgumentException(
          "Expected at most " + MOST_ALERTS + " alerts to be told, but got " + alerts.size());
    }
    if (alerts.size() > firing + resolved) {
      throw new IllegalArgumentException(
          "Expected at most as many alerts as are counted, but got %d, with %d firing and %d over"
              .formatted(alerts.size(), firing, resolved));
    }
    groupLabels = Collections.unmodifiableSortedMap(new TreeMap<>(groupLabels));
    alerts = List.copyOf(alerts);
  }

  /** Whether the group is over. */
  public boolean ends() {
    return firing == 0;
  }

  /** How many alerts are counted, but not told one by one. */
  public int untold() {
    return firing + resolved - alerts.size();
  }
}
