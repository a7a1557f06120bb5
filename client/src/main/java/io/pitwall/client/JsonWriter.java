package io.pitwall.client;

import java.nio.charset.StandardCharsets;

/**
 * Writes JSON text, a token at a time; commas are set by the writer. Numbers that JSON cannot hold
 * become the strings "NaN", "Infinity" and "-Infinity", as protobuf's JSON mapping has it. Not
 * thread-safe.
 */
final class JsonWriter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder(4_096);
  private boolean first = true;

  JsonWriter beginObject() {
    separate();
    out.append('{');
    first = true;
    return this;
  }

  JsonWriter endObject() {
    out.append('}');
    first = false;
    return this;
  }

  JsonWriter beginArray() {
    separate();
    out.append('[');
    first = true;
    return this;
  }

  JsonWriter endArray() {
    out.append(']');
    first = false;
    return this;
  }

  /** The name of the field whose value is written next. */
  JsonWriter name(String name) {
    separate();
    quote(name);
    out.append(':');
    first = true;
    return this;
  }

  JsonWriter value(String text) {
    separate();
    quote(text);
    first = false;
    return this;
  }

  JsonWriter value(long number) {
    separate();
    out.append(number);
    first = false;
    return this;
  }

  JsonWriter value(double number) {
    separate();
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      quote(Double.toString(number));
    } else {
      out.append(number);
    }
    first = false;
    return this;
  }

  JsonWriter value(boolean truth) {
    separate();
    out.append(truth);
    first = false;
    return this;
  }

  byte[] toUtf8() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void separate() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= ' ' && !Character.isSurrogate(c)) {
        out.append(c);
      } else if (isPair(text, i)) {
        out.append(c).append(text.charAt(++i));
      } else {
        escape(Character.isSurrogate(c) ? '\ufffd' : c);
      }
    }
    out.append('"');
  }

  private static boolean isPair(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }

  private void escape(char c) {
    out.append("\\u")
        .append(HEX[c >> 12 & 15])
        .append(HEX[c >> 8 & 15])
        .append(HEX[c >> 4 & 15])
        .append(HEX[c & 15]);
  }
}
