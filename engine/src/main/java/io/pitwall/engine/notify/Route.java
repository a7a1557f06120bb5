package io.pitwall.engine.notify;

import io.pitwall.model.alert.TagMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A branch of the routing tree, in the words of Prometheus' Alertmanager. An alert goes down into
 * the first branch that it matches, and on to the next ones if that branch says so; where no branch
 * matches, the route itself tells.
 *
 * @param matchers what an alert has to meet; all alerts do if there are none
 * @param channels names of the channels that tell; none to tell nobody
 * @param goesOn whether routes after this one are looked at, too
 * @param groupBy labels that alerts have in common that are told together; {@code cause} is what
 *     they are probably about, {@code ...} stands for all labels
 * @param groupWait how long the first alert of a group waits for others
 * @param groupInterval least time between two notifications of a group that is not over
 * @param repeatInterval after this time a group is told once more though nothing is new
 * @param routes branches below
 */
public record Route(
    List<TagMatcher> matchers,
    List<String> channels,
    boolean goesOn,
    List<String> groupBy,
    Duration groupWait,
    Duration groupInterval,
    Duration repeatInterval,
    List<Route> routes) {

  /** The label that stands for all of them, as in Alertmanager. */
  public static final String ALL_LABELS = "...";

  /** Tells nobody. */
  public static final Route NOWHERE =
      new Route(
          List.of(),
          List.of(),
          false,
          List.of(AlertLabels.CAUSE),
          Duration.ZERO,
          Duration.ofMinutes(5),
          Duration.ofHours(4),
          List.of());

  public Route {
    matchers = List.copyOf(matchers);
    channels = List.copyOf(channels);
    groupBy = List.copyOf(groupBy);
    routes = List.copyOf(routes);
    if (groupWait.isNegative()) {
      throw new IllegalArgumentException("Expected group-wait of 0 or more, but got " + groupWait);
    }
    requirePositive("group-interval", groupInterval);
    requirePositive("repeat-interval", repeatInterval);
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("Expected " + name + " above 0, but got " + value);
    }
  }

  /** The same with other channels, for all alerts and without branches. */
  public Route to(String... names) {
    return new Route(
        List.of(),
        List.of(names),
        false,
        groupBy,
        groupWait,
        groupInterval,
        repeatInterval,
        List.of());
  }

  /** The same with other times. */
  public Route pacing(Duration wait, Duration interval, Duration repeat) {
    return new Route(matchers, channels, goesOn, groupBy, wait, interval, repeat, routes);
  }

  /** The same with other branches. */
  public Route over(Route... branches) {
    return new Route(
        matchers,
        channels,
        goesOn,
        groupBy,
        groupWait,
        groupInterval,
        repeatInterval,
        List.of(branches));
  }

  /** The same for alerts that match. */
  public Route matching(TagMatcher... wanted) {
    return new Route(
        List.of(wanted),
        channels,
        goesOn,
        groupBy,
        groupWait,
        groupInterval,
        repeatInterval,
        routes);
  }

  /**
   * A route that an alert came by.
   *
   * @param path matchers of the routes above and of the route itself, which tell it from others
   * @param route where it ended
   */
  record Taken(String path, Route route) {

    /** The group that an alert belongs to there. */
    String groupKey(Map<String, String> groupLabels) {
      return path + ":" + AlertLabels.text(groupLabels);
    }
  }

  /** The routes that an alert with these labels takes. */
  List<Taken> take(Map<String, String> labels) {
    List<Taken> taken = new ArrayList<>();
    take("", labels, taken);
    return taken;
  }

  private boolean take(String above, Map<String, String> labels, List<Taken> taken) {
    for (TagMatcher matcher : matchers) {
      if (!matcher.matches(labels)) {
        return false;
      }
    }
    String path = above + name();
    boolean below = false;
    for (Route branch : routes) {
      if (branch.take(path + "/", labels, taken)) {
        below = true;
        if (!branch.goesOn) {
          break;
        }
      }
    }
    if (!below) {
      taken.add(new Taken(path, this));
    }
    return true;
  }

  private String name() {
    return matchers.stream()
        .map(matcher -> matcher.name() + matcher.kind().symbol() + '"' + matcher.value() + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** All channels that are named here or below. */
  public List<String> allChannels() {
    List<String> all = new ArrayList<>(channels);
    routes.forEach(branch -> all.addAll(branch.allChannels()));
    return all.stream().distinct().toList();
  }
}
