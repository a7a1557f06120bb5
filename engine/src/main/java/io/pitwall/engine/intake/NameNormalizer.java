package io.pitwall.engine.intake;

import java.util.Set;

/**
 * Strips ids from names, so that {@code GET /orders/8123} and {@code GET /orders/8124} are one
 * operation. A run of word characters is taken for an id if it is a number, a UUID, or eight or
 * more hexadecimal digits with a number among them. Cheap where there is nothing to strip: names
 * without a digit are returned as they are.
 */
final class NameNormalizer {
  private static final String PLACEHOLDER = "{id}";
  private static final int UUID_LENGTH = 36;
  private static final Set<Integer> UUID_HYPHENS = Set.of(8, 13, 18, 23);

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
    int hyphens = 0;
    for (int i = from; i < to; i++) {
      char c = name.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
        hex++;
      } else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
        hex++;
      } else if (c == '-' && UUID_HYPHENS.contains(i - from)) {
        hyphens++;
      }
    }
    int length = to - from;
    boolean uuid = length == UUID_LENGTH && hyphens == UUID_HYPHENS.size();
    return digits == length || (digits > 0 && length >= 8 && hex == length - (uuid ? hyphens : 0));
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
