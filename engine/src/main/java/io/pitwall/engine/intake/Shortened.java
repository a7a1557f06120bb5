package io.pitwall.engine.intake;

/** Cuts text to a length. */
final class Shortened {

  /** The first characters of a text, at most {@code length}; never half of a surrogate pair. */
  static String to(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean splits = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splits ? length - 1 : length);
  }

  private Shortened() {}
}
