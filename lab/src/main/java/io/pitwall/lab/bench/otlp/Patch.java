package io.pitwall.lab.bench.otlp;

/** Writes fixed-width values over those that are there. */
final class Patch {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /** As ids are written: the highest byte first. */
  static void bigEndian(byte[] bytes, int at, long value) {
    for (int i = 0; i < 8; i++) {
      bytes[at + i] = (byte) (value >>> (56 - 8 * i));
    }
  }

  /** As protobuf's fixed64 is written: the lowest byte first. */
  static void littleEndian(byte[] bytes, int at, long value) {
    for (int i = 0; i < 8; i++) {
      bytes[at + i] = (byte) (value >>> (8 * i));
    }
  }

  /** As 16 hexadecimal digits. */
  static void hex(byte[] bytes, int at, long value) {
    for (int i = 0; i < 16; i++) {
      bytes[at + i] = HEX[(int) (value >>> (60 - 4 * i)) & 0xf];
    }
  }

  private Patch() {}
}
