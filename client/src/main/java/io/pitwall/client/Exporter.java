package io.pitwall.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The queue between the program and the network, and the one thread that empties it. Safe for use
 * by many threads; {@link #offer} never waits.
 */
final class Exporter {
  private static final System.Logger LOG = System.getLogger(Exporter.class.getName());

  private static final long REST_NANOS = 20_000_000;

  private final Settings settings;
  private final SpanQueue queue;
  private final HttpSender sender;
  private final Thread worker;
  private final int wakeAt;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong givenUp = new AtomicLong();
  private volatile boolean closed;
  private volatile boolean hurried;
  private volatile boolean resting;

  /** Checked settings; see {@link Pitwall.Builder} for their meaning. */
  record Settings(
      URI traces,
      Map<String, String> resource,
      @Nullable String token,
      int queueCapacity,
      int batchSize,
      Duration interval,
      Duration retryFor,
      Duration requestTimeout) {}

  Exporter(Settings settings) {
    this.settings = settings;
    queue = new SpanQueue(settings.queueCapacity());
    wakeAt = Math.min(settings.batchSize(), settings.queueCapacity() / 2 + 1);
    sender = new HttpSender(settings);
    worker = new Thread(this::work, "pitwall-exporter");
    worker.setDaemon(true);
    worker.start();
  }

  void offer(ActiveSpan span) {
    if (closed || !queue.offer(span)) {
      dropped.incrementAndGet();
    }
    // The worker looks by itself now and then; a burst would fill the queue before that.
    if (resting && queue.size() >= wakeAt) {
      resting = false;
      LockSupport.unpark(worker);
    }
  }

  /** The wall clock. */
  long epochNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  RecorderStats stats() {
    return new RecorderStats(
        finished(), acknowledged.get(), refused.get(), dropped.get(), givenUp.get());
  }

  private long finished() {
    return queue.added() + dropped.get();
  }

  boolean flush(Duration timeout) {
    long target = finished();
    long deadline = System.nanoTime() + timeout.toNanos();
    hurried = true;
    LockSupport.unpark(worker);
    try {
      while (settled() < target) {
        if (System.nanoTime() - deadline >= 0 || !worker.isAlive()) {
          return settled() >= target;
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return settled() >= target;
    } finally {
      hurried = false;
    }
  }

  void close(Duration timeout) {
    closed = true;
    flush(timeout);
    sender.stop();
    worker.interrupt();
  }

  private long settled() {
    return acknowledged.get() + refused.get() + givenUp.get() + dropped.get();
  }

  private void work() {
    List<ActiveSpan> batch = new ArrayList<>(settings.batchSize());
    try {
      while (gather(batch)) {
        send(batch);
        batch.clear();
      }
    } catch (InterruptedException stopped) {
      // Only close() interrupts; what was gathered but not sent is lost, and counted.
      givenUp.addAndGet(batch.size());
      while (queue.size() > 0) {
        if (queue.poll() != null) {
          givenUp.incrementAndGet();
        }
      }
    }
  }

  /** Waits for spans; false once the recorder is closed and nothing is left. */
  private boolean gather(List<ActiveSpan> batch) throws InterruptedException {
    long deadline = 0;
    while (batch.size() < settings.batchSize()) {
      ActiveSpan next = queue.poll();
      if (next != null) {
        if (batch.isEmpty()) {
          deadline = System.nanoTime() + settings.interval().toNanos();
        }
        batch.add(next);
      } else if (!batch.isEmpty() && (hurried || closed || deadline - System.nanoTime() <= 0)) {
        return true;
      } else if (batch.isEmpty() && closed && queue.size() == 0) {
        return false;
      } else {
        rest();
      }
    }
    return true;
  }

  private void rest() throws InterruptedException {
    resting = true;
    if (queue.size() < wakeAt) {
      LockSupport.parkNanos(this, REST_NANOS);
    }
    resting = false;
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private void send(List<ActiveSpan> batch) throws InterruptedException {
    try {
      long refusedHere = sender.send(OtlpJson.encode(settings.resource(), batch), batch.size());
      refused.addAndGet(refusedHere);
      acknowledged.addAndGet(batch.size() - refusedHere);
    } catch (HttpSender.GivenUpException failed) {
      givenUp.addAndGet(batch.size());
      LOG.log(System.Logger.Level.WARNING, failed.getMessage(), failed.getCause());
    } catch (RuntimeException | Error unexpected) {
      // Whatever happens in here, the program goes on and the next batch is tried.
      givenUp.addAndGet(batch.size());
      LOG.log(System.Logger.Level.WARNING, "Spans could not be sent", unexpected);
    }
  }
}
