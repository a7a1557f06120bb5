package io.pitwall.server.notify;

import io.pitwall.engine.notify.Delivery;
import io.pitwall.model.time.Clock;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and judges the answers. A redirect is not followed: it would lead past the check
 * of the address, and turn a POST into a GET. Thread-safe.
 *
 * <p>What will not get better by itself is refused: the request was understood and found wrong. All
 * else is tried again, also 401, 403 and 404, which a receiver that is being set up or deployed
 * answers for a while. After <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15">RFC 9110,
 * section 15</a>, and section 10.2.3 for {@code Retry-After}.
 */
final class HttpSender implements AutoCloseable {
  private static final Set<Integer> NEVER = Set.of(400, 405, 406, 410, 411, 413, 414, 415, 422);
  private static final int LONGEST_DETAIL = 300;

  private final HttpClient client;
  private final Clock clock;

  HttpSender(Clock clock, Duration connectTimeout) {
    this.clock = clock;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /** Sends once and waits for the answer, for as long as the timeout at most. */
  Delivery send(HttpCall call, Duration timeout, boolean linkLocalAllowed)
      throws InterruptedException {
    Optional<String> refusal = Address.refusal(call.uri().getHost(), linkLocalAllowed);
    if (refusal.isPresent()) {
      return new Delivery.Refused(refusal.get());
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri())
            .header("Content-Type", call.contentType())
            .header("User-Agent", "Pitwall")
            .POST(HttpRequest.BodyPublishers.ofString(call.body()));
    call.headers().forEach(request::header);
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request.build(), info -> new FirstBytes());
    try {
      return judge(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Delivery.Failed("No answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      return new Delivery.Failed(reason(e.getCause()));
    }
  }

  /** Class names and no texts: those of network faults may hold the whole address. */
  private static String reason(@Nullable Throwable failure) {
    return switch (failure) {
      case ConnectException refused -> "Could not connect: connection refused or host unknown";
      case SSLException tls -> "No trusted TLS connection: " + tls.getClass().getSimpleName();
      case null -> "The connection failed";
      default -> "The connection failed: " + failure.getClass().getSimpleName();
    };
  }

  private Delivery judge(HttpResponse<String> answer) {
    int status = answer.statusCode();
    String detail = "Answered " + status;
    if (status >= 200 && status < 300) {
      return new Delivery.Delivered(detail);
    }
    if (status >= 300 && status < 400) {
      return new Delivery.Refused(
          detail + ", a redirect, which is not followed; set the url to where it leads");
    }
    String body = answer.body();
    String told =
        body.isEmpty()
            ? detail
            : detail + ": " + body.substring(0, Math.min(body.length(), LONGEST_DETAIL));
    return NEVER.contains(status)
        ? new Delivery.Refused(told)
        : new Delivery.Failed(told, retryAfter(answer.headers()));
  }

  /** Seconds, or a date; what is neither counts as not said. */
  private Optional<Duration> retryAfter(HttpHeaders headers) {
    Optional<String> said = headers.firstValue("Retry-After").map(String::strip);
    if (said.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (said.get().matches("[0-9]{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(said.get())));
      }
      ZonedDateTime at = ZonedDateTime.parse(said.get(), DateTimeFormatter.RFC_1123_DATE_TIME);
      long micros = at.toEpochSecond() * 1_000_000 - clock.nowMicros();
      return micros <= 0 ? Optional.empty() : Optional.of(Duration.ofNanos(micros * 1_000));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
