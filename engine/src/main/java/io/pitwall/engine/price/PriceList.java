package io.pitwall.engine.price;

import io.pitwall.model.trace.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Prices of models by date. Where a model or its price is not known, so is the cost: it is never
 * taken for 0. Thread-safe.
 *
 * <p>A model is found under its own name; else without what routes and releases add to it: the path
 * before the last slash, a region and maker before a point, a date or release at the end.
 */
public final class PriceList {
  /** A list without prices. */
  public static final PriceList NONE = new PriceList(Map.of());

  /** Names that were looked up; a bound against senders that make up names. */
  private static final int MOST_REMEMBERED = 10_000;

  private static final List<PricePeriod> UNKNOWN = List.of();

  private final Map<String, List<PricePeriod>> byModel;
  private final Map<String, List<PricePeriod>> found = new ConcurrentHashMap<>();

  private PriceList(Map<String, List<PricePeriod>> byModel) {
    this.byModel = byModel;
  }

  /** The list that comes with the product. */
  public static PriceList standard() {
    try (InputStream in = PriceList.class.getResourceAsStream("prices.txt")) {
      if (in == null) {
        throw new IllegalStateException("Expected the resource prices.txt");
      }
      return parse("prices.txt", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The list in a file, which stands in place of the one that comes with the product.
   *
   * @throws IllegalArgumentException if the file cannot be read or understood, naming file and line
   */
  public static PriceList of(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Expected a readable list of prices in " + file + " (engine.price-file), but got " + e,
          e);
    }
  }

  /**
   * A list from text.
   *
   * @param name names it in messages
   * @throws IllegalArgumentException if a line cannot be understood
   */
  public static PriceList parse(String name, String text) {
    Map<String, List<PricePeriod>> byModel = new HashMap<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.strip().startsWith("#")) {
        PricePeriod.add(name + ":" + number, line, byModel);
      }
    }
    byModel.replaceAll((model, periods) -> PricePeriod.newestFirst(periods));
    return new PriceList(byModel);
  }

  /**
   * What a call cost.
   *
   * @param startNanos when, nanoseconds since the epoch
   * @param tokens its tokens
   * @param cacheWritten input tokens among them that were written to a cache
   * @return US dollars; NaN if not known
   */
  public double usd(String model, long startNanos, Tokens tokens, long cacheWritten) {
    for (PricePeriod period : periods(model)) {
      if (startNanos >= period.fromNanos()) {
        return period.priceFor(tokens.input()).usd(tokens, cacheWritten);
      }
    }
    return Double.NaN;
  }

  /** Number of models with a price. */
  public int size() {
    return byModel.size();
  }

  private List<PricePeriod> periods(String model) {
    List<PricePeriod> known = found.get(model);
    if (known == null) {
      known = search(model.toLowerCase(Locale.ROOT));
      if (found.size() < MOST_REMEMBERED) {
        found.put(model, known);
      }
    }
    return known;
  }

  private List<PricePeriod> search(String model) {
    for (String name : ModelNames.broader(model)) {
      List<PricePeriod> periods = byModel.get(name);
      if (periods != null) {
        return periods;
      }
    }
    return UNKNOWN;
  }
}
