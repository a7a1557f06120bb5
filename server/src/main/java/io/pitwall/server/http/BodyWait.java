package io.pitwall.server.http;

/**
 * A thread that waits for the rest of a body. It can be woken, but only until it has finished
 * waiting: an interrupt must never reach what it does next.
 */
final class BodyWait {
  private final Thread thread;
  private final long sinceNanos;
  private boolean finished;
  private boolean interrupted;

  BodyWait(Thread thread, long sinceNanos) {
    this.thread = thread;
    this.sinceNanos = sinceNanos;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  synchronized void interrupt() {
    if (!finished) {
      interrupted = true;
      thread.interrupt();
    }
  }

  /** Called by the waiting thread itself. */
  synchronized void finish() {
    finished = true;
    if (interrupted) {
      Thread.interrupted();
    }
  }
}
