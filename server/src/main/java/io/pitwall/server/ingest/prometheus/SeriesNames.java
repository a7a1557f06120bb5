package io.pitwall.server.ingest.prometheus;

import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.trace.Attributes;
import org.jspecify.annotations.Nullable;

/** What the series of a metric and its labels are kept as. */
final class SeriesNames {
  static final String BUCKET = "_bucket";
  static final String SUM = "_sum";

  /** A series of numbers; the type is not sent with them, so it may give way. */
  static RawSeries number(String name, Attributes labels, Family family) {
    return RawSeries.ofGuessedType(
        name, labels, family.kind().typeOf(name), family.unitOf(name), family.help());
  }

  /** The distribution of a histogram, named like its family. */
  static RawSeries distribution(String name, Attributes labels, Family family) {
    String unit = family.unitOf(name);
    return RawSeries.ofGuessedType(
        name, labels, Family.distributionType(unit), unit, family.help());
  }

  /** The distribution of a native histogram, which has the name of a series of numbers. */
  static RawSeries distribution(String name, Attributes labels, RawSeries sibling) {
    return RawSeries.ofGuessedType(
        name,
        labels,
        Family.distributionType(sibling.unit()),
        sibling.unit(),
        sibling.description());
  }

  /** Labels without the one that tells the buckets of a histogram apart. */
  static Attributes withoutBound(Attributes labels) {
    Attributes.Builder kept = Attributes.builder();
    labels.forEach(
        (name, value) -> {
          if (!name.equals("le")) {
            kept.put(name, value);
          }
        });
    return kept.build();
  }

  /** The bound that a bucket's label tells; NaN if it is none. */
  static double bound(@Nullable String text) {
    if (text == null) {
      return Double.NaN;
    }
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      default -> number(text);
    };
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  private SeriesNames() {}
}
