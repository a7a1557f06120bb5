package io.pitwall.engine.intake;

import org.jspecify.annotations.Nullable;

/**
 * Text with at most one star in it, which stands for any text.
 *
 * @param before what the text begins with
 * @param after what it ends with; null if there is no star
 */
record StarPattern(String before, @Nullable String after) {

  static StarPattern of(String pattern) {
    int star = pattern.indexOf('*');
    return star < 0
        ? new StarPattern(pattern, null)
        : new StarPattern(pattern.substring(0, star), pattern.substring(star + 1));
  }

  /** What stands for the star (the whole text if there is none); null if the text is unlike. */
  @Nullable String match(String text) {
    if (after == null) {
      return text.equals(before) ? text : null;
    }
    int end = text.length() - after.length();
    return end >= before.length() && text.startsWith(before) && text.endsWith(after)
        ? text.substring(before.length(), end)
        : null;
  }
}
