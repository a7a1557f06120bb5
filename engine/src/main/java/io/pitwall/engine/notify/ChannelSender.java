package io.pitwall.engine.notify;

import io.pitwall.model.notify.DeliveryState;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.time.Clock;
import io.pitwall.store.api.OutboxEntry;
import io.pitwall.store.api.OutboxEntry.Pending;
import io.pitwall.store.api.OutboxEntry.Progress;
import io.pitwall.store.api.OutboxStore;
import io.pitwall.store.api.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the queue of one channel, one at a time: what a receiver does to one channel holds up
 * no other. A failure holds back its group, and for a shorter time the whole channel, since the
 * next one would probably fail the same way. First sent, then kept that it was: a process that is
 * killed in between sends the same notification again, under the same dedup key.
 */
final class ChannelSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelSender.class);
  private static final long STORE_RETRY_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(30).toNanos();
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST_ERROR = 500;

  private final Channel channel;
  private final ChannelQueue queue = new ChannelQueue();
  private final OutboxStore store;
  private final Clock clock;
  private final Duration giveUpAfter;
  private final Backoff backoff;
  private final RateLimit rate;
  private final LongAdder delivered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private final Thread thread;
  private long pausedUntil;
  private int failuresInARow;
  private @Nullable Progress owed;
  private volatile String lastError = "";
  private volatile boolean closed;

  ChannelSender(
      Channel channel,
      OutboxStore store,
      Clock clock,
      Duration giveUpAfter,
      RandomGenerator random) {
    this.channel = channel;
    this.store = store;
    this.clock = clock;
    this.giveUpAfter = giveUpAfter;
    backoff = new Backoff(random);
    long now = clock.monotonicNanos();
    rate = new RateLimit(channel.perMinute(), now);
    pausedUntil = now;
    thread = Thread.ofVirtual().name("pitwall-notify-" + channel.name()).unstarted(this::run);
  }

  Channel channel() {
    return channel;
  }

  ChannelQueue queue() {
    return queue;
  }

  ChannelStatus status() {
    return new ChannelStatus(
        channel, queue.size(), delivered.sum(), failed.sum(), givenUp.sum(), lastError);
  }

  /** Puts one in line. */
  void add(Pending pending) {
    long late = Math.max(0, pending.nextAttemptMicros() - clock.nowMicros());
    long wait = Math.min(late, Backoff.LONGEST.toNanos() / 1_000) * 1_000;
    queue.add(pending, clock.monotonicNanos() + wait);
    LockSupport.unpark(thread);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      long wait;
      try {
        wait = step();
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException e) {
        failed.increment();
        LOG.warn("The channel {} stumbled; it goes on in a second", channel.name(), e);
        wait = STORE_RETRY_NANOS;
      }
      if (wait > 0 && !closed) {
        LockSupport.parkNanos(this, wait);
      }
    }
  }

  /**
   * Sends one, if one is due.
   *
   * @return nanoseconds until there may be something to do, 0 if there is already
   */
  long step() throws InterruptedException {
    long now = clock.monotonicNanos();
    long wait = pausedUntil - now;
    if (wait > 0) {
      return wait;
    }
    if (owed != null && !settle()) {
      return STORE_RETRY_NANOS;
    }
    Optional<Pending> first = queue.first(now);
    if (first.isEmpty()) {
      return queue.waitNanos(now);
    }
    wait = rate.take(now);
    if (wait > 0) {
      return wait;
    }
    Pending pending = first.get();
    Optional<OutboxEntry> entry = store.notification(pending.id());
    if (entry.isEmpty() || entry.get().progress().state() != DeliveryState.PENDING) {
      queue.done(pending);
      return 0;
    }
    send(pending, entry.get().notification(), entry.get().progress().detail());
    return 0;
  }

  private void send(Pending pending, Notification notification, String errorBefore)
      throws InterruptedException {
    boolean tooOld =
        pending.attempts() > 0
            && clock.nowMicros() - pending.createdMicros() > giveUpAfter.toNanos() / 1_000;
    if (tooOld) {
      giveUp(pending, "Given up after " + giveUpAfter + "; at last: " + errorBefore);
      return;
    }
    switch (attempt(notification)) {
      case Delivery.Delivered done -> {
        delivered.increment();
        failuresInARow = 0;
        lastError = "";
        queue.done(pending);
        keep(pending, DeliveryState.DELIVERED, clock.nowMicros(), done.detail());
      }
      case Delivery.Refused refused -> giveUp(pending, refused.detail());
      case Delivery.Failed again -> retry(pending, again);
    }
  }

  private Delivery attempt(Notification notification) throws InterruptedException {
    try {
      return channel.deliver(notification);
    } catch (RuntimeException e) { // a fault of ours must not hold up what comes behind it for ever
      LOG.warn("The channel {} failed unexpectedly", channel.name(), e);
      return new Delivery.Failed("Failed inside: " + e.getClass().getSimpleName());
    }
  }

  private void giveUp(Pending pending, String why) {
    givenUp.increment();
    lastError = why;
    if (givenUp.sum() == 1) {
      LOG.warn(
          "The channel {} gave a notification up: {}; /notifications?state=dead lists such ones,"
              + " and further ones are only counted",
          channel.name(),
          why);
    }
    queue.done(pending);
    keep(pending, DeliveryState.DEAD, clock.nowMicros(), why);
  }

  private void retry(Pending pending, Delivery.Failed failure) {
    failed.increment();
    failuresInARow++;
    lastError = failure.detail();
    if (failuresInARow == 1) {
      LOG.warn(
          "The channel {} could not send: {}; it tries again until it works",
          channel.name(),
          failure.detail());
    }
    long now = clock.monotonicNanos();
    long asked =
        failure
            .retryAfter()
            .map(after -> after.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : after)
            .orElse(Duration.ZERO)
            .toNanos();
    long wait = Math.max(asked, backoff.afterNanos(pending.attempts() + 1));
    pausedUntil =
        now + Math.max(asked, Math.min(backoff.afterNanos(failuresInARow), LONGEST_PAUSE_NANOS));
    Pending later =
        new Pending(
            pending.id(),
            pending.number(),
            pending.channel(),
            pending.group(),
            pending.createdMicros(),
            pending.attempts() + 1,
            clock.nowMicros() + wait / 1_000);
    queue.retry(pending, later, now + wait);
    keep(later, DeliveryState.PENDING, null, failure.detail());
  }

  /** What the store cannot keep now is kept before the next one is sent. */
  private void keep(
      Pending pending, DeliveryState state, @Nullable Long finishedMicros, String detail) {
    owed =
        new Progress(
            pending.id(),
            state,
            pending.attempts(),
            pending.nextAttemptMicros(),
            finishedMicros,
            AlertLabels.cut(detail, LONGEST_ERROR));
    settle();
  }

  private boolean settle() {
    Progress progress = owed;
    if (progress == null) {
      return true;
    }
    try {
      store.saveProgress(List.of(progress));
      owed = null;
      return true;
    } catch (StoreException e) {
      LOG.debug("The progress of {} could not be kept yet", progress.id(), e);
      return false;
    }
  }

  /** Stops after what is being sent, for which it waits a few seconds at most. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      if (thread.isAlive() && !thread.join(PATIENCE)) {
        thread.interrupt();
        thread.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
