package io.pitwall.engine.notify;

import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotificationKind;
import io.pitwall.model.notify.NotifiedGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares what alerts are with what channels were told of them, and says what has to be told now.
 * Level, not edge: however often it looks, and whatever was missed in between, it ends at the same.
 * The semantics are those of Alertmanager's groups (group wait, group interval, repeat interval),
 * but for one thing: a group that gets worse is told at once.
 *
 * <p>Waiting is measured by monotonic time; wall time, which may step, counts only across a restart
 * and never for longer than the wait itself. Not thread-safe.
 */
final class Planner {
  private static final long QUIET_LOOK_NANOS = Duration.ofSeconds(20).toNanos();

  private final NotificationSettings settings;
  private final Predicate<String> tellsResolved;
  private final Map<String, NotifiedGroup> known = new LinkedHashMap<>();

  /** When a group that is not told yet was first seen, or one that is was last told. */
  private final Map<String, Long> since = new HashMap<>();

  private long lastNumber;

  /**
   * What is to be kept and told.
   *
   * @param made new notifications
   * @param known groups as their channels know them from then on
   * @param over ids of groups that are over
   * @param nextLook when something may be due though no alert changes, nanoseconds from now
   */
  record Plan(
      List<Notification> made, List<NotifiedGroup> known, List<String> over, long nextLook) {}

  /**
   * A planner that goes on where another one was.
   *
   * @param tellsResolved whether a channel is told that alerts are over
   * @param known what channels know
   * @param lastNumber number of the latest notification
   */
  Planner(
      NotificationSettings settings,
      Predicate<String> tellsResolved,
      Collection<NotifiedGroup> known,
      long lastNumber,
      long nowMicros,
      long nowNanos) {
    this.settings = settings;
    this.tellsResolved = tellsResolved;
    this.lastNumber = lastNumber;
    Duration longest = longest(settings.route());
    for (NotifiedGroup group : known) {
      this.known.put(group.id(), group);
      since.put(group.id(), nowNanos - elapsed(group.lastMadeMicros(), nowMicros, longest));
    }
  }

  /** Whether a channel knows that an alert fires, in its latest firing. */
  boolean hasTold(Alert alert) {
    String firing = Groups.firing(alert);
    return known.values().stream().anyMatch(group -> group.told().containsKey(firing));
  }

  /**
   * What has to be told now. Changes nothing until the plan is {@link #done}, but for when groups
   * were first seen.
   *
   * @param alerts all alerts, also those that are over
   * @param isWaiting whether notifications of a group wait to be sent
   */
  Plan plan(Collection<Alert> alerts, Predicate<String> isWaiting, long nowMicros, long nowNanos) {
    Map<String, Alert> byId = Groups.byId(alerts);
    Map<String, Groups.Group> groups =
        Groups.of(alerts, settings.route(), known, settings.mostGroups());
    Set<String> ids = new HashSet<>(known.keySet());
    ids.addAll(groups.keySet());
    since.keySet().retainAll(ids);
    Look look = new Look(byId, isWaiting, nowMicros, nowNanos);
    known.forEach((id, group) -> look.knownGroup(group, groups.get(id)));
    groups.forEach(
        (id, group) -> {
          if (!known.containsKey(id)) {
            look.newGroup(group);
          }
        });
    return new Plan(look.made, look.changed, look.over, look.next);
  }

  /** The plan is safe: channels know now what it says. */
  void done(Plan plan, long nowNanos) {
    for (NotifiedGroup group : plan.known()) {
      known.put(group.id(), group);
      since.put(group.id(), nowNanos);
    }
    plan.over().forEach(known::remove);
    plan.over().forEach(since::remove);
    lastNumber += plan.made().size();
  }

  /** One look at all groups. */
  private final class Look {
    private final Map<String, Alert> byId;
    private final Predicate<String> isWaiting;
    private final long nowMicros;
    private final long nowNanos;
    private final List<Notification> made = new ArrayList<>();
    private final List<NotifiedGroup> changed = new ArrayList<>();
    private final List<String> over = new ArrayList<>();
    private long next = Long.MAX_VALUE;

    Look(Map<String, Alert> byId, Predicate<String> isWaiting, long nowMicros, long nowNanos) {
      this.byId = byId;
      this.isWaiting = isWaiting;
      this.nowMicros = nowMicros;
      this.nowNanos = nowNanos;
    }

    void newGroup(Groups.Group group) {
      long first =
          group.alerts().values().stream().mapToLong(Alert::firedAtMicros).min().orElseThrow();
      Duration wait = group.route().groupWait();
      long seen =
          since.computeIfAbsent(group.id(), id -> nowNanos - elapsed(first, nowMicros, wait));
      NotifiedGroup none =
          new NotifiedGroup(
              group.channel(),
              group.key(),
              group.labels(),
              first,
              0,
              nowMicros,
              Severity.LOW,
              new TreeMap<>());
      if (isDue(seen, wait) && !isQuiet(group.channel(), worst(group.alerts().values()))) {
        tell(none, NotificationKind.FIRING, List.copyOf(group.alerts().values()), Set.of());
      }
    }

