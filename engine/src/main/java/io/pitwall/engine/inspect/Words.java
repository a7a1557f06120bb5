package io.pitwall.engine.inspect;

import java.util.Locale;

/** Numbers as people read them, the same in every country. */
final class Words {

  /** A length of time: {@code 850 ms}, {@code 8.4 s}, {@code 2.5 min}, {@code 1.2 h}. */
  static String time(double millis) {
    double size = Math.abs(millis);
    if (size < 1_000) {
      return String.format(Locale.ROOT, size < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
    if (size < 120_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }
    return size < 7_200_000
        ? String.format(Locale.ROOT, "%.1f min", millis / 6e4)
        : String.format(Locale.ROOT, "%.1f h", millis / 3.6e6);
  }

  /** A share of 0 to 1 in percent: {@code 47 %}, {@code 0.4 %}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.02 ? "%.1f %%" : "%.0f %%", share * 100);
  }

  /** US dollars: {@code $0.0123}, {@code $4.20}, {@code $1,200}. */
  static String usd(double usd) {
    if (usd < 0.1) {
      return String.format(Locale.ROOT, "$%.4f", usd);
    }
    return String.format(Locale.ROOT, usd < 1_000 ? "$%.2f" : "$%,.0f", usd);
  }

  private Words() {}
}
