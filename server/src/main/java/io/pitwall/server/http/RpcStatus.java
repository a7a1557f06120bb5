package io.pitwall.server.http;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code google.rpc.Status}, the body of errors in OTLP and the detail of a gRPC failure. Written
 * by hand: its classes are in a library that nothing else here needs.
 *
 * @param code gRPC status
 * @param message one sentence
 * @param retryDelay added as {@code google.rpc.RetryInfo} if there is one
 */
public record RpcStatus(GrpcStatus code, String message, Optional<Duration> retryDelay) {
  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

  /** The status as a protobuf message. */
  public byte[] protobuf() {
    return message(
        out -> {
          out.writeInt32(1, code.code());
          out.writeString(2, message);
          if (retryDelay.isPresent()) {
            out.writeByteArray(3, any(retryDelay.get()));
          }
        });
  }

  /** The status in protobuf's JSON mapping. */
  public byte[] json() {
    var body = new LinkedHashMap<String, Object>();
    body.put("code", code.code());
    body.put("message", message);
    retryDelay.ifPresent(
        delay ->
            body.put(
                "details",
                List.of(Map.of("@type", RETRY_INFO, "retryDelay", seconds(delay) + "s"))));
    return Json.bytes(body);
  }

  private static String seconds(Duration delay) {
    return java.math.BigDecimal.valueOf(delay.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  private static byte[] any(Duration delay) {
    byte[] duration =
        message(
            out -> {
              out.writeInt64(1, delay.toSeconds());
              out.writeInt32(2, delay.toNanosPart());
            });
    byte[] retryInfo = message(out -> out.writeByteArray(1, duration));
    return message(
        out -> {
          out.writeString(1, RETRY_INFO);
          out.writeByteArray(2, retryInfo);
        });
  }

  private interface Writer {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Writer writer) {
    try {
      var bytes = new ByteArrayOutputStream();
      var out = CodedOutputStream.newInstance(bytes);
      writer.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory does not fail", e);
    }
  }
}
