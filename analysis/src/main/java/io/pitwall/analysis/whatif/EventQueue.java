package io.pitwall.analysis.whatif;

import java.util.Arrays;

/** What is due when, the earliest first; of the same instant in the order of adding. */
final class EventQueue {
  private double[] times = new double[1024];
  private long[] orders = new long[1024];
  private int[] events = new int[1024];
  private int size;
  private long added;

  boolean isEmpty() {
    return size == 0;
  }

  double time() {
    return times[0];
  }

  void add(double time, int event) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      orders = Arrays.copyOf(orders, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
    }
    long order = added++;
    int at = size++;
    while (at > 0 && isBefore(time, order, (at - 1) / 2)) {
      move((at - 1) / 2, at);
      at = (at - 1) / 2;
    }
    put(at, time, order, event);
  }

  int take() {
    int first = events[0];
    size--;
    double time = times[size];
    long order = orders[size];
    int event = events[size];
    int at = 0;
    int child = earlierChild(0);
    while (child < size && !isBefore(time, order, child)) {
      move(child, at);
      at = child;
      child = earlierChild(at);
    }
    put(at, time, order, event);
    return first;
  }

  private int earlierChild(int at) {
    int left = 2 * at + 1;
    int right = left + 1;
    return right < size && isBefore(times[right], orders[right], left) ? right : left;
  }

  private boolean isBefore(double time, long order, int at) {
    return time < times[at] || (time == times[at] && order < orders[at]);
  }

  private void move(int from, int to) {
    put(to, times[from], orders[from], events[from]);
  }

  private void put(int at, double time, long order, int event) {
    times[at] = time;
    orders[at] = order;
    events[at] = event;
  }
}
