package io.pitwall.analysis.capacity;

import io.pitwall.analysis.queue.QueueLoad;

/**
 * How long work may wait: at most a share of it longer than a part of the mean service time.
 *
 * @param ofService allowed wait as a part of the mean service time
 * @param exceptShare share of the work that may wait longer, 0..1
 */
public record WaitTarget(double ofService, double exceptShare) {
  /** One in twenty may wait longer than a tenth of the service. */
  public static final WaitTarget DEFAULT = new WaitTarget(0.1, 0.05);

  public WaitTarget {
    if (!(ofService >= 0 && exceptShare > 0 && exceptShare < 1)) {
      throw new IllegalArgumentException(
          "Expected ofService >= 0 and 0 < exceptShare < 1, but got "
              + ofService
              + " and "
              + exceptShare);
    }
  }

  /** The allowed wait, seconds. */
  public double seconds(QueueLoad load) {
    return ofService * load.serviceSeconds();
  }
}
