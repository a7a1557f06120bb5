package io.pitwall.server.ingest.prometheus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What senders told about their metrics: remote write sends it apart from the values, now and then.
 * Bounded; beyond the bound metrics are judged by their names alone. Thread-safe.
 */
final class Families {
  private static final int MOST = 20_000;
  private static final int LONGEST_HELP = 1_000;

  private final Map<String, Family> byName = new ConcurrentHashMap<>();

  /** Takes in what is told about the family of that name. */
  void put(String name, Family family) {
    if (byName.size() < MOST || byName.containsKey(name)) {
      byName.put(
          name,
          family.help().length() <= LONGEST_HELP
              ? family
              : new Family(family.kind(), family.unit(), family.help().substring(0, LONGEST_HELP)));
    }
  }

  /** The family that a sample belongs to, by its own name or the one without its suffix. */
  Family of(String sample) {
    return Family.of(sample, byName);
  }
}
