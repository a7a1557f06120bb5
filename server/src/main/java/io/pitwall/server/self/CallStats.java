package io.pitwall.server.self;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Calls of one operation: how many with which outcome, how long, how many bytes. Thread-safe. */
final class CallStats {
  /** Upper bounds of the buckets of durations, seconds. */
  static final double[] BOUNDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5};

  private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
  private final LongAdder nanos = new LongAdder();
  private final LongAdder bytesIn = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();
  private final Map<String, LongAdder> byOutcome = new ConcurrentHashMap<>();

  CallStats() {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  void add(String outcome, long tookNanos, long in, long out) {
    int bucket = 0;
    while (bucket < BOUNDS.length && tookNanos > BOUNDS[bucket] * 1e9) {
      bucket++;
    }
    buckets[bucket].increment();
    nanos.add(tookNanos);
    bytesIn.add(in);
    bytesOut.add(out);
    byOutcome.computeIfAbsent(outcome, o -> new LongAdder()).increment();
  }

  /** Calls by outcome. */
  Map<String, Long> outcomes() {
    Map<String, Long> counts = new TreeMap<>();
    byOutcome.forEach((outcome, count) -> counts.put(outcome, count.sum()));
    return counts;
  }

  long bytesIn() {
    return bytesIn.sum();
  }

  long bytesOut() {
    return bytesOut.sum();
  }

  /** Writes the durations; each bucket counts all that took no longer than its bound. */
  void writeDurations(Exposition out, String... labels) {
    long sum = 0;
    for (int i = 0; i < buckets.length; i++) {
      sum += buckets[i].sum();
      String bound = i < BOUNDS.length ? Exposition.number(BOUNDS[i]) : "+Inf";
      String[] withBound = java.util.Arrays.copyOf(labels, labels.length + 2);
      withBound[labels.length] = "le";
      withBound[labels.length + 1] = bound;
      out.part("_bucket", (double) sum, withBound);
    }
    out.part("_sum", nanos.sum() / 1e9, labels).part("_count", (double) sum, labels);
  }
}
