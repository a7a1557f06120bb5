package io.pitwall.server.api;

import io.pitwall.engine.around.Calls;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What lists of operations around agents can be sorted by: the greatest first if nothing is said.
 */
enum CallOrder {
  TOTAL_SECONDS,
  COUNT,
  ERRORS,
  ERROR_RATE,
  MEAN_MS,
  P50_MS,
  P95_MS,
  P99_MS;

  static List<String> names() {
    return Arrays.stream(values()).map(order -> order.name().toLowerCase(Locale.ROOT)).toList();
  }

  static CallOrder named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  double of(Calls calls) {
    return switch (this) {
      case TOTAL_SECONDS -> calls.seconds().sum();
      case COUNT -> calls.count();
      case ERRORS -> calls.failures();
      case ERROR_RATE -> calls.errorRate();
      case MEAN_MS -> calls.seconds().mean();
      case P50_MS -> calls.seconds().quantile(0.5);
      case P95_MS -> calls.seconds().quantile(0.95);
      case P99_MS -> calls.seconds().quantile(0.99);
    };
  }

  /** Orders numbers either way; unknown ones come last. */
  static Comparator<Double> numbers(boolean ascending) {
    return (one, other) -> {
      if (one.isNaN() || other.isNaN()) {
        return Boolean.compare(one.isNaN(), other.isNaN());
      }
      return ascending ? one.compareTo(other) : other.compareTo(one);
    };
  }
}
