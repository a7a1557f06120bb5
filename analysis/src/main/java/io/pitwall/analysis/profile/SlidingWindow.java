package io.pitwall.analysis.profile;

import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.trace.Tokens;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happened within the last hour, day or so, in a ring of slots:
 *
 * <pre>
 *   slots   | k-2 | k-1 |  k  |        k = time / slot width
 *   place      1     2     0           k mod number of slots
 * </pre>
 *
 * The window slides by whole slots: it covers the slot of the present and as many before it as make
 * up its length, so it reaches back between {@code length - slot} and {@code length}. What is dated
 * ahead of the present waits beside the ring until its time comes, so that a fast clock pushes
 * nothing out. Percentiles come from merging the slots' histograms, never from averaging
 * percentiles. Not thread-safe.
 */
public final class SlidingWindow {
  private final long slotMicros;
  private final @Nullable Slot[] slots;
  private final NavigableMap<Long, Slot> ahead = new TreeMap<>();
  private long present = Long.MIN_VALUE;

  /**
   * A window of {@code slots} slots.
   *
   * @param slotMicros width of a slot, microseconds, above 0
   * @param slots number of slots, above 0
   */
  public SlidingWindow(long slotMicros, int slots) {
    if (slotMicros <= 0 || slots <= 0) {
      throw new IllegalArgumentException(
          "Expected a slot width and number above 0, but got " + slotMicros + " and " + slots);
    }
    this.slotMicros = slotMicros;
    this.slots = new Slot[slots];
  }

  /**
   * Adds a task by the time it ended; one too old for the window is left out.
   *
   * @param nowMicros the present; it never goes back
   */
  public void record(TaskExecution execution, long nowMicros) {
    advance(nowMicros);
    Slot slot = slotFor(execution.endMicros());
    if (slot != null) {
      slot.add(execution);
    }
  }

  /** Adds what model calls used within a minute, or takes it back where it is below 0. */
  public void recordUse(AgentUse change) {
    Slot slot = slotFor(change.minuteMicros());
    if (slot != null) {
      slot.add(change);
    }
  }

  /** Adds what was kept of a slot; its start is a multiple of this window's slot width. */
  public void restore(long startMicros, WindowStats stats) {
    Slot slot = slotFor(startMicros);
    if (slot != null) {
      slot.add(stats);
    }
  }

  /** What happened in the window that ends now. */
  public WindowStats at(long nowMicros) {
    return at(nowMicros, slots.length);
  }

  /**
   * What happened in the slot of the present and those just before it.
   *
   * @param newestSlots how many slots, 1 or more; no more than the window has count
   */
  public WindowStats at(long nowMicros, int newestSlots) {
    advance(nowMicros);
    long newest = slotIndex(nowMicros);
    long oldest = newest - Math.min(newestSlots, slots.length);
    Slot all = new Slot(newest);
    for (Slot slot : slots) {
      if (slot != null && slot.index > oldest && slot.index <= newest) {
        all.addSlot(slot);
      }
    }
    return all.stats();
  }

  /** Number of the slot of the present; what {@link #at} says can change only with it. */
  public long slotIndex(long nowMicros) {
    return Math.floorDiv(nowMicros, slotMicros);
  }

  private void advance(long nowMicros) {
    present = Math.max(present, slotIndex(nowMicros));
    while (!ahead.isEmpty() && ahead.firstKey() <= present) {
      Slot due = ahead.pollFirstEntry().getValue();
      if (due.index > present - slots.length) {
        slots[place(due.index)] = due;
      }
    }
  }

  private @Nullable Slot slotFor(long micros) {
    long index = slotIndex(micros);
    if (index > present) {
      return ahead.computeIfAbsent(index, Slot::new);
    }
    if (index <= present - slots.length) {
      return null;
    }
    Slot slot = slots[place(index)];
    if (slot == null || slot.index < index) {
      slot = new Slot(index);
      slots[place(index)] = slot;
    }
    return slot;
  }

  private int place(long index) {
    return Math.floorMod(index, slots.length);
  }

  private static final class Slot {
    private final long index;
    private long count;
    private long errors;
    private @Nullable ExpHistogramBuilder seconds;
    private @Nullable ExpHistogramBuilder waits;
    private Tokens tokens = Tokens.NONE;
    private double costUsd;

    Slot(long index) {
      this.index = index;
    }

    void add(TaskExecution execution) {
      count++;
      errors += execution.success() ? 0 : 1;
      seconds().record(execution.seconds());
      if (execution.queueWaitNanos() >= 0) {
        waits().record(execution.queueWaitNanos() / 1e9);
      }
      Tokens used = execution.tokens();
      if (used != null) {
        add(used);
      }
      Double cost = execution.costUsd();
      costUsd += cost == null ? 0 : cost;
    }

    void add(WindowStats stats) {
      count += stats.count();
      errors += stats.errors();
      if (!stats.seconds().isEmpty()) {
        seconds().add(stats.seconds());
      }
      if (!stats.queueWaitSeconds().isEmpty()) {
        waits().add(stats.queueWaitSeconds());
      }
      add(stats.tokens());
      costUsd += stats.costUsd();
    }

    void add(AgentUse change) {
      tokens =
          new Tokens(
              Math.max(0, tokens.input() + change.input()),
              Math.max(0, tokens.output() + change.output()),
              Math.max(0, tokens.cachedInput() + change.cachedInput()),
              Math.max(0, tokens.reasoning() + change.reasoning()));
      costUsd = Math.max(0, costUsd + change.costUsd());
    }

    void addSlot(Slot slot) {
      add(slot.stats());
    }

    WindowStats stats() {
      return new WindowStats(
          count,
          errors,
          seconds == null ? ExpHistogram.EMPTY : seconds.build(),
          waits == null ? ExpHistogram.EMPTY : waits.build(),
          tokens,
          costUsd);
    }

    private void add(Tokens used) {
      tokens = tokens.plus(used);
    }

    private ExpHistogramBuilder seconds() {
      if (seconds == null) {
        seconds = new ExpHistogramBuilder();
      }
      return seconds;
    }

    private ExpHistogramBuilder waits() {
      if (waits == null) {
        waits = new ExpHistogramBuilder();
      }
      return waits;
    }
  }
}
