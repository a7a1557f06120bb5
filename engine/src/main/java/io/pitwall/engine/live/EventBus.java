package io.pitwall.engine.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of engine events, on the thread where they happen; listeners must be quick. One
 * that throws does not keep the others from hearing. Thread-safe.
 */
public final class EventBus {
  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final List<Consumer<EngineEvent>> listeners = new CopyOnWriteArrayList<>();
  private final LongAdder failed = new LongAdder();

  /** Adds a listener; close the answer to remove it. */
  public Subscription subscribe(Consumer<EngineEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  public void publish(EngineEvent event) {
    for (Consumer<EngineEvent> listener : listeners) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        failed.increment();
        if (failed.sum() == 1) {
          LOG.warn("An event listener failed; further failures are only counted", e);
        }
      }
    }
  }

  /** Calls since start that ended in an exception. */
  public long failed() {
    return failed.sum();
  }

  /** Ends when closed. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
