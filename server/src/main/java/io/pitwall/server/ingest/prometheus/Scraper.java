package io.pitwall.server.ingest.prometheus;

import io.pitwall.engine.intake.Intake;
import io.pitwall.model.time.Clock;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrapes all targets, each at its own interval on a thread of its own. Each begins at its own
 * place within its interval, the same after every start, so that not all are asked at once. A
 * scrape that comes due while the one before still runs is left out. Thread-safe.
 */
public final class Scraper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scraper.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Clock clock;
  private final @Nullable HttpClient client;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  private Scraper(Clock clock, @Nullable HttpClient client) {
    this.clock = clock;
    this.client = client;
  }

  /** Begins to scrape; without targets it costs nothing. */
  public static Scraper start(List<ScrapeTarget> targets, Intake intake, Clock clock) {
    if (targets.isEmpty()) {
      return new Scraper(clock, null);
    }
    HttpClient client = client();
    Scraper scraper = new Scraper(clock, client);
    for (ScrapeTarget target : targets) {
      LOG.info("Scraping {} of job {} every {}", target.url(), target.job(), target.interval());
      TargetScraper one = new TargetScraper(target, client, intake, clock);
      scraper.threads.add(
          Thread.ofVirtual()
              .name("scrape-" + target.instance())
              .start(() -> scraper.run(target, one)));
    }
    return scraper;
  }

  /** Does not follow redirections: the secret is meant for the target alone. */
  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  /** Where in its interval a target's scrapes lie, from 0 to the interval. */
  static long offsetNanos(ScrapeTarget target) {
    long hash = (target.job() + ' ' + target.url()).hashCode() * 0x9E3779B97F4A7C15L;
    return Long.remainderUnsigned(hash, target.interval().toNanos());
  }

  private void run(ScrapeTarget target, TargetScraper scraper) {
    long interval = target.interval().toNanos();
    long due = clock.monotonicNanos() + offsetNanos(target);
    while (!closed) {
      long wait = due - clock.monotonicNanos();
      if (wait > 0) {
        LockSupport.parkNanos(this, wait);
        continue;
      }
      try {
        scraper.scrape();
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException whatever) { // one bad page must not end all further scrapes
        LOG.warn("A scrape of {} failed; the next one comes in its time", target, whatever);
      }
      long late = clock.monotonicNanos() - due;
      due += (late / interval + 1) * interval;
    }
  }

  /** Stops; a scrape that runs is broken off. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (client != null) {
      client.shutdownNow();
    }
  }
}
