package io.pitwall.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Posts OTLP/JSON bodies, gzipped, and tries again while the server is busy or away: the wait
 * doubles from 0.1 s to 5 s with jitter, or is what the server asks for. Used by one thread.
 */
final class HttpSender {
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final HttpClient http;
  private final Exporter.Settings settings;
  private volatile boolean stopped;

  /** A request was given up; the message says why and what to change. */
  static final class GivenUpException extends Exception {
    private static final long serialVersionUID = 1;

    GivenUpException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  HttpSender(Exporter.Settings settings) {
    this.settings = settings;
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.requestTimeout())
            .build();
  }

  /** No more retries from now on. */
  void stop() {
    stopped = true;
  }

  /**
   * Sends a request until it is answered for good.
   *
   * @return how many of its spans the server refused
   * @throws GivenUpException if none of them was stored, as far as is known
   */
  long send(byte[] body, int spans) throws GivenUpException, InterruptedException {
    HttpRequest request = request(gzip(body));
    long deadline = System.nanoTime() + settings.retryFor().toNanos();
    long wait = FIRST_WAIT_MILLIS;
    while (true) {
      String trouble;
      IOException failure = null;
      long asked = 0;
      try {
        HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
        int status = answer.statusCode();
        if (status / 100 == 2) {
          return Math.min(spans, number(answer, "pitwall-spans-refused"));
        }
        if (!isWorthAnotherTry(status)) {
          throw new GivenUpException(
              "Expected status 200 for "
                  + spans
                  + " spans from "
                  + settings.traces()
                  + ", but got "
                  + status
                  + "; check the recorder's endpoint and token",
              null);
        }
        trouble = "status " + status;
        asked = TimeUnit.SECONDS.toMillis(number(answer, "retry-after"));
      } catch (IOException unreachable) {
        trouble = unreachable.toString();
        failure = unreachable;
      }
      if (stopped || deadline - System.nanoTime() <= 0) {
        throw new GivenUpException(
            "Gave up "
                + spans
                + " spans after "
                + settings.retryFor()
                + " of tries, last got "
                + trouble
                + " from "
                + settings.traces()
                + "; is the server up?",
            failure);
      }
      long jittered = ThreadLocalRandom.current().nextLong(wait / 2, wait + 1);
      Thread.sleep(Math.max(jittered, Math.min(asked, settings.retryFor().toMillis())));
      wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
    }
  }

  private static boolean isWorthAnotherTry(int status) {
    return status == 429 || (status >= 502 && status <= 504);
  }

  private HttpRequest request(byte[] gzipped) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.traces())
            .timeout(settings.requestTimeout())
            .header("content-type", "application/json")
            .header("content-encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(gzipped));
    if (settings.token() != null) {
      request.header("authorization", "Bearer " + settings.token());
    }
    return request.build();
  }

  private static long number(HttpResponse<?> answer, String header) {
    try {
      return Math.max(0, answer.headers().firstValueAsLong(header).orElse(0));
    } catch (NumberFormatException notANumber) {
      return 0; // Retry-After may be a date; our own waiting is good enough then
    }
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // memory does not fail so
    }
    return bytes.toByteArray();
  }
}
