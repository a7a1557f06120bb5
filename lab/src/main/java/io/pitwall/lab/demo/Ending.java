package io.pitwall.lab.demo;

import java.time.Duration;

/** Ends the demo in order when a person or the system asks for it. */
final class Ending {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Ending() {}

  /**
   * From now on SIGINT and SIGTERM do this and end the program with 0, since it did what it was
   * told; by itself the JVM would end with 130 or 143.
   */
  static void onSignal(Runnable actions) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("ending")
                .unstarted(
                    () -> {
                      actions.run();
                      Runtime.getRuntime().halt(0);
                    }));
  }

  /** Interrupts a thread and waits for its end. */
  static void stop(Thread thread) {
    thread.interrupt();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}
