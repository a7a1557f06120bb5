package io.pitwall.lab.bench.prometheus;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongUnaryOperator;

/** Sends remote write as Prometheus does: a request at a time on each connection. */
public final class WriteLoad {
  private static final int MOST_TRIES = 200;

  private final int connections;
  private final List<WriteTemplate> templates;

  /** A load of these requests, shared out among so many connections. */
  public WriteLoad(int connections, List<WriteTemplate> templates) {
    this.connections = Math.min(connections, templates.size());
    this.templates = List.copyOf(templates);
  }

  /** Samples of a round. */
  public long samples() {
    return templates.stream().mapToLong(WriteTemplate::samples).sum();
  }

  /**
   * Sends every request once a round; returns when all are acknowledged.
   *
   * @param first number of the first round
   * @param rounds how many
   * @param millisOfRound time of a round's samples
   * @throws IOException if one is refused
   */
  public void send(URI server, long first, long rounds, LongUnaryOperator millisOfRound)
      throws IOException, InterruptedException {
    URI url = server.resolve("/api/v1/write");
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<?>> senders = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int own = i;
        senders.add(
            threads.submit(
                () -> {
                  for (long round = first; round < first + rounds; round++) {
                    for (int k = own; k < templates.size(); k += connections) {
                      long millis = millisOfRound.applyAsLong(round);
                      send(client, url, templates.get(k).request(millis, round));
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> sender : senders) {
        sender.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("Expected all requests to be taken", e.getCause());
    }
  }

  private static void send(HttpClient client, URI url, byte[] request)
      throws IOException, InterruptedException {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(url)
                  .header("Content-Type", "application/x-protobuf")
                  .header("Content-Encoding", "snappy")
                  .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 2) {
        return;
      } else if (answer.statusCode() != 429 && answer.statusCode() != 503) {
        throw new IOException(
            "Expected the request to be taken, but got %d: %s"
                .formatted(answer.statusCode(), answer.body()));
      }
      Thread.sleep(50);
    }
    throw new IOException("Expected room within " + MOST_TRIES + " tries, but got none");
  }
}
