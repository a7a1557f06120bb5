package io.pitwall.engine.price;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prices of a model from a day on (midnight UTC), until a later period begins.
 *
 * @param fromNanos begin, nanoseconds since the epoch
 * @param above input tokens beyond which the price holds; 0 for any call
 * @param price prices
 * @param tiers the same with the prices of larger calls, the largest first; this one last
 */
record PricePeriod(long fromNanos, long above, Price price, List<PricePeriod> tiers) {

  /** The price for a call with so many input tokens. */
  Price priceFor(long inputTokens) {
    for (PricePeriod tier : tiers) {
      if (inputTokens > tier.above) {
        return tier.price;
      }
    }
    return price;
  }

  /**
   * Reads a line: model, date, input, cached input, cache write, output, and where it holds for
   * large calls only {@code above=} and a number of input tokens.
   */
  static void add(String where, String line, Map<String, List<PricePeriod>> byModel) {
    String[] words = line.strip().split("\\s+");
    if (words.length < 6 || words.length > 7) {
      throw new IllegalArgumentException(
          where
              + ": expected a model, a date and the prices of input, cached input, cache writes and"
              + " output, but got '"
              + line.strip()
              + "'");
    }
    try {
      Price price = new Price(price(words[2]), price(words[3]), price(words[4]), price(words[5]));
      long from =
          LocalDate.parse(words[1]).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000_000L;
      long above = words.length == 7 ? bound(words[6]) : 0;
      byModel
          .computeIfAbsent(words[0].toLowerCase(Locale.ROOT), model -> new ArrayList<>())
          .add(new PricePeriod(from, above, price, List.of()));
    } catch (DateTimeParseException | IllegalArgumentException broken) {
      throw new IllegalArgumentException(
          where
              + ": expected a date like 2025-01-31, prices in US dollars per million tokens or - for"
              + " unknown, and above=TOKENS, but got '"
              + line.strip()
              + "'",
          broken);
    }
  }

  /** The periods of a model, the latest first, each with its tiers. */
  static List<PricePeriod> newestFirst(List<PricePeriod> lines) {
    return lines.stream()
        .filter(line -> line.above == 0)
        .sorted(Comparator.comparingLong(PricePeriod::fromNanos).reversed())
        .map(base -> new PricePeriod(base.fromNanos, 0, base.price, tiersOf(base, lines)))
        .toList();
  }

  private static List<PricePeriod> tiersOf(PricePeriod base, List<PricePeriod> lines) {
    return lines.stream()
        .filter(line -> line.above > 0 && line.fromNanos == base.fromNanos)
        .sorted(Comparator.comparingLong(PricePeriod::above).reversed())
        .toList();
  }

  private static double price(String word) {
    return word.equals("-") ? Double.NaN : Double.parseDouble(word);
  }

  private static long bound(String word) {
    if (!word.startsWith("above=")) {
      throw new IllegalArgumentException("Expected above=TOKENS, but got " + word);
    }
    return Long.parseLong(word.substring("above=".length()));
  }
}
