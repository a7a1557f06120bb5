package io.pitwall.server.config;

import io.pitwall.engine.notify.Route;
import io.pitwall.model.alert.TagMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A branch of {@code notifications.route.routes}. What it does not say it has from above.
 *
 * @param matchers {@code match}: what an alert has to meet
 * @param goesOn {@code continue}: whether routes after it are looked at, too
 */
record RouteEntry(
    List<TagMatcher> matchers,
    Optional<List<String>> channels,
    boolean goesOn,
    Optional<List<String>> groupBy,
    Optional<Duration> groupWait,
    Optional<Duration> groupInterval,
    Optional<Duration> repeatInterval,
    List<RouteEntry> routes) {

  private static final Set<String> FIELDS =
      Set.of(
          "match",
          "channels",
          "continue",
          "group-by",
          "group-wait",
          "group-interval",
          "repeat-interval",
          "routes");

  static List<RouteEntry> read(Setting setting, Sources sources) {
    return EntryFields.list(
        "notifications.route.routes", setting.value(), setting, sources, RouteEntry::of);
  }

  private static RouteEntry of(EntryFields fields) {
    fields.allow(FIELDS, Set.of());
    List<TagMatcher> matchers =
        fields.texts("match").orElse(List.of()).stream().map(TagMatcher::parse).toList();
    return new RouteEntry(
        matchers,
        fields.texts("channels"),
        fields.flag("continue", false),
        fields.texts("group-by"),
        fields.duration("group-wait"),
        fields.duration("group-interval"),
        fields.duration("repeat-interval"),
        fields.entries("routes", RouteEntry::of));
  }

  /** The branch with what it has from the route above. */
  Route below(Route above) {
    Route own =
        new Route(
            matchers,
            channels.orElse(above.channels()),
            goesOn,
            groupBy.orElse(above.groupBy()),
            groupWait.orElse(above.groupWait()),
            groupInterval.orElse(above.groupInterval()),
            repeatInterval.orElse(above.repeatInterval()),
            List.of());
    return own.over(routes.stream().map(branch -> branch.below(own)).toArray(Route[]::new));
  }

  /** As it can be read again. */
  String entry() {
    List<String> parts = new ArrayList<>();
    parts.add(
        "match: " + matchers.stream().map(TagMatcher::text).map(LoadedConfig::quoted).toList());
    channels.ifPresent(names -> parts.add("channels: " + names));
    parts.add("continue: " + goesOn);
    groupBy.ifPresent(
        names -> parts.add("group-by: " + names.stream().map(LoadedConfig::quoted).toList()));
    groupWait.ifPresent(time -> parts.add("group-wait: " + Units.text(time)));
    groupInterval.ifPresent(time -> parts.add("group-interval: " + Units.text(time)));
    repeatInterval.ifPresent(time -> parts.add("repeat-interval: " + Units.text(time)));
    if (!routes.isEmpty()) {
      parts.add("routes: " + routes.stream().map(RouteEntry::entry).toList());
    }
    return "{" + String.join(", ", parts) + "}";
  }
}
