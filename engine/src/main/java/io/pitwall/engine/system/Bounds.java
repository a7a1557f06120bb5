package io.pitwall.engine.system;

/** Arithmetic and invariants of readings, with NaN standing for "not known". */
final class Bounds {
  private static final double MICROSCOPIC = 1e-9;

  /**
   * {@code 100 * part / whole} kept in 0..100, or NaN when either is unknown or the whole is not
   * positive.
   */
  static double percent(double part, double whole) {
    return 100 * fraction(part, whole);
  }

  /**
   * {@code part / whole} kept in 0..1, or NaN when either is unknown or the whole is not positive.
   * Ticks are rounded by the kernel, so that a busy core can seem to work for 100.2 % of the time:
   * such excess is cut.
   */
  static double fraction(double part, double whole) {
    return whole > 0 ? Math.clamp(part / whole, 0, 1) : Double.NaN;
  }

  /** {@code value}, or NaN when it is negative: the usual way of an API to say "unknown". */
  static double orNaN(double value) {
    return value < 0 ? Double.NaN : value;
  }

  /** As {@link #orNaN(double)}; exact up to 2^53. */
  static double orNaN(long value) {
    return value < 0 ? Double.NaN : (double) value;
  }

  static void percents(String record, double... values) {
    for (double value : values) {
      if (value < 0 || value > 100 + MICROSCOPIC) {
        throw new IllegalArgumentException(
            record + ": expected percent in 0..100 or NaN, got " + value);
      }
    }
  }

  static void fractions(String record, double... values) {
    for (double value : values) {
      if (value < 0 || value > 1 + MICROSCOPIC) {
        throw new IllegalArgumentException(
            record + ": expected fraction in 0..1 or NaN, got " + value);
      }
    }
  }

  static void notNegative(String record, double... values) {
    for (double value : values) {
      if (value < 0 || value == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            record + ": expected finite value of at least 0 or NaN, got " + value);
      }
    }
  }

  private Bounds() {}
}
