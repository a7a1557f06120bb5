package io.pitwall.engine.intake;

import org.jspecify.annotations.Nullable;

/**
 * Finds single values in a text of JSON, for conventions that put an object into one attribute.
 * Reads no more than it needs, allocates for the value alone, and takes text that is no JSON for an
 * object without members. A member with a point in its name is found like any other.
 */
final class JsonText {
  /** Deeper objects hold nothing that is looked for; text from outside must not exhaust a stack. */
  private static final int DEEPEST = 16;

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /**
   * The text, number or boolean at a path.
   *
   * @param path names of members, joined by points
   * @return a String, Long, Double or Boolean; null if there is none
   */
  static @Nullable Object find(String text, String path) {
    try {
      return new JsonText(text).find(path, 0);
    } catch (IndexOutOfBoundsException | NumberFormatException broken) {
      return null;
    }
  }

  private @Nullable Object find(String path, int depth) {
    if (depth > DEEPEST || next() != '{') {
      return null;
    }
    at++;
    while (next() == '"') {
      String name = string();
      if (next() != ':') {
        return null;
      }
      at++;
      if (path.equals(name)) {
        return scalar();
      }
      if (path.length() > name.length()
          && path.charAt(name.length()) == '.'
          && path.startsWith(name)) {
        Object found = find(path.substring(name.length() + 1), depth + 1);
        if (found != null) {
          return found;
        }
        return null;
      }
      skip();
      if (next() != ',') {
        return null;
      }
      at++;
    }
    return null;
  }

  private char next() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.charAt(at);
  }

  private @Nullable Object scalar() {
    char first = next();
    if (first == '"') {
      return string();
    }
    int from = at;
    while (at < text.length() && ",}] \n\r\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> number(word);
    };
  }

  private static Object number(String word) {
    double value = Double.parseDouble(word);
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : value;
  }

  /** The string that begins here; escapes of single characters are undone, others are kept. */
  private String string() {
    int from = ++at;
    StringBuilder out = null;
    while (text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        out = out == null ? new StringBuilder() : out;
        out.append(text, from, at);
        from = ++at;
      }
      at++;
    }
    String rest = text.substring(from, at++);
    return out == null ? rest : out.append(rest).toString();
  }

  /** Passes over a value, however deep. */
  private void skip() {
    int open = 0;
    do {
      char c = next();
      if (c == '"') {
        string();
        continue;
      }
      if (open == 0 && (c == ',' || c == '}' || c == ']')) {
        return;
      }
      if (c == '{' || c == '[') {
        open++;
      } else if (c == '}' || c == ']') {
        open--;
      }
      at++;
    } while (open > 0 || ",}]".indexOf(next()) < 0);
  }
}
