package io.pitwall.engine.intake;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts every record that was not taken, by reason. Thread-safe. */
public final class RefusalCounter {
  private final Map<String, LongAdder> byReason = new ConcurrentHashMap<>();

  /** Counts records refused for a reason; also for receivers that cannot even decode something. */
  public void count(String reason, long records) {
    byReason.computeIfAbsent(reason, r -> new LongAdder()).add(records);
  }

  /** Records refused since start, by reason. */
  public Map<String, Long> byReason() {
    Map<String, Long> counts = new TreeMap<>();
    byReason.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }

  /** Records refused since start. */
  public long total() {
    return byReason.values().stream().mapToLong(LongAdder::sum).sum();
  }
}
