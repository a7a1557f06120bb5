package io.pitwall.server.ingest.otlp;

import io.pitwall.server.http.Body;
import io.pitwall.server.http.GrpcStatus;
import io.pitwall.server.http.MediaTypes;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.ProblemFormat;
import io.pitwall.server.http.RpcStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The two encodings of OTLP/HTTP. An answer is encoded as its request was. */
enum Encoding {
  PROTOBUF("application/x-protobuf"),
  JSON("application/json");

  /** Errors as {@code google.rpc.Status}, which OTLP/HTTP prescribes. */
  static final ProblemFormat PROBLEMS =
      (problem, _, requestType) -> {
        Encoding encoding = requestType.map(MediaTypes::bare).flatMap(Encoding::find).orElse(JSON);
        var status =
            new RpcStatus(
                GrpcStatus.ofHttp(problem.status()), problem.detail(), problem.retryAfter());
        return new Body(encoding.mediaType, encoding == JSON ? status.json() : status.protobuf());
      };

  private final String mediaType;

  Encoding(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * The encoding of a request.
   *
   * @throws ProblemException 415 if it is neither
   */
  static Encoding of(String mediaType) {
    return find(mediaType)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        415,
                        "Expected the content type application/x-protobuf or application/json, but"
                            + " got '"
                            + mediaType
                            + "'")));
  }

  private static Optional<Encoding> find(String mediaType) {
    return switch (mediaType) {
      case "application/x-protobuf", "application/protobuf" -> Optional.of(PROTOBUF);
      case "application/json" -> Optional.of(JSON);
      default -> Optional.empty();
    };
  }

  /** The answer to a request of which something was refused, or nothing. */
  Body answer(PartialSuccess partial) {
    return new Body(
        mediaType,
        this == JSON ? partial.json().getBytes(StandardCharsets.UTF_8) : partial.protobuf());
  }
}
