package io.pitwall.server.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody probably meant. */
final class NearestName {

  /** A hint to be added to a message, empty if nothing is near. */
  static String hint(String wrong, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(wrong, name)))
        .filter(name -> distance(wrong, name) <= Math.max(2, wrong.length() / 2))
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  /** Letters to insert, delete or replace to turn one into the other (Levenshtein). */
  static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int k = 0; k <= other.length(); k++) {
      above[k] = k;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int k = 1; k <= other.length(); k++) {
        int replaced = above[k - 1] + (one.charAt(i - 1) == other.charAt(k - 1) ? 0 : 1);
        row[k] = Math.min(replaced, Math.min(above[k], row[k - 1]) + 1);
      }
      above = row;
    }
    return above[other.length()];
  }

  private NearestName() {}
}
