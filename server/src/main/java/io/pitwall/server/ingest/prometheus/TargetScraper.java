package io.pitwall.server.ingest.prometheus;

import io.pitwall.engine.intake.Intake;
import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.engine.intake.Refusal;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.time.Clock;
import io.pitwall.model.trace.Attributes;
import io.pitwall.server.ingest.wire.DecodeException;
import io.pitwall.store.api.StoreException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrapes one target. Whatever comes of it, {@code up} (1 or 0) and {@code scrape_duration_seconds}
 * are stored; of a page that cannot be read nothing else is. Failures are counted, and logged when
 * they begin, change, or have lasted for long. For one thread.
 */
final class TargetScraper {
  private static final Logger LOG = LoggerFactory.getLogger(TargetScraper.class);

  /** Silence about a failure that stays the same, an hour. */
  private static final long QUIET_NANOS = 3_600_000_000_000L;

  private final ScrapeTarget target;
  private final HttpClient client;
  private final Intake intake;
  private final Clock clock;
  private final ScrapedSeries series;
  private final RawSeries up;
  private final RawSeries duration;
  private String lastFault = "";
  private long lastLogNanos;
  private int failures;

  TargetScraper(ScrapeTarget target, HttpClient client, Intake intake, Clock clock) {
    this.target = target;
    this.client = client;
    this.intake = intake;
    this.clock = clock;
    Map<String, String> labels = new TreeMap<>(target.labels());
    labels.put("job", target.job());
    labels.put("instance", target.instance());
    series = new ScrapedSeries(labels);
    Attributes tags = Attributes.of(labels);
    up =
        RawSeries.ofGuessedType(
            "up", tags, MetricType.GAUGE, "1", "Whether the last scrape of the target succeeded");
    duration =
        RawSeries.ofGuessedType(
            "scrape_duration_seconds", tags, MetricType.GAUGE, "s", "Duration of a scrape");
  }

  /** Scrapes once; returns when what came is safe, or it is clear that nothing will come. */
  void scrape() throws InterruptedException {
    long time = clock.nowMicros();
    long start = clock.monotonicNanos();
    List<RawNumber> numbers = new ArrayList<>();
    List<RawHistogram> histograms = new ArrayList<>();
    List<RawSeries> gone;
    String fault = "";
    try {
      TargetPage page = TargetPage.fetch(client, target);
      ScrapedSeries.Scraped scraped =
          series.take(
              new ExpositionReader(page.text(), page.openMetrics(), target.sampleLimit()), time);
      numbers.addAll(scraped.numbers());
      histograms.addAll(scraped.histograms());
      gone = scraped.gone();
      count("not_a_number", scraped.withoutValue());
      count("histogram", scraped.unusable());
    } catch (IOException | DecodeException failed) {
      fault = String.valueOf(failed.getMessage());
      count("scrape", 1);
      gone = series.takeNothing();
    }
    numbers.add(RawNumber.of(up, time, fault.isEmpty() ? 1 : 0));
    numbers.add(RawNumber.of(duration, time, (clock.monotonicNanos() - start) / 1e9));
    String notStored = store(RawBatch.ofMetrics(numbers, histograms));
    gone.forEach(one -> intake.end(one, time));
    log(fault.isEmpty() ? notStored : fault);
  }

  private void count(String reason, int records) {
    if (records > 0) {
      intake.refusals().count(reason, records);
    }
  }

  /** Why something of it was not stored, empty if all was. */
  private String store(RawBatch batch) {
    try {
      IntakeResult result = intake.accept(batch).join();
      return result.refusals().isEmpty() ? "" : refused(result);
    } catch (StoreException | CompletionException failed) {
      Throwable cause = failed.getCause() instanceof StoreException inner ? inner : failed;
      intake.refusals().count("scrape_not_stored", batch.size());
      return String.valueOf(cause.getMessage());
    }
  }

  private static String refused(IntakeResult result) {
    Refusal first = result.refusals().getFirst();
    return "%d values were refused, the first since %s"
        .formatted(result.refusedPoints(), first.sentence());
  }

  private void log(String fault) {
    if (fault.isEmpty()) {
      failures = 0;
      lastFault = "";
      return;
    }
    failures++;
    long now = clock.monotonicNanos();
    if (!fault.equals(lastFault) || now - lastLogNanos > QUIET_NANOS) {
      lastFault = fault;
      lastLogNanos = now;
      LOG.warn(
          "Scraping {} of job {} failed, the {}. time in a row: {}",
          target.url(),
          target.job(),
          failures,
          fault);
    }
  }
}
