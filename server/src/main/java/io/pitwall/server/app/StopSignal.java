package io.pitwall.server.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until a person or the system asks the program to stop: SIGINT, SIGTERM or SIGHUP. A second
 * signal ends it at once. Without this the JVM would end with 143 instead of 0, and a shutdown hook
 * that halts would keep it from what it does at its end, such as writing its start-up cache.
 */
final class StopSignal {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
  private static final String[] NAMES = {"INT", "TERM", "HUP"};
  private static final int AT_ONCE = 130;

  private final CountDownLatch asked = new CountDownLatch(1);

  private StopSignal() {}

  /** From now on the signals are waited for. */
  static StopSignal listen() {
    StopSignal stop = new StopSignal();
    for (String name : NAMES) {
      try {
        stop.handle(name);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        LOG.debug("SIG{} ends the program without draining", name, e);
      }
    }
    return stop;
  }

  void await() throws InterruptedException {
    asked.await();
  }

  /**
   * The only way to handle a signal is a class of the JDK that is supported but warned about at
   * compile time, so it is called by name.
   */
  private void handle(String name) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object ours =
        Proxy.newProxyInstance(
            StopSignal.class.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? method.invoke(this, arguments)
                    : received());
    try {
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException inUse) {
        throw inUse;
      }
      throw e;
    }
  }

  private Object received() {
    if (asked.getCount() == 0) {
      Runtime.getRuntime().halt(AT_ONCE);
    }
    asked.countDown();
    return this;
  }
}
