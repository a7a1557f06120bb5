package io.pitwall.engine.around;

import io.pitwall.engine.intake.Intake;
import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawHistogram;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.engine.intake.RouteTemplate;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Takes what browsers measure: one distribution for each vital, tagged with the page's template,
 * the application and how good the value is. Thread-safe.
 */
public final class BrowserVitals {
  private static final int MOST_PAGES = 500;
  private static final int MOST_APPS = 100;

  private final Intake intake;
  private final NameCap pages = new NameCap(MOST_PAGES);
  private final NameCap apps = new NameCap(MOST_APPS);

  public BrowserVitals(Intake intake) {
    this.intake = intake;
  }

  /**
   * Records what a page view measured.
   *
   * @param app name of the site or application, empty if unknown
   * @param page path, URL or template; ids are stripped
   * @param values by vital, each from 0 to {@link WebVital#most()}
   * @return completes when it is safe on disk
   * @throws io.pitwall.store.api.OverCapacityException if too much is waiting
   */
  public CompletableFuture<IntakeResult> record(
      String app, String page, Map<WebVital, Double> values, long nowMicros) {
    String knownApp = apps.admit("", app);
    String template = pages.admit(knownApp, RouteTemplate.of(page));
    List<RawHistogram> histograms = new ArrayList<>();
    values.forEach(
        (vital, value) ->
            histograms.add(
                new RawHistogram(
                    new RawSeries(
                        vital.metric(),
                        Attributes.of(
                            Observation.tags(
                                "app", knownApp,
                                "page", template,
                                "rating", vital.rate(value).word())),
                        MetricType.HISTOGRAM,
                        vital.unit(),
                        ""),
                    nowMicros,
                    nowMicros,
                    new ExpHistogramBuilder().record(value, 1).build(),
                    false)));
    return intake.accept(RawBatch.ofMetrics(List.of(), histograms));
  }

  /** Pages and applications since start that were taken together because there were too many. */
  public long overflowed() {
    return pages.overflowed() + apps.overflowed();
  }
}
