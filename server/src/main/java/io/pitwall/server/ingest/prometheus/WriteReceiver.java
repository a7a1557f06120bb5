package io.pitwall.server.ingest.prometheus;

import io.pitwall.engine.intake.Intake;
import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.Refusal;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Body;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.ProblemFormat;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import io.pitwall.server.ingest.wire.DecodeException;
import io.pitwall.server.ingest.wire.StoreProblems;
import io.pitwall.store.api.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Receives Prometheus remote write 1.0. An answer of 204 means that everything in the request is
 * safe on disk; of 400 that it cannot be read, or that some of it could not be taken, which the
 * answer names, while the rest is kept; of 503 that nothing was kept and it should be sent again.
 * Thread-safe.
 */
public final class WriteReceiver {
  /** Most bytes of a request after decompression. Prometheus sends some hundred kilobytes. */
  private static final int MOST_BYTES = 32 << 20;

  /** Most bytes of all requests in work, after decompression. */
  private static final long MOST_BYTES_IN_WORK = 96 << 20;

  private static final int FAULTS_NAMED = 5;
  private static final String PROTOBUF = "application/x-protobuf";
  private static final ProblemFormat TEXT =
      (problem, path, requestType) ->
          new Body(
              "text/plain; charset=utf-8",
              (problem.detail() + "\n").getBytes(StandardCharsets.UTF_8));

  private final Intake intake;
  private final WriteReader reader = new WriteReader();
  private final AtomicLong bytesInWork = new AtomicLong();

  public WriteReceiver(Intake intake) {
    this.intake = intake;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/write", Access.INGEST, this::receive)
            .ownEncodings("snappy")
            .problems(TEXT));
  }

  private Response receive(Request request) {
    requireProtocol(request);
    byte[] block = request.body();
    long bytes = lengthOf(block);
    if (bytesInWork.addAndGet(bytes) > MOST_BYTES_IN_WORK && bytes <= MOST_BYTES) {
      bytesInWork.addAndGet(-bytes);
      throw new ProblemException(
          Problem.overloaded(
              "Expected at most %d bytes of requests in work, but got more; send fewer at the same time (queue_config.max_shards)"
                  .formatted(MOST_BYTES_IN_WORK),
              Duration.ofSeconds(1)));
    }
    try {
      return answer(decode(block));
    } finally {
      bytesInWork.addAndGet(-bytes);
    }
  }

  private Response answer(Written written) {
    IntakeResult result = store(written);
    written.ended().forEach(series -> intake.end(series.series(), series.timeMicros()));
    if (written.withoutValue() > 0) {
      intake.refusals().count("not_a_number", written.withoutValue());
    }
    if (written.refused() > 0) {
      intake.refusals().count("histogram", written.refused());
    }
    int refused = result.refusedPoints() + written.refused();
    if (refused > 0) {
      List<Refusal> refusals = new ArrayList<>(written.refusals());
      refusals.addAll(result.refusals());
      throw new ProblemException(
          Problem.badRequest(
              "Refused %d of %d samples and kept the others: %s"
                  .formatted(
                      refused,
                      refused + result.storedPoints(),
                      refusals.stream()
                          .limit(FAULTS_NAMED)
                          .map(Refusal::sentence)
                          .collect(Collectors.joining("; ")))));
    }
    return Response.empty(204);
  }

  /** Returns when everything that was taken is safe. */
  private IntakeResult store(Written written) {
    try {
      return intake.accept(written.batch()).join();
    } catch (StoreException failed) {
      throw StoreProblems.of(failed);
    } catch (CompletionException failed) {
      throw StoreProblems.of(failed.getCause() == null ? failed : failed.getCause());
    }
  }

  private long lengthOf(byte[] block) {
    try {
      return Snappy.length(block);
    } catch (DecodeException malformed) {
      throw unreadable(malformed);
    }
  }

  private Written decode(byte[] block) {
    try {
      return reader.read(Snappy.decode(block, MOST_BYTES));
    } catch (DecodeException malformed) {
      throw unreadable(malformed);
    } catch (ProblemException tooLarge) {
      intake.refusals().count("request_too_large", 1);
      throw tooLarge;
    }
  }

  private ProblemException unreadable(DecodeException malformed) {
    intake.refusals().count("malformed_remote_write", 1);
    return new ProblemException(Problem.badRequest(String.valueOf(malformed.getMessage())));
  }

  private static void requireProtocol(Request request) {
    String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (type.contains("io.prometheus.write.v2")) {
      throw unsupported(
          "Expected remote write 1.0, but got 2.0; set protobuf_message: prometheus.WriteRequest in the sender's remote_write");
    } else if (!request.mediaType().equals(PROTOBUF)) {
      throw unsupported(
          "Expected the content type %s, but got %s"
              .formatted(PROTOBUF, type.isEmpty() ? "none" : type));
    }
    String encoding = request.header("content-encoding").orElse("").strip();
    if (!encoding.equalsIgnoreCase("snappy")) {
      throw unsupported(
          "Expected the content encoding snappy, but got "
              + (encoding.isEmpty() ? "none" : encoding));
    }
  }

  private static ProblemException unsupported(String detail) {
    return new ProblemException(Problem.of(415, detail));
  }
}
