package io.pitwall.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The queue between the program and the network, and the one thread that empties it. Safe for use
 * by many threads; {@link #offer} never waits.
 */
final class Exporter {
  private static final System.Logger LOG = System.getLogger(Exporter.class.getName());

  private final Settings settings;
  private final ArrayBlockingQueue<FinishedSpan> queue;
  private final HttpSender sender;
  private final Thread worker;
  private final AtomicLong finished = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong givenUp = new AtomicLong();
  private volatile boolean closed;
  private volatile boolean hurried;

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
    queue = new ArrayBlockingQueue<>(settings.queueCapacity());
    sender = new HttpSender(settings);
    worker = new Thread(this::work, "pitwall-exporter");
    worker.setDaemon(true);
    worker.start();
  }

  void offer(FinishedSpan span) {
    finished.incrementAndGet();
    if (closed || !queue.offer(span)) {
      dropped.incrementAndGet();
    }
  }

  RecorderStats stats() {
    return new RecorderStats(
        finished.get(), acknowledged.get(), refused.get(), dropped.get(), givenUp.get());
  }

  boolean flush(Duration timeout) {
    long target = finished.get();
    long deadline = System.nanoTime() + timeout.toNanos();
    hurried = true;
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
    dropped.addAndGet(queue.drainTo(new ArrayList<>()));
  }

  private long settled() {
    return acknowledged.get() + refused.get() + givenUp.get() + dropped.get();
  }

  private void work() {
    List<FinishedSpan> batch = new ArrayList<>(settings.batchSize());
    try {
      while (gather(batch)) {
        send(batch);
        batch.clear();
      }
    } catch (InterruptedException stopped) {
      // Only close() interrupts; what was gathered but not sent is lost, and counted.
      givenUp.addAndGet(batch.size());
    }
  }

  /** Waits for spans; false once the recorder is closed and nothing is left. */
  private boolean gather(List<FinishedSpan> batch) throws InterruptedException {
    while (batch.isEmpty()) {
      if (closed && queue.isEmpty()) {
        return false;
      }
      FinishedSpan first = queue.poll(50, TimeUnit.MILLISECONDS);
      if (first != null) {
        batch.add(first);
      }
    }
    long deadline = System.nanoTime() + settings.interval().toNanos();
    while (queue.drainTo(batch, settings.batchSize() - batch.size()) >= 0
        && batch.size() < settings.batchSize()
        && !hurried
        && !closed
        && deadline - System.nanoTime() > 0) {
      FinishedSpan next = queue.poll(20, TimeUnit.MILLISECONDS);
      if (next != null) {
        batch.add(next);
      }
    }
    return true;
  }

  private void send(List<FinishedSpan> batch) throws InterruptedException {
    try {
      long refusedHere = sender.send(OtlpJson.encode(settings.resource(), batch), batch.size());
      refused.addAndGet(refusedHere);
      acknowledged.addAndGet(batch.size() - refusedHere);
    } catch (HttpSender.GivenUpException failed) {
      givenUp.addAndGet(batch.size());
      LOG.log(System.Logger.Level.WARNING, failed.getMessage(), failed.getCause());
    } catch (RuntimeException unexpected) {
      givenUp.addAndGet(batch.size());
      LOG.log(System.Logger.Level.WARNING, "Spans could not be sent", unexpected);
    }
  }
}
