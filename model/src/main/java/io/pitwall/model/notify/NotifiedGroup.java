package io.pitwall.model.notify;

import io.pitwall.model.alert.Severity;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a channel was last told of a group of alerts that is not over yet. Kept together with the
 * notification that told it, so that a restart neither forgets nor repeats.
 *
 * @param channel name of the channel
 * @param key the group and the route it came by
 * @param labels what the alerts of the group have in common
 * @param episodeMicros when its first alert began to fire: tells this time from the times before
 * @param made notifications made of it so far
 * @param lastMadeMicros when the last one was made, microseconds since the epoch
 * @param worst the worst severity that was told
 * @param told alerts that were told to fire, each with its severity then
 */
public record NotifiedGroup(
    String channel,
    String key,
    SortedMap<String, String> labels,
    long episodeMicros,
    int made,
    long lastMadeMicros,
    Severity worst,
    SortedMap<String, Severity> told) {

  public NotifiedGroup {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    told = Collections.unmodifiableSortedMap(new TreeMap<>(told));
  }

  /** Identity: a channel knows a group once. */
  public String id() {
    return id(channel, key);
  }

  /** Identity of what a channel knows of a group. */
  public static String id(String channel, String key) {
    return channel + ' ' + key;
  }
}
