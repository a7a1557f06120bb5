package io.pitwall.server.http;

import java.util.Arrays;

/**
 * The framing of gRPC messages: a byte that tells whether the message is compressed, its length in
 * four bytes, big end first, and the message
 * (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
 */
final class GrpcFrame {
  static final int PREFIX_BYTES = 5;

  private GrpcFrame() {}

  /**
   * Takes the one message of a unary call out of its frame.
   *
   * @param framed the whole request body
   * @param gzip whether messages that are marked as compressed are so by gzip
   * @param limit most bytes of the message
   * @param lease where its bytes are accounted
   */
  static byte[] unwrap(byte[] framed, boolean gzip, int limit, BodyBudget.Lease lease) {
    if (framed.length < PREFIX_BYTES) {
      throw new GrpcException(
          GrpcStatus.INTERNAL,
          "Expected a message in its frame of 5 bytes or more, but got "
              + framed.length
              + " bytes");
    }
    int flag = framed[0];
    if (flag != 0 && flag != 1) {
      throw new GrpcException(
          GrpcStatus.INTERNAL, "Expected 0 or 1 as compression flag, but got " + (flag & 0xff));
    }
    long length =
        (framed[1] & 0xffL) << 24
            | (framed[2] & 0xffL) << 16
            | (framed[3] & 0xffL) << 8
            | (framed[4] & 0xffL);
    int there = framed.length - PREFIX_BYTES;
    if (length > there) {
      throw new GrpcException(
          GrpcStatus.INTERNAL,
          "Expected a message of " + length + " bytes as its frame says, but got " + there);
    }
    if (length < there) {
      throw new GrpcException(
          GrpcStatus.INVALID_ARGUMENT, "Expected one message in a unary call, but got more");
    }
    byte[] message = Arrays.copyOfRange(framed, PREFIX_BYTES, framed.length);
    if (flag == 0) {
      return message;
    }
    if (!gzip) {
      throw new GrpcException(
          GrpcStatus.INTERNAL,
          "Expected grpc-encoding to name the compression of a message marked as compressed");
    }
    return Gunzip.decode(message, limit, lease);
  }

  /** Puts a message into its frame, uncompressed. */
  static byte[] wrap(byte[] message) {
    byte[] framed = new byte[PREFIX_BYTES + message.length];
    framed[1] = (byte) (message.length >>> 24);
    framed[2] = (byte) (message.length >>> 16);
    framed[3] = (byte) (message.length >>> 8);
    framed[4] = (byte) message.length;
    System.arraycopy(message, 0, framed, PREFIX_BYTES, message.length);
    return framed;
  }
}
