package io.pitwall.engine.inspect;

import io.pitwall.engine.around.WebVital;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.store.api.SeriesSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * WEB-LCP, WEB-INP, WEB-CLS: pages that browsers find slow or restless. A page is judged by the
 * 75th percentile of 200 views or more of the last day, against the limits of web.dev.
 */
final class SlowPages implements Inspection {
  private static final Duration WINDOW = Duration.ofDays(1);
  private static final double QUANTILE = 0.75;
  private static final long FEWEST_VIEWS = 200;

  private final WebVital vital;
  private final double good;
  private final double poor;

  private SlowPages(WebVital vital, double good, double poor) {
    this.vital = vital;
    this.good = good;
    this.poor = poor;
  }

  /** Largest contentful paint. */
  static SlowPages lcp() {
    return new SlowPages(WebVital.LCP, 2_500, 4_000);
  }

  /** Interaction to next paint. */
  static SlowPages inp() {
    return new SlowPages(WebVital.INP, 200, 500);
  }

  /** Cumulative layout shift. */
  static SlowPages cls() {
    return new SlowPages(WebVital.CLS, 0.1, 0.25);
  }

  private record Key(String app, String page) {}

  @Override
  public String id() {
    return "WEB-" + vital.name();
  }

  @Override
  public Layer layer() {
    return Layer.SYMPTOM;
  }

  @Override
  public List<Finding> inspect(Evidence evidence) {
    Map<Key, ExpHistogram> pages = pages(evidence, vital);
    List<Finding> findings = new ArrayList<>();
    pages.forEach(
        (page, values) -> {
          if (values.count() >= FEWEST_VIEWS && values.quantile(QUANTILE) > good) {
            findings.add(finding(evidence, page, values));
          }
        });
    return findings;
  }

  private static Map<Key, ExpHistogram> pages(Evidence evidence, WebVital vital) {
    Map<Key, ExpHistogram> pages =
        new TreeMap<>(
            (one, other) -> (one.app + "\n" + one.page).compareTo(other.app + "\n" + other.page));
    for (SeriesSummary summary : evidence.summaries(vital.metric(), WINDOW)) {
      Map<String, String> tags = summary.series().tags();
      if (summary.series().name().equals(vital.metric())) {
        pages.merge(
            new Key(tags.getOrDefault("app", ""), tags.getOrDefault("page", "")),
            summary.histogram(),
            ExpHistogram::merge);
      }
    }
    return pages;
  }

  private Finding finding(Evidence evidence, Key page, ExpHistogram values) {
    double p75 = values.quantile(QUANTILE);
    String name = page.app.isEmpty() ? page.page : page.app + " " + page.page;
    return new Draft(
            id(),
            new Scope(null, null, null, vital.metric(), name),
            "frontend_optimization",
            "slow_page")
        .severity(Severity.of(p75, good, poor))
        .text(
            String.format(
                Locale.ROOT,
                "%s: %s p75 %s → %s, n=%d; %s",
                name,
                vital.name(),
                words(p75),
                words(good),
                values.count(),
                advice(evidence, page, p75)))
        .number("p75", p75)
        .number("limit", good)
        .number("share_above_limit", values.shareAbove(good))
        .action(
            new Action(
                name,
                vital.metric() + ".p75",
                vital.unit(),
                p75,
                good,
                "limit of web.dev for a good page",
                Map.of("views", (double) values.count()),
                Action.CODE))
        .risk(Double.NaN, "go back if another vital of " + name + " gets worse")
        .done(
            String.format(
                Locale.ROOT,
                "p75 %s > %s (poor above %s), %s of the views above",
                words(p75),
                words(good),
                words(poor),
                Words.percent(values.shareAbove(good))),
            values.count(),
            FEWEST_VIEWS);
  }

  private String words(double value) {
    return vital == WebVital.CLS ? String.format(Locale.ROOT, "%.2f", value) : Words.time(value);
  }

  private String advice(Evidence evidence, Key page, double p75) {
    return switch (vital) {
      case LCP -> loading(evidence, page, p75);
      case INP ->
          String.format(
              Locale.ROOT,
              "split event handlers so that none blocks longer than 50 ms; %s too much for each interaction",
              Words.time(p75 - good));
      case CLS ->
          String.format(
              Locale.ROOT,
              "reserve the size of images, frames and late content; %.2f of shift too much",
              p75 - good);
      case FCP, TTFB -> "";
    };
  }

  /** Which part of the time to the largest paint is the longest. */
  private static String loading(Evidence evidence, Key page, double p75) {
    double first =
        pages(evidence, WebVital.TTFB).getOrDefault(page, ExpHistogram.EMPTY).quantile(QUANTILE);
    double paint =
        pages(evidence, WebVital.FCP).getOrDefault(page, ExpHistogram.EMPTY).quantile(QUANTILE);
    if (Double.isNaN(first) || Double.isNaN(paint)) {
      return "preload the largest element and send it first";
    }
    double blocked = Math.max(0, paint - first);
    double late = Math.max(0, p75 - paint);
    String parts =
        String.format(
            Locale.ROOT,
            "first byte %s, then %s to the first paint, then %s to the largest: ",
            Words.time(first),
            Words.time(blocked),
            Words.time(late));
    if (first >= Math.max(blocked, late)) {
      return parts + "begin with the server's answer";
    }
    return parts
        + (blocked >= late
            ? "begin with scripts and styles that block rendering"
            : "preload the largest element");
  }
}
