package io.pitwall.lab.bench.grpc;

import java.nio.charset.StandardCharsets;

/**
 * HPACK's Huffman code. It is canonical, so the lengths of the codes say everything: codes of one
 * length count up in the order of their symbols, from the double of the code after the last one of
 * the length before.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7541#appendix-B">RFC 7541, appendix B</a>
 */
final class Huffman {
  private static final int LONGEST = 30;

  /** Length of each symbol's code; the last symbol is the end of the text. */
  private static final byte[] LENGTHS = {
    13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, //
    28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28, //
    6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, //
    5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, //
    13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, //
    7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, //
    15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, //
    6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, //
    20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, //
    24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, //
    22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, //
    21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23, //
    26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, //
    19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, //
    20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, //
    26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, //
    30
  };

  /** Number of codes of each length. */
  private static final int[] COUNTS = new int[LONGEST + 1];

  /** Symbols by length of code, then by value. */
  private static final short[] SYMBOLS = new short[LENGTHS.length];

  static {
    int at = 0;
    for (int length = 1; length <= LONGEST; length++) {
      for (short symbol = 0; symbol < LENGTHS.length; symbol++) {
        if (LENGTHS[symbol] == length) {
          COUNTS[length]++;
          SYMBOLS[at++] = symbol;
        }
      }
    }
  }

  /**
   * Decodes a text of bytes below 256, taken as ISO 8859-1. Bits after the last whole code are
   * padding.
   */
  static String decode(byte[] from, int offset, int length) {
    byte[] text = new byte[length * 8 / 5 + 1];
    int size = 0;
    int code = 0;
    int first = 0;
    int index = 0;
    int bits = 0;
    for (int i = offset; i < offset + length; i++) {
      for (int bit = 7; bit >= 0; bit--) {
        code |= (from[i] >> bit) & 1;
        bits++;
        int among = code - first;
        if (among < COUNTS[bits]) {
          text[size++] = (byte) SYMBOLS[index + among];
          code = 0;
          first = 0;
          index = 0;
          bits = 0;
        } else {
          index += COUNTS[bits];
          first = (first + COUNTS[bits]) << 1;
          code <<= 1;
        }
      }
    }
    return new String(text, 0, size, StandardCharsets.ISO_8859_1);
  }

  private Huffman() {}
}
