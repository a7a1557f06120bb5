package io.pitwall.server.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the program in order when the system or a person asks for it. */
final class Shutdown {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  /**
   * From now on SIGTERM and SIGINT drain the application, and the program ends with 0: it did what
   * it was told. By itself the JVM would end with 143 or 130.
   */
  static void drains(Application application) {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> drain(application)));
  }

  private static void drain(Application application) {
    int status = 0;
    try {
      application.close();
    } catch (RuntimeException e) {
      LOG.error("Stopping failed; what was acknowledged is safe", e);
      status = 1;
    }
    Runtime.getRuntime().halt(status);
  }

  private Shutdown() {}
}
