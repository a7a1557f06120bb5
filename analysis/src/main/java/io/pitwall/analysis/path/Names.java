package io.pitwall.analysis.path;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Small numbers for the words that recur in spans, so that runs compare and store them as integers.
 * Runs that are analysed together share one. Only grows; not thread-safe while it does.
 */
public final class Names {
  /** The number of no word. */
  public static final int NONE = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  /** The number of a word, a new one if it has none; {@link #NONE} of null. */
  public int number(@Nullable String word) {
    if (word == null) {
      return NONE;
    }
    Integer known = numbers.get(word);
    if (known != null) {
      return known;
    }
    int number = words.size();
    numbers.put(word, number);
    words.add(word);
    return number;
  }

  /** The number of a word, {@link #NONE} if it has none. */
  public int find(String word) {
    return numbers.getOrDefault(word, NONE);
  }

  /** The word of a number; empty of {@link #NONE}. */
  public String word(int number) {
    return number == NONE ? "" : words.get(number);
  }

  /** How many words there are. */
  public int size() {
    return words.size();
  }
}
