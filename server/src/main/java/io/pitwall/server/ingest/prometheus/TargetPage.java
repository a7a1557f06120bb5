package io.pitwall.server.ingest.prometheus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * What a target answered.
 *
 * @param text the page
 * @param openMetrics whether it is OpenMetrics rather than the older format
 */
record TargetPage(String text, boolean openMetrics) {
  /** Most bytes of a page, both as sent and decompressed. */
  static final int MOST_BYTES = 16 << 20;

  private static final String ACCEPT =
      "application/openmetrics-text;version=1.0.0;q=0.9,text/plain;version=0.0.4;q=0.7,*/*;q=0.1";

  /**
   * Asks a target.
   *
   * @throws IOException if it does not answer with a page in time, telling what came instead
   */
  static TargetPage fetch(HttpClient client, ScrapeTarget target)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.url())
            .timeout(target.timeout())
            .header("Accept", ACCEPT)
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", "pitwall")
            .header(
                "X-Prometheus-Scrape-Timeout-Seconds",
                Double.toString(target.timeout().toMillis() / 1e3));
    target.bearerToken().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    // The client's own time limit ends with the headers; this one holds for the whole page.
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.build(),
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return of(answer.get(target.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      throw new IOException(
          "Expected an answer within %d ms (timeout of the target), but got none"
              .formatted(target.timeout().toMillis()));
    } catch (ExecutionException failed) {
      throw new IOException("Expected an answer, but: " + failed.getCause(), failed.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static TargetPage of(HttpResponse<byte[]> response) throws IOException {
    if (response.statusCode() != 200) {
      throw new IOException("Expected status 200, but got " + response.statusCode());
    }
    String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
    byte[] page =
        switch (encoding.strip().toLowerCase(Locale.ROOT)) {
          case "gzip", "x-gzip" -> gunzipped(response.body());
          case "identity", "" -> response.body();
          default -> throw new IOException("Expected gzip or no encoding, but got " + encoding);
        };
    String type =
        response.headers().firstValue("Content-Type").orElse("").strip().toLowerCase(Locale.ROOT);
    return new TargetPage(
        new String(page, StandardCharsets.UTF_8), type.startsWith("application/openmetrics-text"));
  }

  private static byte[] gunzipped(byte[] body) throws IOException {
    try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] page = content.readNBytes(MOST_BYTES);
      if (page.length == MOST_BYTES && content.read() >= 0) {
        throw new IOException("Expected a page of at most " + MOST_BYTES + " bytes, but got more");
      }
      return page;
    }
  }
}
