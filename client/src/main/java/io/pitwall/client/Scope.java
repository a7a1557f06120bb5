package io.pitwall.client;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of a thread in which a span is the current one. Closing it brings back the one
 * before; belongs in a try-with-resources statement. For the thread that entered it: closed on
 * another thread, it does nothing.
 */
public final class Scope implements AutoCloseable {
  private static final ThreadLocal<@Nullable ActiveSpan> CURRENT = new ThreadLocal<>();

  private final Thread thread = Thread.currentThread();
  private final @Nullable ActiveSpan before;
  private boolean closed;

  private Scope(@Nullable ActiveSpan before) {
    this.before = before;
  }

  static @Nullable ActiveSpan current() {
    return CURRENT.get();
  }

  static Scope enter(@Nullable ActiveSpan span) {
    Scope scope = new Scope(CURRENT.get());
    set(span);
    return scope;
  }

  /** Null stays null: it is the host's mistake, and the host's callee says so best. */
  static Runnable wrap(@Nullable ActiveSpan span, Runnable work) {
    return work == null
        ? work
        : () -> {
          Scope scope = enter(span);
          try {
            work.run();
          } finally {
            scope.close();
          }
        };
  }

  static <T extends @Nullable Object> Callable<T> wrap(
      @Nullable ActiveSpan span, Callable<T> work) {
    return work == null
        ? work
        : () -> {
          Scope scope = enter(span);
          try {
            return work.call();
          } finally {
            scope.close();
          }
        };
  }

  @Override
  public void close() {
    if (!closed && thread == Thread.currentThread()) {
      closed = true;
      set(before);
    }
  }

  /** A thread of a pool lives on: nothing is left in it. */
  private static void set(@Nullable ActiveSpan span) {
    if (span == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(span);
    }
  }
}
