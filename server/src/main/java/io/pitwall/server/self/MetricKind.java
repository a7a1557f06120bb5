package io.pitwall.server.self;

import java.util.Locale;

/** What a family of metrics means. */
enum MetricKind {
  COUNTER,
  GAUGE,
  HISTOGRAM;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in the text formats. */
  String wireName() {
    return wireName;
  }
}
