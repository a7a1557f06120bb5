package io.pitwall.server.api;

import io.pitwall.engine.intake.RefusedException;
import io.pitwall.server.http.FieldError;
import io.pitwall.server.http.Handler;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Route;
import io.pitwall.store.api.OverCapacityException;
import io.pitwall.store.api.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the engine and the store throw into problems that a caller can act on. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final AtomicLong storeFailures = new AtomicLong();

  /** The same route with its failures told. */
  Route told(Route route) {
    Handler plain = route.handler();
    return new Route(
        route.method(),
        route.path(),
        route.access(),
        route.queryNames(),
        route.maxBodyBytes(),
        route.ownEncodings(),
        route.problems(),
        request -> {
          try {
            return plain.handle(request);
          } catch (CompletionException e) {
            throw translated(e.getCause() == null ? e : e.getCause());
          } catch (RefusedException | StoreException e) {
            throw translated(e);
          }
        });
  }

  private Exception translated(Throwable failure) {
    return switch (failure) {
      case RefusedException refused ->
          new ProblemException(
              Problem.unprocessable(
                  refused.refusals().stream()
                      .map(why -> new FieldError(why.field(), why.expected(), why.got()))
                      .toList()));
      case OverCapacityException full ->
          new ProblemException(
              Problem.overloaded(String.valueOf(full.getMessage()), full.retryAfter()));
      case StoreException broken -> {
        // The first, the 10th, the 100th, ...: an outage must not fill a disk.
        long count = storeFailures.incrementAndGet();
        if (Long.toString(count).matches("10*")) {
          LOG.error("The store failed {} times since start", count, broken);
        }
        yield new ProblemException(Problem.overloaded(String.valueOf(broken.getMessage()), SOON));
      }
      case Exception other -> other;
      default -> new CompletionException(failure);
    };
  }
}
