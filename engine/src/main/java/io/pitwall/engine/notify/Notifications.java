package io.pitwall.engine.notify;

import io.pitwall.engine.port.AlertListener;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.notify.DeliveryState;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.time.Clock;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.OutboxEntry;
import io.pitwall.store.api.OutboxEntry.Pending;
import io.pitwall.store.api.OutboxEntry.Progress;
import io.pitwall.store.api.OutboxQuery;
import io.pitwall.store.api.OutboxStore;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of alerts, for certain. One loop compares alerts with what channels were told and
 * puts what is missing into the outbox; each channel works its part of the outbox off by itself.
 * What is told is kept before it is sent, and sent until the receiver has it: at least once, always
 * under the same dedup key. Thread-safe.
 *
 * <pre>
 *   alerts ──▶ route, group, wait ──▶ outbox ──▶ channel: order, pace, patience ──▶ receiver
 *              (the loop)             (store)    (a thread each)
 * </pre>
 */
public final class Notifications implements AlertListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
  private static final long LOOK_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long EXPIRE_NANOS = Duration.ofHours(1).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final OutboxStore store;
  private final Clock clock;
  private final NotificationSettings settings;
  private final Map<String, Alert> alerts = new ConcurrentHashMap<>();
  private final Map<String, ChannelSender> senders = new LinkedHashMap<>();
  private final Planner planner;
  private final LongAdder made = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Thread thread;
  private long expiredAt;
  private volatile boolean hasNews = true;
  private volatile boolean closed;

  /**
   * Goes on where the outbox was left. Nothing is sent before {@link #start}.
   *
   * @param alerts all alerts as the store has them, also those that are over
   * @throws IllegalArgumentException if two channels have the same name, or a route names one that
   *     is not there
   */
  public Notifications(
      OutboxStore store,
      Clock clock,
      NotificationSettings settings,
      Collection<? extends Channel> channels,
      Collection<Alert> alerts) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
    alerts.forEach(alert -> this.alerts.put(alert.id(), alert));
    for (Channel channel : channels) {
      ChannelSender sender =
          new ChannelSender(
              channel,
              store,
              clock,
              settings.giveUpAfter(),
              new SplittableRandom(clock.monotonicNanos() ^ channel.name().hashCode()));
      if (senders.put(channel.name(), sender) != null) {
        throw new IllegalArgumentException(
            "Expected a name for each channel in notifications.channels, but got two of the name "
                + channel.name());
      }
    }
    checkRoutes();
    long now = clock.monotonicNanos();
    planner =
        new Planner(
            settings,
            name -> {
              ChannelSender sender = senders.get(name);
              return sender != null && sender.channel().tellsResolved();
            },
            store.groups().stream().filter(group -> senders.containsKey(group.channel())).toList(),
            store.lastNumber(),
            clock.nowMicros(),
            now);
    expiredAt = now - EXPIRE_NANOS;
    store.pending().forEach(this::restore);
    thread = Thread.ofPlatform().daemon().name("pitwall-notify").unstarted(this::run);
  }

  private void checkRoutes() {
    for (String name : settings.route().allChannels()) {
      if (!senders.containsKey(name)) {
        throw new IllegalArgumentException(
            "Expected one of the channels %s in notifications.route, but got %s"
                .formatted(senders.keySet(), name));
      }
    }
  }

  /** What a channel still had to tell that is not there any more nobody will ever send. */
  private void restore(Pending pending) {
    ChannelSender sender = senders.get(pending.channel());
    if (sender != null) {
      sender.add(pending);
    } else {
      store.saveProgress(
          List.of(
              new Progress(
                  pending.id(),
                  DeliveryState.DEAD,
                  pending.attempts(),
                  pending.nextAttemptMicros(),
                  clock.nowMicros(),
                  "Its channel is not in notifications.channels any more")));
    }
  }

  /**
   * Puts into the outbox what is to be told as of now, then sets the loops going. When this returns
   * nothing that has happened before can be missed.
   */
  public synchronized void start() {
    if (thread.getState() != Thread.State.NEW || closed || senders.isEmpty()) {
      return;
    }
    look();
    senders.values().forEach(ChannelSender::start);
    thread.start();
  }

  /**
   * Takes note of alerts whose changes are safe in the store. What is not safe yet must not be
   * told: after a kill it might fire again as something else.
   */
  @Override
  public void changed(List<Alert> changed, long nowMicros) {
    if (senders.isEmpty()) {
      return;
    }
    changed.forEach(alert -> alerts.put(alert.id(), alert));
    hasNews = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    long wait = 0;
    while (!closed) {
      long due = clock.monotonicNanos() + wait;
      while (!closed && !hasNews && clock.monotonicNanos() - due < 0) {
        LockSupport.parkNanos(this, due - clock.monotonicNanos());
      }
      if (!closed) {
        wait = look();
      }
    }
  }

  /** Looks once, and again soon if that fails. */
  private long look() {
    try {
      return plan();
    } catch (RuntimeException e) {
      failures.increment();
      hasNews = false;
      if (failures.sum() == 1) {
        LOG.warn("Notifications could not be kept; it is tried again every second", e);
      }
      return AGAIN_NANOS;
    }
  }

  /**
   * Puts what is to be told now into the outbox: for tests and simulations; the loop does it by
   * itself.
   *
   * @return nanoseconds after which to look again though no alert changes
   */
  public synchronized long plan() {
    hasNews = false;
    if (senders.isEmpty()) {
      return LOOK_NANOS;
    }
    Planner.Plan plan =
        planner.plan(
            List.copyOf(alerts.values()),
            this::isWaiting,
            clock.nowMicros(),
            clock.monotonicNanos());
    store.save(plan.made(), plan.known(), plan.over());
    planner.done(plan, clock.monotonicNanos());
    for (Notification notification : plan.made()) {
      sender(notification.channel()).add(Pending.begun(notification));
    }
    made.add(plan.made().size());
    alerts.values().removeIf(alert -> !alert.isActive() && !planner.hasTold(alert));
    expire();
    return Math.min(plan.nextLook(), LOOK_NANOS);
  }

  private boolean isWaiting(String groupId) {
    int space = groupId.indexOf(' ');
    return sender(groupId.substring(0, space)).queue().holds(groupId.substring(space + 1));
  }

  private ChannelSender sender(String channel) {
    ChannelSender sender = senders.get(channel);
    if (sender == null) {
      throw new IllegalStateException("Expected one of " + senders.keySet() + ", not " + channel);
    }
    return sender;
  }

  private void expire() {
    if (clock.monotonicNanos() - expiredAt < EXPIRE_NANOS) {
      return;
    }
    long now = clock.nowMicros();
    store.expire(
        now - settings.keepDelivered().toNanos() / 1_000,
        now - settings.keepGivenUp().toNanos() / 1_000);
    expiredAt = clock.monotonicNanos();
  }

  /**
   * Sends what is due on all channels, on the caller's thread: for tests and simulations, in place
   * of {@link #start}.
   *
   * @return nanoseconds until something may be due, very long if nothing waits
   */
  public long sendDue() throws InterruptedException {
    long next = Long.MAX_VALUE;
    for (ChannelSender sender : senders.values()) {
      long wait = sender.step();
      while (wait == 0) {
        wait = sender.step();
      }
      next = Math.min(next, wait);
    }
    return next;
  }

  /** Notifications, newest first. */
  public List<OutboxEntry> list(OutboxQuery query) {
    return store.notifications(query);
  }

  /**
   * Puts a notification that was delivered or given up in line once more.
   *
   * @return how far it is now; empty if there is none of that id
   * @throws IllegalStateException if it is still pending, or its channel is not there any more
   */
  public synchronized Optional<OutboxEntry> resend(String id, String actor) {
    Optional<OutboxEntry> found = store.notification(id);
    if (found.isEmpty()) {
      return found;
    }
    Notification notification = found.get().notification();
    Progress before = found.get().progress();
    ChannelSender sender = senders.get(notification.channel());
    if (sender == null) {
      throw new IllegalStateException(
          "Expected a notification of a channel in notifications.channels, but it is of "
              + notification.channel());
    }
    if (before.state() == DeliveryState.PENDING) {
      throw new IllegalStateException(
          "Expected a notification that was delivered or given up, but it is pending");
    }
    long now = clock.nowMicros();
    Progress again = new Progress(id, DeliveryState.PENDING, 0, now, null, before.detail());
    store.saveProgress(
        again,
        new AuditEntry(
            now,
            actor,
            "notification.resend",
            id,
            '"' + before.state().wireName() + '"',
            '"' + again.state().wireName() + '"'));
    sender.add(
        new Pending(
            id, notification.number(), notification.channel(), notification.group(), now, 0, now));
    return Optional.of(new OutboxEntry(notification, again));
  }

  /**
   * Sends a notification that says it is a test, and at once that it is over where the channel
   * tells such things; past the outbox, once.
   *
   * @return what came of it; empty if there is no channel of that name
   */
  public Optional<Delivery> test(String channel, String actor) throws InterruptedException {
    ChannelSender sender = senders.get(channel);
    if (sender == null) {
      return Optional.empty();
    }
    long now = clock.nowMicros();
    Delivery first = sender.channel().deliver(TestMessage.of(channel, actor, now, true));
    return Optional.of(
        first instanceof Delivery.Delivered && sender.channel().tellsResolved()
            ? sender.channel().deliver(TestMessage.of(channel, actor, now, false))
            : first);
  }

  /** All channels, in the order they are configured in. */
  public List<ChannelStatus> channels() {
    return senders.values().stream().map(ChannelSender::status).toList();
  }

  /** How many notifications are in each state, by channel. */
  public Map<String, Map<DeliveryState, Long>> counts() {
    return store.counts();
  }

  /** Counts since start, by name. */
  public Map<String, Long> selfCounts() {
    long delivered = 0;
    long failed = 0;
    long givenUp = 0;
    for (ChannelStatus status : channels()) {
      delivered += status.delivered();
      failed += status.failedAttempts();
      givenUp += status.givenUp();
    }
    return Map.of(
        "notifications_made", made.sum(),
        "notifications_delivered", delivered,
        "notification_attempts_failed", failed,
        "notifications_given_up", givenUp,
        "notification_plans_failed", failures.sum());
  }

  /** Stops after what is being sent now; the rest waits in the outbox for the next start. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      if (thread.isAlive()) {
        thread.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    senders.values().forEach(ChannelSender::close);
  }
}
