package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;
import java.util.List;

/**
 * What a metric is called and tagged: its own attributes, and those of its resource that tell
 * senders apart. All other attributes of the resource describe the sender and would only multiply
 * series.
 */
final class SeriesNames {
  private static final List<String> IDENTIFYING =
      List.of("service.name", "service.namespace", "service.instance.id", "host.name");

  /**
   * What tells two senders of a service apart that give no instance, such as two processes of one
   * host. Both change with every start, so they stand only where they are needed.
   */
  private static final List<String> INSTEAD_OF_INSTANCE = List.of("container.id", "process.pid");

  /** OTLP's aggregation temporality. */
  enum Temporality {
    UNSPECIFIED,
    DELTA,
    CUMULATIVE;

    static Temporality of(int number) {
      return switch (number) {
        case 1 -> DELTA;
        case 2 -> CUMULATIVE;
        default -> UNSPECIFIED;
      };
    }
  }

  /** The attributes of a resource that are part of a series' identity. */
  static Attributes identity(Attributes resource) {
    Attributes.Builder kept = Attributes.builder();
    IDENTIFYING.forEach(name -> keep(resource, name, kept));
    String instance = resource.text("service.instance.id");
    if (instance == null || instance.isEmpty()) {
      INSTEAD_OF_INSTANCE.forEach(name -> keep(resource, name, kept));
    }
    return kept.build();
  }

  private static void keep(Attributes resource, String name, Attributes.Builder kept) {
    Object value = resource.get(name);
    if (value != null && !value.equals("")) {
      kept.put(name, value);
    }
  }

  /** A series of a metric; the point's own attributes come first, so they win. */
  static RawSeries series(
      String name,
      Attributes own,
      Attributes identity,
      MetricType type,
      String unit,
      String description) {
    if (identity.isEmpty()) {
      return new RawSeries(name, own, type, unit, description);
    }
    Attributes.Builder tags = Attributes.builder();
    own.forEach(tags::put);
    identity.forEach(tags::put);
    return new RawSeries(name, tags.build(), type, unit, description);
  }

  /** Type of a sum: a total that only grows is a counter, an increase is kept as a rate. */
  static MetricType sumType(boolean monotonic, Temporality temporality) {
    if (temporality == Temporality.DELTA) {
      return MetricType.RATE;
    }
    return monotonic ? MetricType.COUNTER : MetricType.GAUGE;
  }

  /** Unit of a sum; a rate is per second. */
  static String sumUnit(String unit, Temporality temporality) {
    return temporality == Temporality.DELTA ? unit + "/s" : unit;
  }

  /** A distribution of times is a timer. */
  static MetricType histogramType(String unit) {
    return switch (unit) {
      case "s", "ms", "us", "ns", "min", "h" -> MetricType.TIMER;
      default -> MetricType.HISTOGRAM;
    };
  }

  private SeriesNames() {}
}
