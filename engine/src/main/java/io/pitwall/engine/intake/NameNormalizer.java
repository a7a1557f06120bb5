package io.pitwall.engine.intake;

/**
 * Strips ids from names, so that {@code GET /orders/8123} and {@code GET /orders/8124} are one
 * operation. A run of word characters is taken for an id if it is a number, a UUID, or eight or
 * more hexadecimal digits with a number among them. Cheap where there is nothing to strip: names
 * without a digit are returned as they are.
 */
final class NameNormalizer {
  private static final String PLACEHOLDER = "{id}";

  static String normalize(String name) {
    if (!hasDigit(name)) {
      return name;
    }
    StringBuilder out = null;
    int at = 0;
    int copied = 0;
    while (at < name.length()) {
      if (!isIdChar(name.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < name.length() && isIdChar(name.charAt(end))) {
        end++;
      }
      if (isId(name, at, end)) {
        out = out == null ? new StringBuilder() : out;
        out.append(name, copied, at).append(PLACEHOLDER);
        copied = end;
      }
      at = end;
    }
    return out == null ? name : out.append(name, copied, name.length()).toString();
  }

  private static boolean isId(String name, int from, int to) {
    int digits = 0;
    int hex = 0;
    for (int i = from; i < to; i++) {
      char c = name.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
        hex++;
      } else if (c == '-' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
        hex++;
      }
    }
    int length = to - from;
    return digits == length || (hex == length && length >= 8 && digits > 0);
  }

  private static boolean isIdChar(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
  }

  private static boolean hasDigit(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= '0' && c <= '9') {
        return true;
      }
    }
    return false;
  }

  private NameNormalizer() {}
}
