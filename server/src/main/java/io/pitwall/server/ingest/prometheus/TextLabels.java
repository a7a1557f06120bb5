package io.pitwall.server.ingest.prometheus;

import io.pitwall.server.ingest.wire.DecodeException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Labels in text: {@code {name="value",other="with \"quotes\""}}. */
final class TextLabels {

  /** Where labels that begin at {@code from} have ended; -1 if they do not. */
  static int end(String text, int from, int end) {
    boolean quoted = false;
    for (int at = from; at < end; at++) {
      char c = text.charAt(at);
      if (quoted) {
        if (c == '\\') {
          at++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '}') {
        return at + 1;
      }
    }
    return -1;
  }

  /**
   * The labels of a sample.
   *
   * @param head name and labels of it, as {@link #end} found them to end
   * @throws DecodeException if they are not written as labels are
   */
  static Map<String, String> parse(String head) {
    Map<String, String> labels = new LinkedHashMap<>();
    int open = head.indexOf('{');
    if (open < 0) {
      return labels;
    }
    int at = skipBlanks(head, open + 1);
    while (head.charAt(at) != '}') {
      int nameEnd = at;
      while (isNameChar(head.charAt(nameEnd))) {
        nameEnd++;
      }
      String name = head.substring(at, nameEnd);
      int equals = skipBlanks(head, nameEnd);
      int quote = head.charAt(equals) == '=' ? skipBlanks(head, equals + 1) : -1;
      if (name.isEmpty()
          || (name.charAt(0) >= '0' && name.charAt(0) <= '9')
          || quote < 0
          || head.charAt(quote) != '"') {
        throw new DecodeException("Expected labels like {name=\"value\"}, but got " + head);
      }
      int close = closingQuote(head, quote + 1);
      if (labels.put(name, unescaped(head.substring(quote + 1, close))) != null) {
        throw new DecodeException("Expected the label " + name + " once, but got " + head);
      }
      at = skipBlanks(head, close + 1);
      if (head.charAt(at) == ',') {
        at = skipBlanks(head, at + 1);
      } else if (head.charAt(at) != '}') {
        throw new DecodeException("Expected a comma between labels, but got " + head);
      }
    }
    return labels;
  }

  /** Text with its line feeds, quotes and backslashes as they are meant. */
  static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != '\\' || at + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char escaped = text.charAt(++at);
      switch (escaped) {
        case 'n' -> out.append('\n');
        case '"', '\\' -> out.append(escaped);
        default -> out.append('\\').append(escaped);
      }
    }
    return out.toString();
  }

  private static int closingQuote(String head, int from) {
    int at = from;
    while (head.charAt(at) != '"') {
      at += head.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  private static boolean isNameChar(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == ':';
  }

  private static int skipBlanks(String head, int from) {
    int at = from;
    while (head.charAt(at) == ' ' || head.charAt(at) == '\t') {
      at++;
    }
    return at;
  }

  private TextLabels() {}
}
