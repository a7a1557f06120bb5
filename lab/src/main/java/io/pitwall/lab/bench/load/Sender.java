package io.pitwall.lab.bench.load;

import io.pitwall.lab.bench.grpc.GrpcAnswer;
import io.pitwall.lab.bench.grpc.GrpcConnection;
import io.pitwall.model.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends the requests of one source on one connection. */
final class Sender implements Runnable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final long ANSWER_SECONDS = 30;

  private final GrpcConnection connection;
  private final String path;
  private final RequestSource source;
  private final int inFlight;
  private final double itemsPerSecond;
  private final Clock clock;
  private final Tally tally;
  private final Semaphore places;
  private volatile boolean stopped;
  private volatile long resumeNanos;
  private volatile Duration pause = FIRST_PAUSE;

  Sender(
      GrpcConnection connection,
      String path,
      RequestSource source,
      int inFlight,
      double itemsPerSecond,
      Clock clock,
      Tally tally) {
    this.connection = connection;
    this.path = path;
    this.source = source;
    this.inFlight = inFlight;
    this.itemsPerSecond = itemsPerSecond;
    this.clock = clock;
    this.tally = tally;
    this.places = new Semaphore(inFlight);
    this.resumeNanos = clock.monotonicNanos();
  }

  @Override
  public void run() {
    try {
      long due = clock.monotonicNanos();
      while (!stopped && connection.isOpen()) {
        waitUntil(due);
        if (!places.tryAcquire(ANSWER_SECONDS, TimeUnit.SECONDS)) {
          tally.missed("no answer within " + ANSWER_SECONDS + " s");
          return;
        }
        waitUntil(resumeNanos);
        RequestSource.Request request = stopped ? null : source.next();
        if (request == null) {
          places.release();
          break;
        }
        send(request);
        due += (long) (request.items() / itemsPerSecond * 1e9);
      }
      if (!places.tryAcquire(inFlight, ANSWER_SECONDS, TimeUnit.SECONDS)) {
        tally.missed("not all answers within " + ANSWER_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(RequestSource.Request request) throws InterruptedException {
    int items = request.items();
    Runnable acknowledged = request.acknowledged();
    long started = clock.monotonicNanos();
    connection.call(
        path,
        request.framed(),
        answer -> {
          long now = clock.monotonicNanos();
          if (tally.answered(answer, items, now, now - started)) {
            acknowledged.run();
          }
          adaptTo(answer, now);
          places.release();
        });
  }

  /** Waits as long as the server asks, else twice as long as the last time. */
  private void adaptTo(GrpcAnswer answer, long now) {
    if (answer.isPushBack()) {
      resumeNanos = now + answer.retryAfter().orElse(pause).toNanos();
      pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    } else {
      pause = FIRST_PAUSE;
    }
  }

  private void waitUntil(long nanos) {
    long left = nanos - clock.monotonicNanos();
    while (left > 0 && !stopped) {
      LockSupport.parkNanos(Math.min(left, 100_000_000));
      left = nanos - clock.monotonicNanos();
    }
  }

  void stop() {
    stopped = true;
  }

  void disconnect() {
    connection.close();
  }
}
