package io.pitwall.client;

import org.jspecify.annotations.Nullable;

/**
 * A span of another process, as the W3C header {@code traceparent} names it.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context</a>
 */
record TraceParent(long traceHigh, long traceLow, long spanId) {

  /** Reads the header; null if it is absent or not one. */
  static @Nullable TraceParent parse(@Nullable String header) {
    if (header == null) {
      return null;
    }
    String[] parts = header.strip().split("-", -1);
    if (parts.length < 4 || parts[1].length() != 32 || parts[2].length() != 16) {
      return null;
    }
    try {
      long high = Long.parseUnsignedLong(parts[1].substring(0, 16), 16);
      long low = Long.parseUnsignedLong(parts[1].substring(16), 16);
      long span = Long.parseUnsignedLong(parts[2], 16);
      return (high | low) == 0 || span == 0 ? null : new TraceParent(high, low, span);
    } catch (NumberFormatException notHex) {
      return null;
    }
  }

  @Override
  public String toString() {
    return "00-" + hex(traceHigh) + hex(traceLow) + "-" + hex(spanId) + "-01";
  }

  /** 16 hexadecimal digits. */
  static String hex(long id) {
    String digits = Long.toHexString(id);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
