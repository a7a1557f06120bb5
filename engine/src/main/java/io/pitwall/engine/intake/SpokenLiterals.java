package io.pitwall.engine.intake;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * The literals of a statement, to be taken out of what its failure says: databases repeat them in
 * messages. One character alone is too little to be found again. Not thread-safe.
 */
final class SpokenLiterals {
  /** More are not looked for, so that a message costs little. */
  private static final int MOST = 200;

  private static final int SHORTEST = 2;

  /** Longest first: one may contain another. */
  private final TreeSet<String> texts =
      new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(s -> s));

  /** Takes in a literal as it stands in the statement, with its quotes. */
  void add(String literal) {
    int from = 0;
    int to = literal.length();
    int quote = literal.indexOf('\'');
    quote = quote < 0 ? literal.indexOf('"') : quote;
    if (quote >= 0) {
      from = quote + 1;
      to =
          literal.length() > from && literal.endsWith(literal.substring(quote, from)) ? to - 1 : to;
    } else if (literal.startsWith("$")) {
      from = literal.indexOf('$', 1) + 1;
      to = Math.max(from, literal.length() - from);
    }
    if (to - from >= SHORTEST && texts.size() < MOST) {
      texts.add(literal.substring(from, to));
      texts.add(literal.substring(from, to).replace("''", "'"));
    }
  }

  /** A text with every literal replaced, where it stands as a word or phrase of its own. */
  String removedFrom(String text) {
    if (text.isEmpty() || texts.isEmpty()) {
      return text;
    }
    String clean = text;
    for (String literal : texts) {
      clean = replaced(clean, literal);
    }
    return clean;
  }

  private static String replaced(String text, String literal) {
    int at = text.indexOf(literal);
    if (at < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    while (at >= 0) {
      int end = at + literal.length();
      if (isEdge(text, at - 1, at) && isEdge(text, end - 1, end)) {
        out.append(text, copied, at).append('?');
        copied = end;
      }
      at = text.indexOf(literal, end);
    }
    return out.append(text, copied, text.length()).toString();
  }

  /** Whether a word does not go on from one character to the next. */
  private static boolean isEdge(String text, int before, int after) {
    return before < 0
        || after >= text.length()
        || !Character.isLetterOrDigit(text.charAt(before))
        || !Character.isLetterOrDigit(text.charAt(after));
  }
}
