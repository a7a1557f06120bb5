package io.pitwall.server.self;

/**
 * Writes metrics as text, as OpenMetrics 1.0 or in the older format of Prometheus, which differ in
 * the names of counters and in the end. Not thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a>
 */
final class Exposition {
  static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
  static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(16_384);
  private final boolean openMetrics;
  private String family = "";
  private MetricKind kind = MetricKind.GAUGE;

  Exposition(boolean openMetrics) {
    this.openMetrics = openMetrics;
  }

  /**
   * Begins a family. All its samples have to follow before the next.
   *
   * @param name without the {@code _total} of a counter
   */
  Exposition family(String name, MetricKind kind, String help) {
    this.family = name;
    this.kind = kind;
    String shown = openMetrics || kind != MetricKind.COUNTER ? name : name + "_total";
    text.append("# TYPE ").append(shown).append(' ').append(kind.wireName());
    text.append("\n# HELP ").append(shown).append(' ').append(escaped(help)).append('\n');
    return this;
  }

  /** A value of the family; labels are names and values in turn. */
  Exposition sample(double value, String... labels) {
    return line(suffix(), number(value), labels);
  }

  /** The same for a whole number. */
  Exposition sample(long value, String... labels) {
    return line(suffix(), Long.toString(value), labels);
  }

  /** A bucket, sum or count of a histogram. */
  Exposition part(String suffix, double value, String... labels) {
    return line(suffix, number(value), labels);
  }

  /** A family with a single value; none at all if that is unknown. */
  Exposition single(String name, MetricKind kind, String help, double value) {
    return Double.isNaN(value) ? this : family(name, kind, help).sample(value);
  }

  /** The same for a whole number. */
  Exposition single(String name, MetricKind kind, String help, long value) {
    return family(name, kind, help).sample(value);
  }

  /** The whole text. */
  String finished() {
    return openMetrics ? text + "# EOF\n" : text.toString();
  }

  private String suffix() {
    return kind == MetricKind.COUNTER ? "_total" : "";
  }

  private Exposition line(String suffix, String value, String... labels) {
    text.append(family).append(suffix);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      text.append(escaped(labels[i + 1])).append('"');
    }
    text.append(labels.length > 0 ? "} " : " ").append(value).append('\n');
    return this;
  }

  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return Double.isInfinite(value) ? value > 0 ? "+Inf" : "-Inf" : Double.toString(value);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
