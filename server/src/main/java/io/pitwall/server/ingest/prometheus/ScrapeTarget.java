package io.pitwall.server.ingest.prometheus;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Something that shows its metrics by HTTP and is asked for them.
 *
 * @param job what it belongs to; becomes the tag {@code job}
 * @param url where it shows them; host and port become the tag {@code instance}
 * @param interval time from one scrape to the next, a second or more
 * @param timeout most time for one scrape, at most the interval
 * @param bearerToken secret that it wants, if it does
 * @param labels further tags of all its series
 * @param sampleLimit most samples of a scrape; a larger one counts as failed
 */
public record ScrapeTarget(
    String job,
    URI url,
    Duration interval,
    Duration timeout,
    Optional<String> bearerToken,
    Map<String, String> labels,
    int sampleLimit) {

  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(15);
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  public static final int DEFAULT_SAMPLE_LIMIT = 50_000;

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  public ScrapeTarget {
    labels = Map.copyOf(labels);
    if (job.isBlank()) {
      throw new IllegalArgumentException("Expected a job, but got an empty one");
    }
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new IllegalArgumentException(
          "Expected a url like http://127.0.0.1:9100/metrics, but got " + url);
    }
    if (interval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("Expected an interval of 1s or more, but got " + interval);
    }
    if (!timeout.isPositive() || timeout.compareTo(interval) > 0) {
      throw new IllegalArgumentException(
          "Expected a timeout above 0 and at most the interval of "
              + interval
              + ", but got "
              + timeout);
    }
    if (sampleLimit < 1) {
      throw new IllegalArgumentException(
          "Expected a sample-limit of 1 or more, but got " + sampleLimit);
    }
    if (labels.containsKey("job") || labels.containsKey("instance")) {
      throw new IllegalArgumentException(
          "Expected labels other than job and instance, which are set, but got " + labels.keySet());
    }
  }

  /** Host and port, as the tag {@code instance} says them. */
  public String instance() {
    int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    return url.getHost() + ":" + port;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ScrapeTarget[" + job + ", " + url + ", every " + interval + "]";
  }
}
