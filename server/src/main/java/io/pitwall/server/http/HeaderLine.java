package io.pitwall.server.http;

/**
 * One response header.
 *
 * @param name name, a token of RFC 9110
 * @param value value without control characters
 */
public record HeaderLine(String name, String value) {

  public HeaderLine {
    if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
      throw new IllegalArgumentException("Expected a header name, but got '" + name + "'");
    }
    // A line break in a value would let its author write headers and bodies of his own.
    if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c >= 127)) {
      throw new IllegalArgumentException(
          "Expected a header value of printable ASCII for " + name + ", but got '" + value + "'");
    }
  }
}
