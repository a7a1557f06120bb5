package io.pitwall.lab.bench.grpc;

/** gRPC's framing of a message: a flag for compression and a length, then the message. */
public final class GrpcMessage {
  public static final int PREFIX_BYTES = 5;

  /** A message with its prefix, not compressed. */
  public static byte[] frame(byte[] message) {
    byte[] framed = new byte[PREFIX_BYTES + message.length];
    Frame.putInt32(framed, 1, message.length);
    System.arraycopy(message, 0, framed, PREFIX_BYTES, message.length);
    return framed;
  }

  private GrpcMessage() {}
}
