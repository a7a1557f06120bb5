package io.pitwall.engine.around;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Bounds the distinct names of each group, so that ids in names cannot swell the store: further
 * ones are {@value #OTHER}, and counted. Names are known since start; the store has its own bound.
 * Thread-safe.
 */
final class NameCap {
  static final String OTHER = "__other__";

  private static final int MOST_GROUPS = 5_000;

  private final int most;
  private final Map<String, Set<String>> names = new ConcurrentHashMap<>();
  private final LongAdder overflowed = new LongAdder();

  NameCap(int most) {
    this.most = most;
  }

  /** The name, or {@value #OTHER} if its group is full. */
  String admit(String group, String name) {
    Set<String> known = names.get(group);
    if (known == null) {
      if (names.size() >= MOST_GROUPS) {
        overflowed.increment();
        return OTHER;
      }
      known = names.computeIfAbsent(group, g -> ConcurrentHashMap.newKeySet());
    }
    if (known.contains(name) || (known.size() < most && known.add(name))) {
      return name;
    }
    overflowed.increment();
    return OTHER;
  }

  /** How often a name was not admitted. */
  long overflowed() {
    return overflowed.sum();
  }
}
