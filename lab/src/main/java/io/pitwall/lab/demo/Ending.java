package io.pitwall.lab.demo;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a command in order when a person or the system asks for it: SIGINT and SIGTERM interrupt the
 * command's thread, wait until it has closed what it opened, and end the program with 0, since it
 * did what it was told. By itself the JVM would end with 130 or 143.
 */
final class Ending {
  private static final long PATIENCE_SECONDS = 20;

  private final Thread thread = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);

  private Ending() {}

  /** Runs a command on this thread, which is interrupted when it is to end. */
  static <T> T inOrder(Callable<T> command) throws Exception {
    Ending ending = new Ending();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("ending").unstarted(ending::onSignal));
    try {
      return command.call();
    } finally {
      ending.closed.countDown();
    }
  }

  private void onSignal() {
    if (closed.getCount() == 0) {
      return; // the command ended by itself, with its own exit code
    }
    thread.interrupt();
    try {
      if (closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}
