package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.Intake;
import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.Refusal;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.GrpcMethod;
import io.pitwall.server.http.GrpcReply;
import io.pitwall.server.http.GrpcStatus;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import io.pitwall.server.ingest.wire.DecodeException;
import io.pitwall.server.ingest.wire.StoreProblems;
import io.pitwall.store.api.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Receives OTLP by HTTP and gRPC. An answer of success means that everything in it is safe on disk;
 * what could not be taken is told by {@code partial_success}. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP specification</a>
 */
public final class OtlpReceiver {
  /** Response headers of {@code /v1/traces}: exact counts, which the protocol has no field for. */
  public static final String SPANS_STORED = "pitwall-spans-stored";

  public static final String SPANS_DUPLICATE = "pitwall-spans-duplicate";
  public static final String SPANS_REFUSED = "pitwall-spans-refused";

  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final String SERVICE = "opentelemetry.proto.collector.%s.v1.%sService";
  private final Intake intake;
  private final ProtoTraces traces = new ProtoTraces();
  private final ProtoMetrics metrics = new ProtoMetrics();

  public OtlpReceiver(Intake intake) {
    this.intake = intake;
  }

  /** The HTTP side. */
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/traces", Access.INGEST, this::receiveTraces).problems(OtlpProblems.FORMAT),
        Route.post("/v1/metrics", Access.INGEST, this::receiveMetrics)
            .problems(OtlpProblems.FORMAT),
        Route.post("/v1/logs", Access.INGEST, request -> answerLogs())
            .problems(OtlpProblems.FORMAT));
  }

  /** The gRPC side. */
  public List<GrpcMethod> grpcMethods() {
    return List.of(
        new GrpcMethod(
            SERVICE.formatted("trace", "Trace"),
            "Export",
            Access.INGEST,
            (message, caller) -> reply(take(traces::read, message).spans())),
        new GrpcMethod(
            SERVICE.formatted("metrics", "Metrics"),
            "Export",
            Access.INGEST,
            (message, caller) -> reply(take(metrics::read, message).points())),
        new GrpcMethod(
            SERVICE.formatted("logs", "Logs"),
            "Export",
            Access.INGEST,
            (message, caller) -> refuseLogs()));
  }

  private static final String NO_LOGS =
      "Logs are not kept; send traces and metrics only (OTEL_LOGS_EXPORTER=none)";

  private Response receiveTraces(Request request) {
    boolean json = isJson(request);
    Taken taken = take(json ? JsonTraces::read : traces::read, request.body());
    return answer(json, taken.spans(), true)
        .header(SPANS_STORED, Integer.toString(taken.result.storedSpans()))
        .header(SPANS_DUPLICATE, Integer.toString(taken.result.duplicateSpans()))
        .header(SPANS_REFUSED, Integer.toString(taken.result.refusedSpans()));
  }

  private Response receiveMetrics(Request request) {
    boolean json = isJson(request);
    Taken taken = take(json ? JsonMetrics::read : metrics::read, request.body());
    return answer(json, taken.points(), false);
  }

  private GrpcReply refuseLogs() {
    countLogs();
    return GrpcReply.failure(GrpcStatus.UNIMPLEMENTED, NO_LOGS);
  }

  private Response answerLogs() {
    countLogs();
    throw new ProblemException(Problem.notFound(NO_LOGS));
  }

  private void countLogs() {
    intake.refusals().count("logs_not_kept", 1);
  }

  /**
   * What became of a request.
   *
   * @param decoded what it held, and what of it made no sense
   * @param result what the intake did with it
   */
  private record Taken(Decoded decoded, IntakeResult result) {

    OtlpAnswers.Partial spans() {
      return OtlpAnswers.partial(result.refusedSpans(), result.refusals());
    }

    OtlpAnswers.Partial points() {
      List<Refusal> refusals = new ArrayList<>(decoded.refusals());
      refusals.addAll(result.refusals());
      return OtlpAnswers.partial(result.refusedPoints() + decoded.refused(), refusals);
    }
  }

  /** Decodes and stores; returns when everything that was taken is safe. */
  private Taken take(Function<byte[], Decoded> decoder, byte[] message) {
    Decoded decoded = decode(decoder, message);
    try {
      return new Taken(decoded, intake.accept(decoded.batch()).join());
    } catch (StoreException failed) {
      throw StoreProblems.of(failed);
    } catch (CompletionException failed) {
      throw StoreProblems.of(failed.getCause() == null ? failed : failed.getCause());
    }
  }

  private Decoded decode(Function<byte[], Decoded> decoder, byte[] message) {
    try {
      Decoded decoded = decoder.apply(message);
      if (decoded.refused() > 0) {
        intake.refusals().count("histogram", decoded.refused());
      }
      return decoded;
    } catch (DecodeException malformed) {
      intake.refusals().count("malformed_otlp", 1);
      throw new ProblemException(Problem.badRequest(String.valueOf(malformed.getMessage())));
    } catch (ProblemException tooLarge) {
      intake.refusals().count("request_too_large", 1);
      throw tooLarge;
    }
  }

  private static boolean isJson(Request request) {
    return switch (request.mediaType()) {
      case PROTOBUF, "application/protobuf" -> false;
      case JSON -> true;
      default ->
          throw new ProblemException(
              Problem.of(
                  415,
                  "Expected the content type application/x-protobuf or application/json, but got "
                      + (request.mediaType().isEmpty() ? "none" : request.mediaType())));
    };
  }

  private static GrpcReply reply(OtlpAnswers.Partial partial) {
    return GrpcReply.message(OtlpAnswers.protobuf(partial));
  }

  private static Response.Content answer(boolean json, OtlpAnswers.Partial partial, boolean spans) {
    return json
        ? Response.bytes(JSON, OtlpAnswers.json(partial, spans))
        : Response.bytes(PROTOBUF, OtlpAnswers.protobuf(partial));
  }
}