    void knownGroup(NotifiedGroup group, Groups.@Nullable Group now) {
      Map<String, Alert> own = now == null ? Map.of() : now.alerts();
      Map<String, Alert> firing = new LinkedHashMap<>(own);
      Set<String> news = new HashSet<>(firing.keySet());
      news.removeAll(group.told().keySet());
      Set<String> gone = new HashSet<>();
      for (String told : group.told().keySet()) {
        Alert alert = byId.get(told.substring(0, told.lastIndexOf('#')));
        if (alert == null || !alert.isActive() || !Groups.firing(alert).equals(told)) {
          gone.add(told);
        } else {
          firing.putIfAbsent(told, alert); // muted by now, or gone another way: it still fires
        }
      }
      List<Alert> alerts = List.copyOf(firing.values());
      Route route = now == null ? settings.route() : now.route();
      long told = since.getOrDefault(group.id(), nowNanos);
      if (alerts.isEmpty()) {
        if (isDue(told, route.groupInterval())) {
          end(group, gone);
        }
        return;
      }
      Severity worst = worst(own.values());
      boolean worse = worst.compareTo(group.worst()) > 0;
      boolean something =
          worse || !news.isEmpty() || !gone.isEmpty() || hasGrown(group, severities(own.values()));
      if (something && (worse || isDue(told, route.groupInterval()))) {
        if (!isQuiet(group.channel(), worst)) {
          tell(group, NotificationKind.UPDATE, alerts, gone);
        }
      } else if (!something
          && own.values().stream().anyMatch(a -> a.state() == AlertState.FIRING)
          && isDue(told, route.repeatInterval())
          && !isWaiting.test(group.id())
          && !isQuiet(group.channel(), worst)) {
        tell(group, NotificationKind.REPEAT, alerts, Set.of());
      }
    }

    private void end(NotifiedGroup group, Set<String> gone) {
      over.add(group.id());
      if (tellsResolved.test(group.channel())) {
        NotifiedGroup last =
            new NotifiedGroup(
                group.channel(),
                group.key(),
                group.labels(),
                group.episodeMicros(),
                group.made() + 1,
                nowMicros,
                group.worst(),
                new TreeMap<>());
        add(last, NotificationKind.RESOLVED, List.of(), gone);
      }
    }

    private void tell(
        NotifiedGroup before, NotificationKind kind, List<Alert> firing, Set<String> gone) {
      SortedMap<String, Severity> told = severities(firing);
      NotifiedGroup after =
          new NotifiedGroup(
              before.channel(),
              before.key(),
              before.labels(),
              before.episodeMicros(),
              before.made() + 1,
              nowMicros,
              worst(firing),
              told);
      boolean onlyOver =
          kind == NotificationKind.UPDATE
              && before.told().keySet().containsAll(told.keySet())
              && !hasGrown(before, told);
      changed.add(after);
      if (!onlyOver || tellsResolved.test(before.channel())) {
        add(after, kind, firing, gone);
      }
    }

    private void add(
        NotifiedGroup group, NotificationKind kind, List<Alert> firing, Set<String> gone) {
      made.add(
          Composer.notification(
              group,
              kind,
              firing,
              ended(gone),
              gone.size(),
              lastNumber + made.size() + 1,
              nowMicros));
    }

    /** Of those that are over, the ones that do not fire again already. */
    private List<Alert> ended(Set<String> gone) {
      return Groups.known(gone, byId).stream().filter(alert -> !alert.isActive()).toList();
    }

    private boolean isDue(long sinceNanos, Duration wait) {
      long left = wait.toNanos() - (nowNanos - sinceNanos);
      if (left > 0) {
        next = Math.min(next, left);
      }
      return left <= 0;
    }

    private boolean isQuiet(String channel, Severity worst) {
      boolean quiet =
          settings.quiet().stream().anyMatch(time -> time.holds(channel, worst, nowMicros));
      if (quiet) {
        next = Math.min(next, QUIET_LOOK_NANOS);
      }
      return quiet;
    }
  }

  private static boolean hasGrown(NotifiedGroup group, Map<String, Severity> now) {
    return now.entrySet().stream()
        .anyMatch(
            firing -> {
              Severity told = group.told().get(firing.getKey());
              return told != null && firing.getValue().compareTo(told) > 0;
            });
  }

  private static SortedMap<String, Severity> severities(Collection<Alert> alerts) {
    SortedMap<String, Severity> severities = new TreeMap<>();
    alerts.forEach(alert -> severities.put(Groups.firing(alert), alert.severity()));
    return severities;
  }

  private static Severity worst(Collection<Alert> alerts) {
    return alerts.stream().map(Alert::severity).max(Comparator.naturalOrder()).orElse(Severity.LOW);
  }

  private static Duration longest(Route route) {
    Duration longest = route.repeatInterval();
    for (Route branch : route.routes()) {
      Duration below = longest(branch);
      longest = below.compareTo(longest) > 0 ? below : longest;
    }
    return longest;
  }

  /** Nanoseconds from an instant until now: not below 0, and not above the most that counts. */
  private static long elapsed(long fromMicros, long nowMicros, Duration most) {
    long micros = Math.max(0, nowMicros - fromMicros);
    return Math.min(micros, most.toNanos() / 1_000) * 1_000;
  }
}
