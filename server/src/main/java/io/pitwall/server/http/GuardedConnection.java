package io.pitwall.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import io.pitwall.server.http.HttpObserver.Cut;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection with a watch on it. It reads for Helidon's HTTP/1.1 or HTTP/2 connection, whichever
 * the first bytes ask for, and so knows how long which part of a request takes.
 */
final class GuardedConnection implements ServerConnection, InterruptableTask<Void> {
  private static final byte[] HTTP2_PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int RESERVE_STEP = 1 << 20;

  private final ConnectionContext context;
  private final Gate gate;
  private final Surroundings surroundings;
  private final ConnectionWatch watch;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final BodyBudget.Lease undelivered;
  private volatile @Nullable ServerConnection delegate;
  private byte @Nullable [] firstBytes;
  private long requestBytes;
  private long reservedBytes;
  private long deliveredBytes;

  GuardedConnection(ConnectionContext context, Gate gate, Surroundings surroundings) {
    this.context = context;
    this.gate = gate;
    this.surroundings = surroundings;
    this.undelivered = surroundings.budget().lease();
    this.watch = new ConnectionWatch(surroundings.limits(), now());
  }

  private long now() {
    return surroundings.clock().monotonicNanos();
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    Optional<Cut> refusal = gate.enter(this);
    if (refusal.isPresent()) {
      surroundings.observer().cut(refusal.get());
      refuse();
      return;
    }
    try {
      boolean http2 = startsLikeHttp2();
      if (http2) {
        watch.becameHttp2();
      }
      var watched = new GuardedContext(context, this, surroundings.router());
      ServerConnection chosen =
          (http2 ? surroundings.http2() : surroundings.http1()).connection(watched);
      delegate = chosen;
      chosen.handle(limit);
    } finally {
      closed.set(true);
      gate.leave(this);
      undelivered.close();
      watch.wakeBodies();
    }
  }

  /** Reads until the first bytes tell the protocol, and keeps them for the reader. */
  private boolean startsLikeHttp2() {
    byte[] bytes = new byte[0];
    while (true) {
      byte[] more = receive();
      if (more == null) {
        throw new CloseConnectionException("The client left before its first request");
      }
      int known = bytes.length;
      bytes = Arrays.copyOf(bytes, known + more.length);
      System.arraycopy(more, 0, bytes, known, more.length);
      int compared = Math.min(bytes.length, HTTP2_PREFACE.length);
      boolean alike = Arrays.equals(bytes, 0, compared, HTTP2_PREFACE, 0, compared);
      if (!alike || compared == HTTP2_PREFACE.length) {
        firstBytes = bytes;
        return alike;
      }
    }
  }

  /** The next bytes for Helidon, null at the end. Called on the connection's thread alone. */
  byte @Nullable [] read() {
    byte[] first = firstBytes;
    if (first != null) {
      firstBytes = null;
      return first;
    }
    return receive();
  }

  private byte @Nullable [] receive() {
    byte[] bytes;
    try {
      bytes = context.serverSocket().get();
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("The connection is broken", e);
    }
    if (bytes != null) {
      watch.received(now());
      if (!watch.isHttp2()) {
        account(bytes.length);
      }
    }
    return bytes;
  }

  /** Helidon collects a whole chunk before it hands it out, and a chunk may claim any size. */
  private void account(int count) {
    requestBytes += count;
    if (requestBytes - deliveredBytes > reservedBytes + RESERVE_STEP) {
      // Twice a body's limit: half of it to be read, half to be thrown away after the refusal.
      long most = 2L * surroundings.limits().maxBodyBytes() + RESERVE_STEP;
      if (requestBytes > most) {
        cut(Cut.TOO_LARGE);
        throw new CloseConnectionException("The request has more than " + most + " bytes");
      }
      try {
        undelivered.grow(RESERVE_STEP);
        reservedBytes += RESERVE_STEP;
      } catch (ProblemException e) {
        cut(Cut.TOO_LARGE);
        throw new CloseConnectionException("No room for a chunk of this size", e);
      }
    }
  }

  /** Bytes of the current body that have left Helidon's buffers. */
  void delivered(int count) {
    if (!watch.isHttp2()) {
      deliveredBytes += count;
    }
  }

  /** The headers of a request are complete. */
  void requestStarted() {
    watch.requestStarted();
  }

  /** A request has been answered, or given up. */
  void requestFinished() {
    if (!watch.isHttp2()) {
      undelivered.close();
      reservedBytes = 0;
      requestBytes = 0;
      deliveredBytes = 0;
    }
    watch.requestFinished(now());
  }

  boolean isHttp2() {
    return watch.isHttp2();
  }

  /** Whether the server is about to stop. */
  boolean isStopping() {
    return gate.isStopping();
  }

  /** Whether the other end is gone or has been cut off. */
  boolean isClosed() {
    return closed.get();
  }

  /** Announces that this thread is going to wait for a body. */
  BodyWait bodyStarted() {
    BodyWait wait = watch.bodyStarted(now());
    if (closed.get()) {
      wait.interrupt();
    }
    return wait;
  }

  void bodyFinished(BodyWait wait) {
    watch.bodyFinished(wait);
  }

  void writeStarted() {
    watch.writeStarted(now());
  }

  void writeFinished() {
    watch.writeFinished();
  }

  /** Cuts the connection if it is too slow. Called by the sweeper. */
  void sweep(long nowNanos) {
    switch (watch.judge(nowNanos)) {
      case ConnectionWatch.Verdict.Fine _ -> {}
      case ConnectionWatch.Verdict.HangUp _ -> hangUp();
      case ConnectionWatch.Verdict.CutOff cutOff -> cut(cutOff.reason());
    }
  }

  /** Ends the connection for a reason worth counting. */
  void cut(Cut reason) {
    if (closed.compareAndSet(false, true)) {
      surroundings.observer().cut(reason);
      closeSocket();
    }
  }

  private void hangUp() {
    if (closed.compareAndSet(false, true)) {
      closeSocket();
    }
  }

  private void closeSocket() {
    try {
      context.serverSocket().close();
    } catch (RuntimeException e) {
      // The client was quicker; that the connection is closed is all that is wanted.
    }
    watch.wakeBodies();
  }

  /** Tells a client why it is not served, as far as it listens. */
  private void refuse() {
    String answer =
        String.join(
            "\r\n",
            "HTTP/1.1 503 Service Unavailable",
            "Connection: close",
            "Retry-After: 1",
            "Content-Length: 0",
            "",
            "");
    context.dataWriter().write(BufferData.create(answer.getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public boolean canInterrupt() {
    ServerConnection chosen = delegate;
    return chosen == null || (chosen instanceof InterruptableTask<?> task && task.canInterrupt());
  }

  /** Never idle for Helidon, whose timer knows less about a connection than the sweeper. */
  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  @Override
  public void close(boolean interrupt) {
    ServerConnection chosen = delegate;
    if (chosen == null) {
      hangUp();
    } else {
      chosen.close(interrupt);
    }
  }
}
