package io.pitwall.store.duckdb;

import io.pitwall.store.api.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waits for an answer of the writer. */
final class Waiting {

  /**
   * Waits until the answer is there, and returns it.
   *
   * @throws StoreException if it is a failure
   */
  static <T extends @Nullable Object> T on(CompletableFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof StoreException known
          ? known
          : new StoreException("The store failed: " + failed.getCause(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while waiting for the store", interrupted);
    }
  }

  private Waiting() {}
}
