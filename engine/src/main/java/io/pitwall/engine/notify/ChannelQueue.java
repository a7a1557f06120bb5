package io.pitwall.engine.notify;

import io.pitwall.store.api.OutboxEntry.Pending;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * What a channel still has to send, in the order it was made, each group by itself: while the first
 * of a group waits for its next attempt, the others of the group wait behind it and other groups go
 * on. Holds ids and numbers only, about 300 bytes each. Thread-safe.
 */
final class ChannelQueue {

  private static final class Line {
    final String group;
    final Deque<Pending> waiting = new ArrayDeque<>();
    long readyNanos;

    Line(String group, long readyNanos) {
      this.group = group;
      this.readyNanos = readyNanos;
    }

    long number() {
      return waiting.getFirst().number();
    }
  }

  private final Map<String, Line> lines = new HashMap<>();
  private final TreeMap<Long, Line> ready = new TreeMap<>();
  private final PriorityQueue<Line> later =
      new PriorityQueue<>(Comparator.comparingLong((Line line) -> line.readyNanos));
  private int size;

  /** Puts one at the end of the line of its group. */
  synchronized void add(Pending pending, long readyNanos) {
    Line line = lines.get(pending.group());
    size++;
    if (line == null) {
      line = new Line(pending.group(), readyNanos);
      line.waiting.add(pending);
      lines.put(line.group, line);
      later.add(line);
    } else {
      line.waiting.add(pending);
    }
  }

  /** The first that may be sent now. It stays where it is. */
  synchronized Optional<Pending> first(long nowNanos) {
    for (Line line = later.peek();
        line != null && line.readyNanos - nowNanos <= 0;
        line = later.peek()) {
      later.poll();
      ready.put(line.number(), line);
    }
    return ready.isEmpty()
        ? Optional.empty()
        : Optional.of(ready.firstEntry().getValue().waiting.getFirst());
  }

  /** The one that {@link #first} gave is done with: the next of its group may follow. */
  synchronized void done(Pending pending) {
    Line line = ready.remove(pending.number());
    if (line == null) {
      throw new IllegalStateException("Expected the first of its group, but got " + pending);
    }
    line.waiting.removeFirst();
    size--;
    if (line.waiting.isEmpty()) {
      lines.remove(line.group);
    } else {
      ready.put(line.number(), line);
    }
  }

  /** The one that {@link #first} gave is tried again later, in the same place. */
  synchronized void retry(Pending before, Pending after, long readyNanos) {
    Line line = ready.remove(before.number());
    if (line == null) {
      throw new IllegalStateException("Expected the first of its group, but got " + before);
    }
    line.waiting.removeFirst();
    line.waiting.addFirst(after);
    line.readyNanos = readyNanos;
    later.add(line);
  }

  /** Nanoseconds until one may be sent, 0 if one may now; very long if there is none. */
  synchronized long waitNanos(long nowNanos) {
    if (!ready.isEmpty()) {
      return 0;
    }
    Line next = later.peek();
    return next == null ? Long.MAX_VALUE : Math.max(0, next.readyNanos - nowNanos);
  }

  /** Whether something of a group waits. */
  synchronized boolean holds(String group) {
    return lines.containsKey(group);
  }

  synchronized int size() {
    return size;
  }
}
