package io.pitwall.client;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where a span stands: its trace, itself and its parent (0 for none).
 *
 * <p>Ids come from the thread's random source, as in OpenTelemetry's SDK: they must be unique, not
 * secret.
 */
record SpanIdentity(long traceHigh, long traceLow, long spanId, long parentId) {

  static SpanIdentity newTrace() {
    return new SpanIdentity(randomId(), randomId(), randomId(), 0);
  }

  SpanIdentity child() {
    return new SpanIdentity(traceHigh, traceLow, randomId(), spanId);
  }

  String traceHex() {
    return hex(traceHigh) + hex(traceLow);
  }

  String traceparent() {
    return "00-" + traceHex() + "-" + hex(spanId) + "-01";
  }

  /** Reads a W3C traceparent header; null if it is absent or not one. */
  static @Nullable SpanIdentity parse(@Nullable String traceparent) {
    if (traceparent == null) {
      return null;
    }
    String[] parts = traceparent.strip().split("-", -1);
    if (parts.length < 4 || parts[1].length() != 32 || parts[2].length() != 16) {
      return null;
    }
    try {
      long high = Long.parseUnsignedLong(parts[1].substring(0, 16), 16);
      long low = Long.parseUnsignedLong(parts[1].substring(16), 16);
      long span = Long.parseUnsignedLong(parts[2], 16);
      return (high | low) == 0 || span == 0 ? null : new SpanIdentity(high, low, span, 0);
    } catch (NumberFormatException notHex) {
      return null;
    }
  }

  static String hex(long id) {
    String digits = Long.toHexString(id);
    return "0".repeat(16 - digits.length()) + digits;
  }

  private static long randomId() {
    long id;
    do {
      id = ThreadLocalRandom.current().nextLong();
    } while (id == 0);
    return id;
  }
}
