package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.Intake;
import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.GrpcMethod;
import io.pitwall.server.http.GrpcReply;
import io.pitwall.server.http.GrpcStatus;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import io.pitwall.store.api.OverCapacityException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
  private static final int MAX_DEPTH = 64;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(16 << 20)
                          .build())
                  .build())
          .build();

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
        Route.post("/v1/logs", Access.INGEST, request -> logsAreNotKept())
            .problems(OtlpProblems.FORMAT));
  }

  /** The gRPC side. */
  public List<GrpcMethod> grpcMethods() {
    return List.of(
        new GrpcMethod(
            SERVICE.formatted("trace", "Trace"),
            "Export",
            Access.INGEST,
            (message, caller) -> reply(take(this::decodeTraces, message), true)),
        new GrpcMethod(
            SERVICE.formatted("metrics", "Metrics"),
            "Export",
            Access.INGEST,
            (message, caller) -> reply(take(metrics::read, message), false)),
        new GrpcMethod(
            SERVICE.formatted("logs", "Logs"),
            "Export",
            Access.INGEST,
            (message, caller) -> GrpcReply.failure(GrpcStatus.UNIMPLEMENTED, NO_LOGS)));
  }

  private static final String NO_LOGS =
      "Logs are not kept; send traces and metrics only (OTEL_LOGS_EXPORTER=none)";

  private Response receiveTraces(Request request) {
    boolean json = isJson(request);
    IntakeResult result =
        json
            ? take(body -> RawBatch.ofSpans(JsonTraces.read(tree(body))), request.body())
            : take(this::decodeTraces, request.body());
    return answer(json, OtlpAnswers.partial(result.refusedSpans(), result.refusals()), true)
        .header(SPANS_STORED, Integer.toString(result.storedSpans()))
        .header(SPANS_DUPLICATE, Integer.toString(result.duplicateSpans()))
        .header(SPANS_REFUSED, Integer.toString(result.refusedSpans()));
  }

  private Response receiveMetrics(Request request) {
    boolean json = isJson(request);
    IntakeResult result =
        json
            ? take(body -> JsonMetrics.read(tree(body)), request.body())
            : take(metrics::read, request.body());
    return answer(json, OtlpAnswers.partial(result.refusedPoints(), result.refusals()), false);
  }

  private static Response logsAreNotKept() {
    throw new ProblemException(Problem.notFound(NO_LOGS));
  }

  private RawBatch decodeTraces(byte[] message) {
    return RawBatch.ofSpans(traces.read(message));
  }

  /** Decodes and stores; returns when everything that was taken is safe. */
  private IntakeResult take(Function<byte[], RawBatch> decoder, byte[] message) {
    try {
      return intake.accept(decoder.apply(message)).join();
    } catch (OtlpDecodeException malformed) {
      intake.refusals().count("malformed_otlp", 1);
      throw new ProblemException(Problem.badRequest(String.valueOf(malformed.getMessage())));
    } catch (OverCapacityException full) {
      throw new ProblemException(
          Problem.overloaded(String.valueOf(full.getMessage()), full.retryAfter()));
    } catch (CompletionException failed) {
      throw OtlpProblems.of(failed.getCause() == null ? failed : failed.getCause());
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

  private static JsonNode tree(byte[] body) {
    try {
      JsonNode tree = MAPPER.readTree(body);
      if (!tree.isObject()) {
        throw new OtlpDecodeException("Expected a JSON object, but got something else");
      }
      return tree;
    } catch (JacksonException malformed) {
      throw new OtlpDecodeException("Expected JSON: " + malformed.getOriginalMessage());
    }
  }

  private static GrpcReply reply(IntakeResult result, boolean spans) {
    return GrpcReply.message(
        OtlpAnswers.protobuf(
            OtlpAnswers.partial(
                spans ? result.refusedSpans() : result.refusedPoints(), result.refusals())));
  }

  private static Response.Content answer(boolean json, OtlpAnswers.Partial partial, boolean spans) {
    return json
        ? Response.bytes(JSON, OtlpAnswers.json(partial, spans))
        : Response.bytes(PROTOBUF, OtlpAnswers.protobuf(partial));
  }
}
