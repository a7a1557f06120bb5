package io.pitwall.model.trace;

import java.util.HexFormat;

/**
 * The 128-bit identity of a trace, and so of a run. All zeros is not a trace.
 *
 * @param high upper 64 bits
 * @param low lower 64 bits
 */
public record TraceId(long high, long low) {

  public TraceId {
    if (high == 0 && low == 0) {
      throw new IllegalArgumentException("Expected a trace id, but got all zeros");
    }
  }

  /**
   * Reads 32 hexadecimal digits.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static TraceId parse(String hex) {
    if (hex.length() != 32) {
      throw new IllegalArgumentException(
          "Expected a trace id of 32 hexadecimal digits, but got '" + hex + "'");
    }
    try {
      return new TraceId(
          HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    } catch (NumberFormatException notHex) {
      throw new IllegalArgumentException(
          "Expected a trace id of 32 hexadecimal digits, but got '" + hex + "'", notHex);
    }
  }

  /** 32 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
