package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.EngineSettings;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.server.http.Authorizer;
import io.pitwall.server.http.HttpObserver;
import io.pitwall.server.http.HttpServer;
import io.pitwall.server.http.HttpSettings;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import io.pitwall.store.api.TelemetryStore;
import io.pitwall.store.duckdb.DuckDbSettings;
import io.pitwall.store.duckdb.DuckDbStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Receiver, engine and store as they run in production, behind a port of loopback. */
final class OtlpPeer implements AutoCloseable {
  static final String PROTOBUF = "application/x-protobuf";
  static final String JSON = "application/json";

  private final DuckDbStores stores;
  private final HttpServer server;
  private final OkHttpClient http = new OkHttpClient();
  private final OkHttpClient grpc =
      new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
  final PerformanceEngine engine;

  /**
   * An answer.
   *
   * @param status HTTP status, or that of gRPC
   * @param headers headers, for gRPC the trailers
   */
  record Answer(int status, Headers headers, okio.ByteString body) {}

  OtlpPeer(DuckDbSettings settings) {
    stores = DuckDbStores.open(settings, Clock.system());
    engine =
        PerformanceEngine.builder(stores.telemetry(), stores.control())
            .settings(EngineSettings.DEFAULT.withoutSystem())
            .build();
    OtlpReceiver receiver = new OtlpReceiver(engine.intake());
    server =
        HttpServer.start(
            HttpSettings.anyPort(),
            receiver.routes(),
            receiver.grpcMethods(),
            new Authorizer(List.of()),
            Clock.system(),
            HttpObserver.NONE);
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  TelemetryStore store() {
    return stores.telemetry();
  }

  /** What is stored of the metric's series within the last hours. */
  List<SeriesSummary> stored(String metric) {
    return store()
        .summarize(
            SeriesQuery.named(metric),
            TimeRange.last(Duration.ofHours(24), Clock.system().nowMicros() + 1_000_000));
  }

  List<Series> series(String metric) {
    return store().findSeries(SeriesQuery.named(metric));
  }

  /** Number of refusals for a reason. */
  long refused(String reason) {
    return engine.intake().refusals().byReason().getOrDefault(reason, 0L);
  }

  Answer post(String path, String type, byte[] body, String... headers) {
    Request.Builder request =
        new Request.Builder()
            .url(url() + path)
            .post(RequestBody.create(body, type.isEmpty() ? null : MediaType.get(type)));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try (Response response = http.newCall(request.build()).execute()) {
      return new Answer(response.code(), response.headers(), response.body().byteString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls {@code Export} of a service, e.g. {@code trace.v1.TraceService}. */
  Answer call(String service, byte[] message) {
    byte[] framed =
        ByteBuffer.allocate(5 + message.length)
            .put((byte) 0)
            .putInt(message.length)
            .put(message)
            .array();
    Request request =
        new Request.Builder()
            .url(url() + "/opentelemetry.proto.collector." + service + "/Export")
            .header("te", "trailers")
            .post(RequestBody.create(framed, MediaType.get("application/grpc")))
            .build();
    try (Response response = grpc.newCall(request).execute()) {
      okio.ByteString body = response.body().byteString();
      Headers trailers = response.trailers();
      String status = trailers.get("grpc-status");
      return new Answer(
          status == null ? -1 : Integer.parseInt(status),
          trailers,
          body.size() < 5 ? body : body.substring(5));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    server.close();
    engine.close();
    stores.close();
    http.connectionPool().evictAll();
    grpc.connectionPool().evictAll();
  }
}
