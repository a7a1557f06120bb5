package io.pitwall.server.config;

import io.pitwall.engine.notify.NotificationSettings;
import io.pitwall.engine.notify.QuietTime;
import io.pitwall.server.notify.ChannelSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The section {@code notifications}: who is told of alerts, and when.
 *
 * @param externalUrl where people reach Pitwall, for links; empty for none
 * @param channels ways to people
 * @param route who is told of what
 * @param quiet hours in which only bad trouble is told
 * @param maxGroups groups of a route that a channel is told of one by one
 * @param giveUpAfter after this time without success a notification is given up
 * @param keepDelivered how long what was delivered is kept
 * @param keepGivenUp how long what was given up is kept
 */
public record NotificationsConfig(
    String externalUrl,
    List<ChannelSettings> channels,
    RouteConfig route,
    List<QuietTime> quiet,
    int maxGroups,
    Duration giveUpAfter,
    Duration keepDelivered,
    Duration keepGivenUp) {
  static final NotificationsConfig DEFAULT =
      new NotificationsConfig(
          "",
          List.of(),
          RouteConfig.DEFAULT,
          NotificationSettings.DEFAULT.quiet(),
          NotificationSettings.DEFAULT.mostGroups(),
          NotificationSettings.DEFAULT.giveUpAfter(),
          NotificationSettings.DEFAULT.keepDelivered(),
          NotificationSettings.DEFAULT.keepGivenUp());

  public NotificationsConfig {
    channels = List.copyOf(channels);
    quiet = List.copyOf(quiet);
    externalUrl =
        externalUrl.endsWith("/")
            ? externalUrl.substring(0, externalUrl.length() - 1)
            : externalUrl;
    if (!externalUrl.isEmpty() && !externalUrl.matches("https?://.+")) {
      throw new IllegalArgumentException(
          "Expected a url like https://pitwall.example in notifications.external-url, but got "
              + externalUrl);
    }
    Set<String> names =
        channels.stream().map(ChannelSettings::name).collect(Collectors.toUnmodifiableSet());
    for (String name : route.route(channels).allChannels()) {
      requireChannel(names, name, "notifications.route");
    }
    for (QuietTime time : quiet) {
      time.channels().forEach(name -> requireChannel(names, name, "notifications.quiet"));
    }
  }

  private static void requireChannel(Set<String> names, String name, String where) {
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "Expected the name of one of notifications.channels (%s) in %s, but got %s"
              .formatted(String.join(", ", names.stream().sorted().toList()), where, name));
    }
  }

  /** The same with these channels, which are told everything at once. */
  public NotificationsConfig to(ChannelSettings... others) {
    return new NotificationsConfig(
        externalUrl,
        List.of(others),
        RouteConfig.DEFAULT,
        quiet,
        maxGroups,
        giveUpAfter,
        keepDelivered,
        keepGivenUp);
  }

  /** What the engine is told. */
  public NotificationSettings settings() {
    return new NotificationSettings(
        route.route(channels), quiet, maxGroups, giveUpAfter, keepDelivered, keepGivenUp);
  }
}
