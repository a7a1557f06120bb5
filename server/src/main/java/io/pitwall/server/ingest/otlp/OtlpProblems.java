package io.pitwall.server.ingest.otlp;

import io.pitwall.server.http.Body;
import io.pitwall.server.http.GrpcStatus;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.ProblemFormat;
import io.pitwall.server.http.RpcStatus;
import io.pitwall.store.api.OverCapacityException;
import io.pitwall.store.api.StoreException;
import java.time.Duration;

/** Errors as OTLP/HTTP wants them: {@code google.rpc.Status} in the encoding of the request. */
final class OtlpProblems {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  static final ProblemFormat FORMAT =
      (problem, path, requestType) -> {
        RpcStatus status =
            new RpcStatus(
                GrpcStatus.ofHttp(problem.status()), problem.detail(), problem.retryAfter());
        boolean json = requestType.filter(type -> type.contains("json")).isPresent();
        return json
            ? new Body("application/json", status.json())
            : new Body("application/x-protobuf", status.protobuf());
      };

  /** A failure to store: the sender should try again, for nothing was kept. */
  static RuntimeException of(Throwable failure) {
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

  private OtlpProblems() {}
}
