package io.pitwall.store.duckdb;

import java.util.concurrent.CompletableFuture;

/**
 * Reads that nobody waits for yet, each on a thread of its own. What they see is settled when they
 * are begun: DuckDB shows a transaction the state that it first looked at.
 */
final class Background {

  /** Begins to read; returns once it is settled what is seen. */
  static <T> CompletableFuture<T> read(Database database, Database.Work<T> work) {
    CompletableFuture<Void> settled = new CompletableFuture<>();
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("store-background")
        .start(
            () -> {
              try (Database.Session session = database.session()) {
                T result =
                    session.use(
                        connection ->
                            Database.atomically(
                                connection,
                                transaction -> {
                                  Watermark.read(transaction);
                                  settled.complete(null);
                                  return work.on(transaction);
                                }));
                answer.complete(result);
              } catch (RuntimeException | Error failed) {
                answer.completeExceptionally(failed);
              } finally {
                settled.complete(null);
              }
            });
    settled.join();
    return answer;
  }

  private Background() {}
}
