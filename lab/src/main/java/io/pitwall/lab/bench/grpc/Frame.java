package io.pitwall.lab.bench.grpc;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * A frame of HTTP/2.
 *
 * @param type one of the constants
 * @param flags bits whose meaning depends on the type
 * @param stream stream it belongs to, 0 for the connection
 * @param payload its content; not copied
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-4">RFC 9113, section 4</a>
 */
@SuppressWarnings("ArrayRecordComponent") // frames are handed on, never compared
record Frame(int type, int flags, int stream, byte[] payload) {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 0x1;
  static final int ACK = 0x1;
  static final int END_HEADERS = 0x4;
  static final int PADDED = 0x8;
  static final int PRIORITY = 0x20;

  static final int HEADER_BYTES = 9;

  /** What every peer accepts without having said so. */
  static final int DEFAULT_MAX_PAYLOAD = 1 << 14;

  static final int DEFAULT_WINDOW = 65_535;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Big-endian number at an offset of the payload. */
  int int32(int offset) {
    return int32(payload, offset);
  }

  /** Big-endian number of two bytes at an offset of the payload. */
  int int16(int offset) {
    return ((payload[offset] & 0xff) << 8) | (payload[offset + 1] & 0xff);
  }

  /** The payload without padding and priority. */
  byte[] content() {
    int from = 0;
    int to = payload.length;
    if (has(PADDED)) {
      to -= payload[0] & 0xff;
      from = 1;
    }
    if (type == HEADERS && has(PRIORITY)) {
      from += 5;
    }
    return from == 0 && to == payload.length
        ? payload
        : java.util.Arrays.copyOfRange(payload, from, to);
  }

  /** Reads the next frame; fails with an {@link java.io.EOFException} at the end. */
  static Frame read(DataInputStream in) throws IOException {
    int lengthAndType = in.readInt();
    int flags = in.readUnsignedByte();
    int stream = in.readInt() & 0x7fff_ffff;
    int length = lengthAndType >>> 8;
    if (length > DEFAULT_MAX_PAYLOAD) {
      throw new IOException(
          "Expected frames of at most " + DEFAULT_MAX_PAYLOAD + " bytes, but got one of " + length);
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(lengthAndType & 0xff, flags, stream, payload);
  }

  /** The nine bytes that precede a payload. */
  static byte[] header(int length, int type, int flags, int stream) {
    byte[] header = new byte[HEADER_BYTES];
    header[0] = (byte) (length >> 16);
    header[1] = (byte) (length >> 8);
    header[2] = (byte) length;
    header[3] = (byte) type;
    header[4] = (byte) flags;
    putInt32(header, 5, stream);
    return header;
  }

  static int int32(byte[] bytes, int offset) {
    return ((bytes[offset] & 0xff) << 24)
        | ((bytes[offset + 1] & 0xff) << 16)
        | ((bytes[offset + 2] & 0xff) << 8)
        | (bytes[offset + 3] & 0xff);
  }

  static void putInt32(byte[] bytes, int offset, int value) {
    bytes[offset] = (byte) (value >> 24);
    bytes[offset + 1] = (byte) (value >> 16);
    bytes[offset + 2] = (byte) (value >> 8);
    bytes[offset + 3] = (byte) value;
  }
}
