package io.pitwall.client;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An executor whose work becomes tasks: each knows how long it waited, belongs to the span that was
 * current when it was handed over, and is the current span while it runs.
 */
final class MeasuredExecutor extends AbstractExecutorService {
  private final Pitwall pitwall;
  private final ExecutorService threads;
  private final String taskName;

  MeasuredExecutor(Pitwall pitwall, ExecutorService threads, String taskName) {
    this.pitwall = pitwall;
    this.threads = threads;
    this.taskName = taskName;
  }

  /** A future whose work is recorded within, so that the task has ended when the future is done. */
  private static final class Recorded<T extends @Nullable Object> extends FutureTask<T> {
    Recorded(Callable<T> work) {
      super(work);
    }
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> work) {
    return new Recorded<>(recorded(work));
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Runnable work, T value) {
    return newTaskFor(Executors.callable(work, value));
  }

  @Override
  public void execute(Runnable work) {
    if (work == null || work instanceof Recorded) {
      threads.execute(work); // of null, it says what it thinks itself
      return;
    }
    Callable<@Nullable Object> recorded =
        recorded(
            () -> {
              work.run();
              return null;
            });
    threads.execute(
        () -> {
          try {
            recorded.call();
          } catch (RuntimeException | Error failure) {
            throw failure;
          } catch (Exception impossible) {
            throw new IllegalStateException("A Runnable threw a checked exception", impossible);
          }
        });
  }

  private <T extends @Nullable Object> Callable<T> recorded(Callable<T> work) {
    ActiveSpan parent = Pitwall.current();
    long handedOver = System.nanoTime();
    return () -> {
      long waited = System.nanoTime() - handedOver;
      ActiveSpan task = parent == null ? pitwall.task(taskName) : parent.task(taskName);
      task.queueWaitNanos(waited);
      Scope scope = task.enter();
      try {
        return work.call();
      } catch (Throwable failure) {
        task.error(failure);
        throw failure;
      } finally {
        scope.close();
        task.close();
      }
    };
  }

  @Override
  public void shutdown() {
    threads.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return threads.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return threads.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return threads.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return threads.awaitTermination(timeout, unit);
  }
}
