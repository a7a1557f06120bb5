package io.pitwall.lab.bench.grpc;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the peer still allows to be sent: streams at once, bytes on the connection, bytes on each
 * stream. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-5.2">RFC 9113, section 5.2</a>
 */
final class FlowControl {
  /** Answer to a wish for bytes: none for now, ask again after sending what is buffered. */
  static final int WAIT = 0;

  /** Answer to a wish for bytes: the peer has closed the stream. */
  static final int CLOSED = -1;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Integer, Long> streams = new HashMap<>();
  private long connection = Frame.DEFAULT_WINDOW;
  private int initialWindow = Frame.DEFAULT_WINDOW;
  private int maxPayload = Frame.DEFAULT_MAX_PAYLOAD;
  private int maxStreams = Integer.MAX_VALUE;
  private @Nullable IOException failure;

  /** Waits for room and opens a stream. */
  void open(int stream) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (failure == null && streams.size() >= maxStreams) {
        changed.await();
      }
      check();
      streams.put(stream, (long) initialWindow);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes bytes of the windows.
   *
   * @param wanted bytes wanted, 1 or more
   * @param block whether to wait for the peer, else the answer may be {@link #WAIT}
   * @return bytes that may be sent in one frame now, or {@link #CLOSED}
   */
  int take(int stream, int wanted, boolean block) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        check();
        Long window = streams.get(stream);
        if (window == null) {
          return CLOSED;
        }
        long allowed = Math.min(Math.min(window, connection), Math.min(wanted, maxPayload));
        if (allowed > 0) {
          connection -= allowed;
          streams.put(stream, window - allowed);
          return (int) allowed;
        }
        if (!block) {
          return WAIT;
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  void closed(int stream) {
    change(() -> streams.remove(stream));
  }

  void update(int stream, int bytes) {
    change(
        () -> {
          if (stream == 0) {
            connection += bytes;
          } else {
            streams.computeIfPresent(stream, (id, window) -> window + bytes);
          }
        });
  }

  /** Takes in a SETTINGS frame of the peer. */
  void settings(Frame frame) {
    change(
        () -> {
          for (int at = 0; at + 6 <= frame.payload().length; at += 6) {
            int value = frame.int32(at + 2);
            switch (frame.int16(at)) {
              case 3 -> maxStreams = value < 0 ? Integer.MAX_VALUE : value;
              case 4 -> {
                int change = value - initialWindow;
                streams.replaceAll((id, window) -> window + change);
                initialWindow = value;
              }
              case 5 -> maxPayload = value;
              default -> {} // the others are about what the peer may be sent beyond this client
            }
          }
        });
  }

  /** Ends everything: who waits and whoever asks from now on gets this failure. */
  void fail(IOException cause) {
    change(
        () -> {
          if (failure == null) {
            failure = cause;
          }
        });
  }

  boolean isFailed() {
    lock.lock();
    try {
      return failure != null;
    } finally {
      lock.unlock();
    }
  }

  private void check() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
