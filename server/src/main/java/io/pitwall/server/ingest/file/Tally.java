package io.pitwall.server.ingest.file;

import java.util.LinkedHashMap;
import java.util.Map;

/** The counts of one file, earlier attempts included. Not thread-safe. */
final class Tally {
  /** Most reasons for refusals that are told apart; all refusals are counted. */
  private static final int REASONS_KEPT = 50;

  private final TraceSet traces = new TraceSet();
  private final Map<String, Long> reasons = new LinkedHashMap<>();
  private final Signal spans = new Signal();
  private final Signal points = new Signal();
  private long logs;
  private long faults;

  /**
   * Counts that run ahead of what is acknowledged.
   *
   * @param logs log records left out
   * @param faults places that could not be read
   */
  record Aside(long logs, long faults) {}

  /** Counts of spans or of data points; every one read ends in one of the other three. */
  static final class Signal {
    long read;
    long stored;
    long duplicate;
    long refused;

    private void add(long count, Answer answer) {
      read += count;
      stored += answer.stored();
      duplicate += answer.duplicate();
      refused += answer.refused();
    }
  }

  /** Counts a batch that was answered. */
  void answered(Batch batch, Answer answer) {
    of(batch.signal()).add(batch.points(), answer);
    for (Item item : batch.items()) {
      traces.add(item.traceHash());
    }
    String place = "line " + batch.lines() + ": ";
    for (String reason : answer.reasons()) {
      if (reasons.size() < REASONS_KEPT) {
        reasons.merge(place + reason, answer.refused(), Long::sum);
      }
    }
    if (answer.refused() > 0 && answer.reasons().isEmpty() && reasons.size() < REASONS_KEPT) {
      reasons.merge(place + "the server gave no reason", answer.refused(), Long::sum);
    }
  }

  void fault() {
    faults++;
  }

  void logs(long records) {
    logs += records;
  }

  Signal of(Item.Signal signal) {
    return switch (signal) {
      case SPANS -> spans;
      case METRICS -> points;
    };
  }

  TraceSet traces() {
    return traces;
  }

  /** Why items were refused, with their place, and how many. */
  Map<String, Long> reasons() {
    return reasons;
  }

  /** Log records, which were left out. */
  long logRecords() {
    return logs;
  }

  /** Places that could not be read. */
  long faults() {
    return faults;
  }

  /** Whether everything there was is stored. */
  boolean isClean() {
    return faults == 0 && spans.refused == 0 && points.refused == 0;
  }

  /** Takes over the counts of an attempt that was interrupted. */
  void restore(ImportState.Saved saved) {
    for (long hash : saved.traces()) {
      traces.add(hash);
    }
    restore(spans, saved.spans());
    restore(points, saved.points());
    logs = saved.logs();
    faults = saved.faults();
  }

  private static void restore(Signal signal, long[] counts) {
    signal.read = counts[0];
    signal.stored = counts[1];
    signal.duplicate = counts[2];
    signal.refused = counts[3];
  }

  /** What was read besides spans and points, as of now. */
  Aside aside() {
    return new Aside(logs, faults);
  }

  /** The counts as they are kept for a later attempt. */
  ImportState.Saved save(Checkpoint checkpoint, long shiftNanos, Aside aside) {
    return new ImportState.Saved(
        checkpoint,
        shiftNanos,
        counts(spans),
        counts(points),
        aside.logs(),
        aside.faults(),
        traces.toArray());
  }

  private static long[] counts(Signal signal) {
    return new long[] {signal.read, signal.stored, signal.duplicate, signal.refused};
  }
}
