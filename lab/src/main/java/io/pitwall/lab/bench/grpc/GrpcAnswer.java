package io.pitwall.lab.bench.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What a call came to.
 *
 * @param status gRPC status, 0 for success
 * @param message why it failed, empty if nothing was said
 * @param body the message that was answered, empty if none; not copied
 * @param retryAfter how long the server wants to be left alone, if it said so
 */
@SuppressWarnings("ArrayRecordComponent") // answers are looked at once, never compared
public record GrpcAnswer(int status, String message, byte[] body, Optional<Duration> retryAfter) {
  public static final int OK = 0;
  private static final int UNKNOWN = 2;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int UNAVAILABLE = 14;
  private static final byte[] NOTHING = {};

  /** Whether the request is known to have been taken. */
  public boolean isOk() {
    return status == OK;
  }

  /** Whether the server asks for less. */
  public boolean isPushBack() {
    return status == RESOURCE_EXHAUSTED || status == UNAVAILABLE;
  }

  /** The answer to calls whose connection broke: nobody knows what became of them. */
  static GrpcAnswer broken(String why) {
    return new GrpcAnswer(UNAVAILABLE, why, NOTHING, Optional.empty());
  }

  /**
   * Puts an answer together.
   *
   * @param head response headers
   * @param data length-prefixed message, empty if none
   * @param trailers trailers, or the response headers where there was nothing but them
   */
  static GrpcAnswer of(Map<String, String> head, byte[] data, Map<String, String> trailers) {
    String status = trailers.get("grpc-status");
    if (status == null) {
      return new GrpcAnswer(
          UNKNOWN,
          "Expected grpc-status in the trailers, but got HTTP status " + head.get(":status"),
          NOTHING,
          Optional.empty());
    }
    byte[] body = data.length <= 5 ? NOTHING : java.util.Arrays.copyOfRange(data, 5, data.length);
    return new GrpcAnswer(
        Integer.parseInt(status),
        trailers.getOrDefault("grpc-message", ""),
        body,
        retryDelay(trailers.getOrDefault("grpc-status-details-bin", "")));
  }

  /** {@code google.rpc.Status.details[RetryInfo].retry_delay}. */
  private static Optional<Duration> retryDelay(String details) {
    try {
      byte[] any = field(Base64.getDecoder().decode(details), 3);
      byte[] delay = field(field(any, 2), 1);
      long seconds = 0;
      int nanos = 0;
      CodedInputStream in = CodedInputStream.newInstance(delay);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 1 -> seconds = in.readInt64();
          case 2 -> nanos = in.readInt32();
          default -> in.skipField(tag);
        }
      }
      Duration wait = Duration.ofSeconds(seconds, nanos);
      return wait.isPositive() ? Optional.of(wait) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // a hint that cannot be read is none
    }
  }

  private static byte[] field(byte[] message, int number) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == ((number << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
        return in.readByteArray();
      }
      in.skipField(tag);
    }
    return NOTHING;
  }
}
