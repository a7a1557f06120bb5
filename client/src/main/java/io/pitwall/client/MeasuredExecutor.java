package io.pitwall.client;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

  /** A future keeps its failure to itself, so the span is told before. */
  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> work) {
    return super.newTaskFor(
        () -> {
          try {
            return work.call();
          } catch (Throwable failure) {
            ActiveSpan task = Pitwall.current();
            if (task != null) {
              task.error(failure);
            }
            throw failure;
          }
        });
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Runnable work, T value) {
    return newTaskFor(Executors.callable(work, value));
  }

  /** Everything that is submitted comes through here, wrapped in a future. */
  @Override
  public void execute(Runnable work) {
    if (work == null) {
      threads.execute(work); // says what it thinks of it
      return;
    }
    ActiveSpan parent = Pitwall.current();
    long handedOver = System.nanoTime();
    threads.execute(() -> run(work, parent, handedOver));
  }

  private void run(Runnable work, @Nullable ActiveSpan parent, long since) {
    long waited = System.nanoTime() - since;
    ActiveSpan task = parent == null ? pitwall.task(taskName) : parent.task(taskName);
    task.queueWaitNanos(waited);
    Scope scope = task.enter();
    try {
      work.run();
    } catch (Throwable failure) {
      task.error(failure);
      throw failure;
    } finally {
      scope.close();
      task.close();
    }
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
