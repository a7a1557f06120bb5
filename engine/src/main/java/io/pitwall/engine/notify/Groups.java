package io.pitwall.engine.notify;

import io.pitwall.model.alert.Alert;
import io.pitwall.model.notify.NotifiedGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Active alerts by channel and group. Where a route would tell a channel of very many groups one by
 * one, those that come last are told together as one: a storm is one message, not a thousand.
 */
final class Groups {
  /** Label of the group that gathers what is too much to tell by itself. */
  static final String OVERFLOW = "overflow";

  /**
   * A group as it is now.
   *
   * @param channel name of the channel that tells it
   * @param key its key
   * @param labels what its alerts have in common
   * @param route what it came by
   * @param alerts active ones that nothing mutes, by the key that tells their firings apart
   */
  record Group(
      String channel,
      String key,
      SortedMap<String, String> labels,
      Route route,
      Map<String, Alert> alerts) {

    String id() {
      return NotifiedGroup.id(channel, key);
    }
  }

  /** Tells one firing of an alert from the next. */
  static String firing(Alert alert) {
    return alert.id() + "#" + alert.episode();
  }

  /** Groups by their ids. */
  static Map<String, Group> of(
      Collection<Alert> alerts, Route root, Map<String, NotifiedGroup> known, int mostGroups) {
    Map<String, Group> groups = new LinkedHashMap<>();
    Map<String, Set<String>> ofRoute = new HashMap<>();
    for (NotifiedGroup group : known.values()) {
      opened(ofRoute, group.channel(), path(group)).add(group.key());
    }
    for (Alert alert : alerts) {
      if (!alert.isActive() || alert.isMuted()) {
        continue;
      }
      SortedMap<String, String> labels = AlertLabels.of(alert);
      for (Route.Taken taken : root.take(labels)) {
        SortedMap<String, String> common = AlertLabels.common(taken.route(), labels);
        for (String channel : taken.route().channels()) {
          SortedMap<String, String> shared =
              place(channel, taken, common, firing(alert), known, ofRoute, mostGroups);
          String key = taken.groupKey(shared);
          groups
              .computeIfAbsent(
                  NotifiedGroup.id(channel, key),
                  id -> new Group(channel, key, shared, taken.route(), new LinkedHashMap<>()))
              .alerts()
              .put(firing(alert), alert);
        }
      }
    }
    return groups;
  }

  /** An alert stays with the group that it was told with. */
  private static SortedMap<String, String> place(
      String channel,
      Route.Taken taken,
      SortedMap<String, String> common,
      String firing,
      Map<String, NotifiedGroup> known,
      Map<String, Set<String>> ofRoute,
      int mostGroups) {
    SortedMap<String, String> together = new TreeMap<>(Map.of(OVERFLOW, "true"));
    NotifiedGroup storm = known.get(NotifiedGroup.id(channel, taken.groupKey(together)));
    if (storm != null && storm.told().containsKey(firing)) {
      return together;
    }
    Set<String> open = opened(ofRoute, channel, taken.path());
    String own = taken.groupKey(common);
    if (!open.contains(own) && open.size() >= mostGroups) {
      return together;
    }
    open.add(own);
    return common;
  }

  private static Set<String> opened(Map<String, Set<String>> ofRoute, String channel, String path) {
    return ofRoute.computeIfAbsent(NotifiedGroup.id(channel, path), id -> new HashSet<>());
  }

  /** The route's part of a group's key: what comes before its labels. */
  private static String path(NotifiedGroup group) {
    String labels = ":" + AlertLabels.text(group.labels());
    return group.key().endsWith(labels)
        ? group.key().substring(0, group.key().length() - labels.length())
        : group.key();
  }

  /** All alerts by id. */
  static Map<String, Alert> byId(Collection<Alert> alerts) {
    Map<String, Alert> byId = new HashMap<>();
    alerts.forEach(alert -> byId.put(alert.id(), alert));
    return byId;
  }

  /** Those of several firings whose alerts are still known, in their latest state. */
  static List<Alert> known(Collection<String> firings, Map<String, Alert> byId) {
    List<Alert> alerts = new ArrayList<>();
    for (String firing : firings) {
      Alert alert = byId.get(firing.substring(0, firing.lastIndexOf('#')));
      if (alert != null) {
        alerts.add(alert);
      }
    }
    return alerts;
  }

  private Groups() {}
}
