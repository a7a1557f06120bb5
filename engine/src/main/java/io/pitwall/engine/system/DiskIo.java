package io.pitwall.engine.system;

/**
 * Disk I/O: counters since boot (in a container, since its start) and their rates.
 *
 * @param busyFraction 0..1, share of the interval in which the host's busiest disk had work
 * @param ofContainer whether all but {@code busyFraction} counts the control group's traffic alone
 */
public record DiskIo(
    double readBytes,
    double writeBytes,
    double reads,
    double writes,
    double readBytesPerSecond,
    double writeBytesPerSecond,
    double readsPerSecond,
    double writesPerSecond,
    double busyFraction,
    boolean ofContainer) {
  static final DiskIo UNKNOWN =
      new DiskIo(
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          false);

  public DiskIo {
    Bounds.notNegative("diskIo", readBytes, writeBytes, reads, writes);
    Bounds.notNegative("diskIo", readBytesPerSecond, writeBytesPerSecond);
    Bounds.notNegative("diskIo", readsPerSecond, writesPerSecond);
    Bounds.fractions("diskIo", busyFraction);
  }
}
