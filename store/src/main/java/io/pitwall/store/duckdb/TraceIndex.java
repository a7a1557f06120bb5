package io.pitwall.store.duckdb;

import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.OpenTrace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All traces with spans in the store: where their spans lie (first and last commit), how many there
 * are, and whether a saved run covers them. What tells a repeated span from a new one and lets a
 * trace be read without a scan of the whole table.
 *
 * <p>Open addressing over plain arrays, 45 bytes a slot, so about 70 to 130 bytes a trace. The
 * writer changes it after each commit, everyone reads.
 */
final class TraceIndex {

  /** Where the spans of a trace lie. */
  record Extent(long firstSeq, long lastSeq, long spans) {}

  private long[] high;
  private long[] low;
  private long[] first;
  private long[] last;
  private long[] covered;
  private int[] spans;
  private int size;

  TraceIndex() {
    this(0);
  }

  /** With room for so many traces, that it need not grow while they are read. */
  TraceIndex(long expected) {
    int slots = 1024;
    while (slots * 2L < expected * 3L) {
      slots *= 2;
    }
    allocate(slots);
  }

  /** Adds spans of a trace that came with commits from one to another. */
  synchronized void add(long hi, long lo, long firstSeq, long lastSeq, long count) {
    int at = slotOf(hi, lo);
    if (spans[at] == 0) {
      high[at] = hi;
      low[at] = lo;
      first[at] = firstSeq;
      last[at] = lastSeq;
      spans[at] = Math.toIntExact(count);
      if (++size * 3L > high.length * 2L) {
        grow();
      }
      return;
    }
    first[at] = Math.min(first[at], firstSeq);
    last[at] = Math.max(last[at], lastSeq);
    spans[at] = Math.toIntExact(spans[at] + count);
  }

  /** Notes that a saved run covers what came with commits up to this one. */
  synchronized void cover(long hi, long lo, long coveredSeq) {
    int at = slotOf(hi, lo);
    if (spans[at] != 0) {
      covered[at] = coveredSeq;
    }
  }

  /** Where the spans of a trace lie, null if it is unknown. */
  synchronized @Nullable Extent find(TraceId trace) {
    int at = slotOf(trace.high(), trace.low());
    return spans[at] == 0 ? null : new Extent(first[at], last[at], spans[at]);
  }

  /** Traces with spans that no saved run covers. */
  synchronized List<OpenTrace> open() {
    List<OpenTrace> open = new ArrayList<>();
    for (int at = 0; at < high.length; at++) {
      if (spans[at] != 0 && covered[at] < last[at]) {
        open.add(new OpenTrace(new TraceId(high[at], low[at]), last[at], spans[at]));
      }
    }
    return open;
  }

  /** Traces with spans both before a commit and from it on. */
  synchronized List<TraceId> across(long seq) {
    List<TraceId> across = new ArrayList<>();
    for (int at = 0; at < high.length; at++) {
      if (spans[at] != 0 && first[at] < seq && last[at] >= seq) {
        across.add(new TraceId(high[at], low[at]));
      }
    }
    return across;
  }

  /** Forgets traces whose last span came before a commit. */
  synchronized void removeBefore(long seq) {
    TraceIndex kept = new TraceIndex();
    for (int at = 0; at < high.length; at++) {
      if (spans[at] != 0 && last[at] >= seq) {
        kept.add(high[at], low[at], Math.max(seq, first[at]), last[at], spans[at]);
        kept.cover(high[at], low[at], covered[at]);
      }
    }
    become(kept);
  }

  /** Takes over what another index holds, which is not used any more after. */
  synchronized void become(TraceIndex kept) {
    high = kept.high;
    low = kept.low;
    first = kept.first;
    last = kept.last;
    covered = kept.covered;
    spans = kept.spans;
    size = kept.size;
  }

  /** Sets how many spans a trace has, once some of them were deleted. */
  synchronized void recount(long hi, long lo, long count) {
    int at = slotOf(hi, lo);
    if (spans[at] != 0) {
      spans[at] = Math.toIntExact(count);
    }
  }

  synchronized int size() {
    return size;
  }

  /** Spreads close numbers far apart: the finish of MurmurHash3. */
  static long scramble(long number) {
    long hash = number ^ (number >>> 33);
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    hash *= 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  private int slotOf(long hi, long lo) {
    int mask = high.length - 1;
    int at = (int) scramble(lo ^ Long.rotateLeft(hi, 32)) & mask;
    while (spans[at] != 0 && (high[at] != hi || low[at] != lo)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void allocate(int slots) {
    high = new long[slots];
    low = new long[slots];
    first = new long[slots];
    last = new long[slots];
    covered = new long[slots];
    spans = new int[slots];
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    long[] oldFirst = first;
    long[] oldLast = last;
    long[] oldCovered = covered;
    int[] oldSpans = spans;
    allocate(oldHigh.length * 2);
    for (int from = 0; from < oldHigh.length; from++) {
      if (oldSpans[from] != 0) {
        int at = slotOf(oldHigh[from], oldLow[from]);
        high[at] = oldHigh[from];
        low[at] = oldLow[from];
        first[at] = oldFirst[from];
        last[at] = oldLast[from];
        covered[at] = oldCovered[from];
        spans[at] = oldSpans[from];
      }
    }
  }
}
