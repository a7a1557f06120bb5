package io.pitwall.store.duckdb;

import java.nio.charset.StandardCharsets;

/** Writes JSON by hand: attributes are written 60,000 times a second. */
final class JsonText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  /**
   * Appends a name with its quotes. Halves of surrogate pairs, which no name in valid UTF-8 has,
   * are replaced: JSON readers do not take them in names.
   */
  static void quoteName(StringBuilder out, String name) {
    boolean sound = true;
    for (int i = 0; i < name.length() && sound; i++) {
      sound = !Character.isSurrogate(name.charAt(i));
    }
    quote(
        out,
        sound ? name : new String(name.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16));
  }

  /** Appends a string with its quotes. */
  static void quote(StringBuilder out, String text) {
    out.append('"');
    int from = 0;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      out.append(text, from, i);
      escape(out, c);
      from = i + 1;
    }
    out.append(text, from, length).append('"');
  }

  private static void escape(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      // Control characters, and halves of surrogate pairs, which UTF-8 cannot carry.
      default ->
          out.append("\\u")
              .append(HEX[c >> 12])
              .append(HEX[c >> 8 & 15])
              .append(HEX[c >> 4 & 15])
              .append(HEX[c & 15]);
    }
  }

  private JsonText() {}
}
