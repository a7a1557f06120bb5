package io.pitwall.server.ingest.wire;

import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.store.api.OverCapacityException;
import io.pitwall.store.api.StoreException;
import java.time.Duration;

/** What a sender is told when the store could not keep what it sent. */
public final class StoreProblems {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** A failure to store: the sender should try again, for nothing was kept. */
  public static RuntimeException of(Throwable failure) {
    return switch (failure) {
      case OverCapacityException full ->
          new ProblemException(
              Problem.overloaded(String.valueOf(full.getMessage()), full.retryAfter()));
      case StoreException broken ->
          new ProblemException(
              Problem.overloaded(String.valueOf(broken.getMessage()), RETRY_AFTER));
      case RuntimeException other -> other;
      default -> new IllegalStateException(failure);
    };
  }

  private StoreProblems() {}
}
