package io.pitwall.engine.alert;

import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.Threshold;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
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

  double limitOf(Severity level) {
    Double limit = threshold.limits().get(level);
    if (limit != null) {
      return limit;
    }
    return threshold.limits().entrySet().stream()
        .filter(entry -> entry.getKey().compareTo(level) < 0)
        .map(Map.Entry::getValue)
        .reduce((milder, worse) -> worse)
        .orElse(Double.NaN);
  }

  /** One sentence for people, in the words of the original. */
  String message(Severity level) {
    String tags = series.tags().isEmpty() ? "" : " " + series.tags();
    return "%s%s exceeded %s threshold: %s %s %s"
        .formatted(
            series.name(),
            tags,
            level.wireName(),
            rounded(value),
            threshold.comparator().symbol(),
            rounded(limitOf(level)));
  }

  private static String rounded(double number) {
    double twoDigits = Math.rint(number * 100) / 100;
    return twoDigits == Math.rint(twoDigits) && Math.abs(twoDigits) < 1e15
        ? Long.toString((long) twoDigits)
        : Double.toString(twoDigits);
  }
}
