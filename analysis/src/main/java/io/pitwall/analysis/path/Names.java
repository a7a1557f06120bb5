package io.pitwall.analysis.path;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Small numbers for the words that recur in spans, so that runs compare and store them as integers.
 * Runs that are analysed together share one. Only grows. Thread-safe.
 */
public final class Names {
  /** The number of no word. */
  public static final int NONE = -1;

  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private volatile String[] words = new String[16];
  private volatile int size;

  /** The number of a word, a new one if it has none; {@link #NONE} of null. */
  public int number(@Nullable String word) {
    if (word == null) {
      return NONE;
    }
    Integer known = numbers.get(word);
    return known == null ? add(word) : known;
  }

  private synchronized int add(String word) {
    Integer known = numbers.get(word);
    if (known != null) {
      return known;
    }
    int number = size;
    if (number == words.length) {
      words = Arrays.copyOf(words, 2 * number);
    }
    words[number] = word;
    size = number + 1;
    numbers.put(word, number);
    return number;
  }

  /** The number of a word, {@link #NONE} if it has none. */
  public int find(String word) {
    return numbers.getOrDefault(word, NONE);
  }

  /** The word of a number; empty of {@link #NONE}. */
  public String word(int number) {
    return number == NONE ? "" : words[number];
  }

  /** How many words there are. */
  public int size() {
    return size;
  }
}
