package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.Intake;
import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawSpan;
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
import io.pitwall.store.api.OverCapacityException;
import io.pitwall.store.api.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * Receives OTLP. A request is answered when what it brought is safe; when the store cannot take
 * more the sender is told to come back, and nothing of the request was taken. Thread-safe.
 */
public final class OtlpReceiver {
  /** Header of answers to {@code /v1/traces}: spans that are new and now stored. */
  public static final String SPANS_STORED = "pitwall-spans-stored";

  /** Header of answers to {@code /v1/traces}: spans that were stored before. */
  public static final String SPANS_DUPLICATE = "pitwall-spans-duplicate";

  /** Header of answers to {@code /v1/traces}: spans that cannot be taken. */
  public static final String SPANS_REFUSED = "pitwall-spans-refused";

  private static final String COLLECTOR = "opentelemetry.proto.collector.";
  private static final String NO_LOGS =
      "Pitwall keeps traces and metrics, but no logs; turn the export of logs off"
          + " (OTEL_LOGS_EXPORTER=none) or send them elsewhere";

  /** Series whose raw bytes are remembered. */
  private static final int REMEMBERED_SERIES = 400_000;

  private static final Duration RETRY_BROKEN_STORE = Duration.ofSeconds(5);

  private final Intake intake;
  private final SpanReader spans = new SpanReader();
  private final MetricReader metrics = new MetricReader(REMEMBERED_SERIES);

  public OtlpReceiver(Intake intake) {
    this.intake = intake;
  }

  /** {@code POST /v1/traces} and {@code /v1/metrics}. */
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/traces", Access.INGEST, this::postTraces).problems(Encoding.PROBLEMS),
        Route.post("/v1/metrics", Access.INGEST, this::postMetrics).problems(Encoding.PROBLEMS),
        Route.post(
                "/v1/logs",
                Access.INGEST,
                _ -> {
                  throw new ProblemException(Problem.notFound(NO_LOGS));
                })
            .problems(Encoding.PROBLEMS));
  }

  /** The services of the OTLP collector. */
  public List<GrpcMethod> grpcMethods() {
    return List.of(
        new GrpcMethod(
            COLLECTOR + "trace.v1.TraceService",
            "Export",
            Access.INGEST,
            (message, _) -> GrpcReply.message(partial(takeSpans(message)).protobuf())),
        new GrpcMethod(
            COLLECTOR + "metrics.v1.MetricsService",
            "Export",
            Access.INGEST,
            (message, _) -> GrpcReply.message(takeMetrics(message).protobuf())),
        new GrpcMethod(
            COLLECTOR + "logs.v1.LogsService",
            "Export",
            Access.INGEST,
            (_, _) -> GrpcReply.failure(GrpcStatus.UNIMPLEMENTED, NO_LOGS)));
  }

  private Response postTraces(Request request) {
    Encoding encoding = Encoding.of(request.mediaType());
    IntakeResult result = takeSpans(protobuf(request, encoding, JsonSchema.TRACES));
    return answer(encoding, partial(result))
        .header(SPANS_STORED, Integer.toString(result.storedSpans()))
        .header(SPANS_DUPLICATE, Integer.toString(result.duplicateSpans()))
        .header(SPANS_REFUSED, Integer.toString(result.refusedSpans()));
  }

  private Response postMetrics(Request request) {
    Encoding encoding = Encoding.of(request.mediaType());
    return answer(encoding, takeMetrics(protobuf(request, encoding, JsonSchema.METRICS)));
  }

  private static Response.Content answer(Encoding encoding, PartialSuccess partial) {
    var body = encoding.answer(partial);
    return Response.bytes(body.contentType(), body.bytes());
  }

  private byte[] protobuf(Request request, Encoding encoding, Map<String, JsonField> fields) {
    return switch (encoding) {
      case PROTOBUF -> request.body();
      case JSON -> {
        try {
          yield JsonTranscoder.toProtobuf(request.body(), fields);
        } catch (DecodeException e) {
          throw malformed(e);
        }
      }
    };
  }

  private IntakeResult takeSpans(byte[] message) {
    List<RawSpan> read;
    try {
      read = spans.read(message);
    } catch (DecodeException e) {
      throw malformed(e);
    }
    return take(RawBatch.ofSpans(read));
  }

  private static PartialSuccess partial(IntakeResult result) {
    return PartialSuccess.ofSpans(result.refusedSpans(), result.refusals());
  }

  private PartialSuccess takeMetrics(byte[] message) {
    MetricBatch read;
    try {
      read = metrics.read(message);
    } catch (DecodeException e) {
      throw malformed(e);
    }
    IntakeResult result = take(read.batch());
    read.countRefusals(intake.refusals());
    List<Refusal> refusals = new ArrayList<>(read.refusals());
    refusals.addAll(result.refusals());
    return PartialSuccess.ofPoints((long) result.refusedPoints() + read.refusedPoints(), refusals);
  }

  private ProblemException malformed(DecodeException e) {
    intake.refusals().count("otlp_malformed", 1);
    return new ProblemException(Problem.badRequest(String.valueOf(e.getMessage())));
  }

  private IntakeResult take(RawBatch batch) {
    try {
      return intake.accept(batch).join();
    } catch (StoreException e) {
      throw later(e);
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreException failure) {
        throw later(failure);
      }
      throw e;
    }
  }

  /**
   * Nothing of the request was kept, so the sender may try again whatever the store suffers from.
   */
  private static ProblemException later(StoreException e) {
    Duration retryAfter =
        e instanceof OverCapacityException full ? full.retryAfter() : RETRY_BROKEN_STORE;
    return new ProblemException(Problem.overloaded(String.valueOf(e.getMessage()), retryAfter));
  }
}
