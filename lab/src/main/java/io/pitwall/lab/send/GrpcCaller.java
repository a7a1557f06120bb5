package io.pitwall.lab.send;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/**
 * Calls unary gRPC methods over HTTP/2 in the clear, as OpenTelemetry's SDKs do. Calls of many
 * threads share one connection. Thread-safe.
 */
public final class GrpcCaller implements AutoCloseable {
  public static final String TRACE_EXPORT =
      "opentelemetry.proto.collector.trace.v1.TraceService/Export";
  public static final String METRICS_EXPORT =
      "opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

  private static final MediaType GRPC = MediaType.get("application/grpc");
  private static final int FRAME_HEAD = 5;

  /** Statuses after which OTLP lets a client try again. */
  private static final List<String> RETRYABLE = List.of("1", "4", "8", "10", "11", "14", "15");

  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
          .connectTimeout(Duration.ofSeconds(10))
          .readTimeout(Duration.ofSeconds(60))
          .writeTimeout(Duration.ofSeconds(60))
          .build();
  private final URI server;

  public GrpcCaller(URI server) {
    this.server = server;
  }

  /**
   * Calls a method.
   *
   * @param method full name, e.g. {@link #TRACE_EXPORT}
   * @return the answer's message
   * @throws SendException if the status is not OK or the connection fails
   */
  public byte[] call(String method, byte[] message) {
    return call(method, ByteBuffer.wrap(message));
  }

  /** Calls a method with the message that is left in a buffer. */
  public byte[] call(String method, ByteBuffer message) {
    Request request =
        new Request.Builder()
            .url(server + "/" + method)
            .header("te", "trailers")
            .post(new Frame(message))
            .build();
    try (Response response = http.newCall(request).execute()) {
      byte[] body = response.body().bytes();
      String status = trailer(response, "grpc-status");
      if (response.code() != 200 || !"0".equals(status)) {
        throw new SendException(
            "Expected gRPC status 0 from %s, but got %s: %s (HTTP %d)"
                .formatted(method, status, trailer(response, "grpc-message"), response.code()),
            RETRYABLE.contains(status),
            null);
      }
      return body.length <= FRAME_HEAD ? new byte[0] : message(body);
    } catch (IOException failed) {
      throw new SendException(
          "The gRPC connection to " + server + " failed: " + failed.getMessage(), true, failed);
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static byte[] message(byte[] frame) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(frame, FRAME_HEAD, frame.length - FRAME_HEAD);
    return message.toByteArray();
  }

  /** A trailer; an answer without a body has them as headers. */
  private static String trailer(Response response, String name) throws IOException {
    String value = response.trailers().get(name);
    if (value == null) {
      value = response.header(name);
    }
    return value == null ? "" : value;
  }

  /** A message with the five bytes that gRPC puts before it. */
  private static final class Frame extends RequestBody {
    private final ByteBuffer message;

    Frame(ByteBuffer message) {
      this.message = message.duplicate();
    }

    @Override
    public MediaType contentType() {
      return GRPC;
    }

    @Override
    public long contentLength() {
      return FRAME_HEAD + (long) message.remaining();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.writeByte(0);
      sink.writeInt(message.remaining());
      sink.write(message.duplicate());
    }
  }
}
