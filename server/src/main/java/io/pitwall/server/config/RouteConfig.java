package io.pitwall.server.config;

import io.pitwall.engine.notify.Route;
import io.pitwall.server.notify.ChannelSettings;
import java.time.Duration;
import java.util.List;

/**
 * The section {@code notifications.route}: the root of the routing tree, which takes every alert.
 *
 * @param channels who tells what no branch takes; where nothing is said of routes, all channels
 * @param groupBy labels that alerts have in common that are told together
 * @param groupWait how long the first alert of a group waits for others
 * @param groupInterval least time between two notifications of a group
 * @param repeatInterval after this time a group is told once more though nothing is new
 * @param routes branches
 */
public record RouteConfig(
    List<String> channels,
    List<String> groupBy,
    Duration groupWait,
    Duration groupInterval,
    Duration repeatInterval,
    List<RouteEntry> routes) {
  static final RouteConfig DEFAULT =
      new RouteConfig(
          List.of(),
          Route.NOWHERE.groupBy(),
          Route.NOWHERE.groupWait(),
          Route.NOWHERE.groupInterval(),
          Route.NOWHERE.repeatInterval(),
          List.of());

  public RouteConfig {
    channels = List.copyOf(channels);
    groupBy = List.copyOf(groupBy);
    routes = List.copyOf(routes);
  }

  /** The routing tree. */
  Route route(List<ChannelSettings> all) {
    boolean isSilent = channels.isEmpty() && routes.isEmpty();
    Route root =
        new Route(
            List.of(),
            isSilent ? all.stream().map(ChannelSettings::name).toList() : channels,
            false,
            groupBy,
            groupWait,
            groupInterval,
            repeatInterval,
            List.of());
    return root.over(routes.stream().map(branch -> branch.below(root)).toArray(Route[]::new));
  }
}
