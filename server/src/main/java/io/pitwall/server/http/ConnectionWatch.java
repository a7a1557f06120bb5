package io.pitwall.server.http;

import io.pitwall.server.http.HttpObserver.Cut;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows what a connection is doing and since when.
 *
 * <pre>
 *   OPENING --first byte--> HEAD --headers complete--> WORK --answered--> IDLE --byte--> HEAD
 *   OPENING --HTTP/2 preface--> STREAMS
 * </pre>
 *
 * <p>Changed by the connection's threads, looked at by the sweeper.
 */
final class ConnectionWatch {

  /** What is to be done with a connection. */
  sealed interface Verdict {
    record Fine() implements Verdict {}

    /** It has rested long enough. */
    record HangUp() implements Verdict {}

    record CutOff(Cut reason) implements Verdict {}
  }

  private static final Verdict FINE = new Verdict.Fine();

  private enum Phase {
    OPENING,
    HEAD,
    WORK,
    IDLE,
    STREAMS
  }

  private final HttpLimits limits;
  private final Set<BodyWait> bodies = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Phase phase = Phase.OPENING;
  private volatile long phaseSince;
  private volatile long writeSince;
  private volatile boolean writing;

  ConnectionWatch(HttpLimits limits, long nowNanos) {
    this.limits = limits;
    this.phaseSince = nowNanos;
  }

  /** The first bytes ask for HTTP/2. */
  void becameHttp2() {
    phase = Phase.STREAMS;
  }

  boolean isHttp2() {
    return phase == Phase.STREAMS;
  }

  void received(long nowNanos) {
    switch (phase) {
      case OPENING, IDLE -> {
        phaseSince = nowNanos;
        phase = Phase.HEAD;
      }
      case STREAMS -> phaseSince = nowNanos;
      case HEAD, WORK -> {}
    }
  }

  /** The headers of a request are complete. */
  void requestStarted() {
    requests.incrementAndGet();
    if (phase != Phase.STREAMS) {
      phase = Phase.WORK;
    }
  }

  /** A request has been answered, or given up. */
  void requestFinished(long nowNanos) {
    requests.decrementAndGet();
    phaseSince = nowNanos;
    if (phase != Phase.STREAMS) {
      phase = Phase.IDLE;
    }
  }

  /** The current thread is going to wait for a body. */
  BodyWait bodyStarted(long nowNanos) {
    var wait = new BodyWait(Thread.currentThread(), nowNanos);
    bodies.add(wait);
    return wait;
  }

  void bodyFinished(BodyWait wait) {
    bodies.remove(wait);
    wait.finish();
  }

  /**
   * Wakes all threads that wait for a body. Helidon leaves those of HTTP/2 streams waiting for ever
   * when the connection ends.
   */
  void wakeBodies() {
    bodies.forEach(BodyWait::interrupt);
  }

  void writeStarted(long nowNanos) {
    writeSince = nowNanos;
    writing = true;
  }

  void writeFinished() {
    writing = false;
  }

  /** Judges the connection at this time. */
  Verdict judge(long nowNanos) {
    if (writing && isOver(nowNanos, writeSince, limits.writeTimeout())) {
      return new Verdict.CutOff(Cut.SLOW_READER);
    }
    for (BodyWait body : bodies) {
      if (isOver(nowNanos, body.sinceNanos(), limits.bodyTimeout())) {
        return new Verdict.CutOff(Cut.SLOW_BODY);
      }
    }
    return switch (phase) {
      case OPENING, HEAD ->
          isOver(nowNanos, phaseSince, limits.headTimeout())
              ? new Verdict.CutOff(Cut.SLOW_HEAD)
              : FINE;
      case IDLE, STREAMS ->
          requests.get() == 0 && isOver(nowNanos, phaseSince, limits.idleTimeout())
              ? new Verdict.HangUp()
              : FINE;
      case WORK -> FINE;
    };
  }

  private static boolean isOver(long now, long since, Duration limit) {
    return now - since > limit.toNanos();
  }
}
