package io.pitwall.engine.alert;

import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.Threshold;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What a threshold says about the latest value of one series.
 *
 * @param threshold the limits
 * @param series the series judged
 * @param value its latest value
 * @param severity worst severity whose limit the value is beyond, empty if none
 */
record Condition(Threshold threshold, Series series, double value, Optional<Severity> severity) {

  static Condition of(Threshold threshold, Sample sample) {
    return new Condition(
        threshold, sample.series(), sample.value(), threshold.judge(sample.value()));
  }

  /** Identity of the alert: stable over restarts, one for each rule and series. */
  String alertId() {
    return series.name() + "-" + HexFormat.of().toHexDigits(series.id());
  }

  /** The limit of a severity; of one without a limit that of the next milder, else the mildest. */
  double limitOf(Severity level) {
    Double nearest = null;
    for (Map.Entry<Severity, Double> limit : threshold.limits().entrySet()) {
      if (nearest == null || limit.getKey().compareTo(level) <= 0) {
        nearest = limit.getValue();
      }
    }
    return nearest == null ? Double.NaN : nearest;
  }

  /** One sentence for people, in the words of the original where its case is met. */
  String message(Severity level) {
    double limit = limitOf(level);
    String subject = series.name() + (series.tags().isEmpty() ? "" : " " + series.tags());
    if (!threshold.comparator().isBeyond(value, limit)) {
      return "%s was lately beyond its %s threshold of %s and is now at %s"
          .formatted(subject, level.wireName(), rounded(limit), rounded(value));
    }
    return "%s %s %s threshold: %s %s %s"
        .formatted(
            subject,
            switch (threshold.comparator()) {
              case ABOVE, AT_LEAST -> "exceeded";
              case BELOW, AT_MOST -> "fell below";
              case EQUAL, NOT_EQUAL -> "is beyond";
            },
            level.wireName(),
            rounded(value),
            threshold.comparator().symbol(),
            rounded(limit));
  }

  /** Two digits behind the point, of small numbers three that count. */
  private static String rounded(double number) {
    double rounded =
        Math.abs(number) >= 1
            ? Math.rint(number * 100) / 100
            : new BigDecimal(number, new MathContext(3)).doubleValue();
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
        ? Long.toString((long) rounded)
        : Double.toString(rounded);
  }
}
