package io.pitwall.server.ingest.otlp;

import io.pitwall.server.http.Body;
import io.pitwall.server.http.GrpcStatus;
import io.pitwall.server.http.ProblemFormat;
import io.pitwall.server.http.RpcStatus;

/** Errors as OTLP/HTTP wants them: {@code google.rpc.Status} in the encoding of the request. */
final class OtlpProblems {

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

  private OtlpProblems() {}
}
