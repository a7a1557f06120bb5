package io.pitwall.server.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What one can listen to. */
enum Topic {
  /** The system was looked at. */
  SNAPSHOT,
  /** An alert changed. */
  ALERT,
  /** A recommendation changed. */
  RECOMMENDATION,
  /** A round ended: totals, and the agents that changed. */
  DELTA;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  String wireName() {
    return wireName;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Topic::wireName).toList();
  }

  static Topic named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
