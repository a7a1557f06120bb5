package io.pitwall.lab.bench.load;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.pitwall.lab.bench.grpc.GrpcAnswer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts of what a load came to. Thread-safe. */
public final class Tally {
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder pushedBack = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
  private final AtomicReference<@Nullable String> firstPushBack = new AtomicReference<>();
  private final Latencies latencies = new Latencies();

  /** Takes an answer in and tells whether all of the request is kept. */
  boolean answered(GrpcAnswer answer, int items, long endNanos, long durationNanos) {
    if (answer.isOk()) {
      long left = rejectedItems(answer);
      rejected.add(left);
      acknowledged.add(items - left);
      latencies.add(endNanos, durationNanos);
      return left == 0;
    }
    (answer.isPushBack() ? pushedBack : failed).increment();
    (answer.isPushBack() ? firstPushBack : firstFailure)
        .compareAndSet(null, "status " + answer.status() + ": " + answer.message());
    return false;
  }

  private long rejectedItems(GrpcAnswer answer) {
    if (answer.body().length == 0) {
      return 0;
    }
    try {
      // The answer for metrics has the same fields under the same numbers.
      var partial = ExportTraceServiceResponse.parseFrom(answer.body()).getPartialSuccess();
      if (partial.getRejectedSpans() > 0) {
        note("rejected: " + partial.getErrorMessage());
      }
      return partial.getRejectedSpans();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Expected an ExportTraceServiceResponse", e);
    }
  }

  /** Takes note of answers that never came. */
  void missed(String what) {
    failed.increment();
    note(what);
  }

  private void note(String failure) {
    firstFailure.compareAndSet(null, failure);
  }

  /** Spans or samples that the server has answered to be kept. */
  public long acknowledged() {
    return acknowledged.sum();
  }

  /** Requests that were answered with RESOURCE_EXHAUSTED or UNAVAILABLE. */
  public long pushedBack() {
    return pushedBack.sum();
  }

  /** What the first of them said, empty if there was none. */
  public String firstPushBack() {
    String first = firstPushBack.get();
    return first == null ? "" : first;
  }

  /** Time from the start of sending to the answer, of acknowledged requests. */
  public Latencies latencies() {
    return latencies;
  }

  /** Fails if anything was refused for another reason than too much load. */
  public void requireClean() {
    if (failed.sum() > 0 || rejected.sum() > 0) {
      throw new IllegalStateException(
          "Expected all requests to be taken, but "
              + failed.sum()
              + " failed and "
              + rejected.sum()
              + " items were rejected; the first: "
              + firstFailure.get());
    }
  }
}
