package io.pitwall.server.http;

import java.time.Duration;
import java.util.Optional;

/** What a gRPC method answers. */
public sealed interface GrpcReply {

  /** Success with this message. The array is not copied. */
  static GrpcReply message(byte[] bytes) {
    return new Message(bytes);
  }

  /** Failure that is final. */
  static GrpcReply failure(GrpcStatus status, String message) {
    return new Failure(status, message, Optional.empty());
  }

  /** Failure that passes: the caller may send the same again after this time. */
  static GrpcReply retryLater(GrpcStatus status, String message, Duration delay) {
    return new Failure(status, message, Optional.of(delay));
  }

  /** Success. */
  final class Message implements GrpcReply {
    private final byte[] bytes;

    private Message(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /**
   * Failure.
   *
   * @param status any but OK
   * @param message one sentence
   * @param retryDelay sent as {@code RetryInfo}, which makes the failure retryable
   */
  record Failure(GrpcStatus status, String message, Optional<Duration> retryDelay)
      implements GrpcReply {
    public Failure {
      if (status == GrpcStatus.OK) {
        throw new IllegalArgumentException("Expected a failure's status, but got OK");
      }
    }
  }
}
