package io.pitwall.server.ingest.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.engine.intake.Intake;
import io.pitwall.engine.intake.IntakeLimits;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Authorizer;
import io.pitwall.server.http.HttpObserver;
import io.pitwall.server.http.HttpServer;
import io.pitwall.server.http.HttpSettings;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.OverCapacityException;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryBatch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a sender is told by a store that keeps nothing. */
class WriteOverloadIT {
  private static final double STALE = Double.longBitsToDouble(WriteReader.STALE);

  private static HttpResponse<String> write(
      Function<TelemetryBatch, CompletableFuture<Commit>> store, long[] ended) throws Exception {
    Clock clock = Clock.system();
    Intake intake = new Intake(AnsweringStore.of(store), clock, IntakeLimits.DEFAULT);
    long millis = clock.nowMicros() / 1_000;
    byte[] request =
        WriteMessages.snappy(
            WriteMessages.request(
                WriteMessages.series(Map.of("__name__", "a"), 1, millis),
                WriteMessages.series(Map.of("__name__", "b"), STALE, millis)));
    try (HttpServer server =
            HttpServer.start(
                HttpSettings.anyPort(),
                new WriteReceiver(intake).routes(),
                List.of(),
                new Authorizer(List.of()),
                clock,
                HttpObserver.NONE);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + server.port() + "/api/v1/write"))
                  .header("Content-Type", "application/x-protobuf")
                  .header("Content-Encoding", "snappy")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      ended[0] = intake.endedSeries();
      return answer;
    }
  }

  @Test
  void aFullStoreAsksToComeAgainWithTheSame() throws Exception {
    long[] ended = new long[1];
    HttpResponse<String> answer =
        write(
            batch -> {
              throw new OverCapacityException("Expected room", Duration.ofSeconds(7));
            },
            ended);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    assertThat(answer.body()).isEqualTo("Expected room\n");
    assertThat(ended[0]).as("nothing of the request counts").isZero();
  }

  @Test
  void aCommitThatFailsAsksToComeAgain() throws Exception {
    long[] ended = new long[1];
    HttpResponse<String> answer =
        write(batch -> CompletableFuture.failedFuture(new StoreException("disk")), ended);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(ended[0]).isZero();
  }

  @Test
  void aCommitThatSucceedsIsAcknowledged() throws Exception {
    long[] ended = new long[1];
    HttpResponse<String> answer =
        write(batch -> CompletableFuture.completedFuture(new Commit(1, batch, 0)), ended);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(ended[0]).isEqualTo(1);
  }
}
