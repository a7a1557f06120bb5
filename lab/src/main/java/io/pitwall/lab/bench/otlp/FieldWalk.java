package io.pitwall.lab.bench.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.pitwall.lab.bench.grpc.GrpcMessage;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Finds out where in an encoded and framed message its fields are. */
final class FieldWalk {
  private final CodedInputStream in;

  /** A walk through a message that has its gRPC prefix. */
  FieldWalk(byte[] framed) {
    int prefix = GrpcMessage.PREFIX_BYTES;
    in = CodedInputStream.newInstance(framed, prefix, framed.length - prefix);
  }

  /** What is to be done with one field. */
  interface Visitor {
    /**
     * Is shown a field. It may descend with {@link #message}, or take note of where it is.
     *
     * @param number number of the field
     * @param at offset in the framed message at which the content starts
     * @param length bytes of the content
     */
    void field(int number, int at, int length);
  }

  /** Shows the fields of the whole message. */
  void fields(Visitor visitor) {
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int length =
            switch (WireFormat.getTagWireType(tag)) {
              case WireFormat.WIRETYPE_LENGTH_DELIMITED -> in.readRawVarint32();
              case WireFormat.WIRETYPE_FIXED64 -> 8;
              case WireFormat.WIRETYPE_FIXED32 -> 4;
              default -> -1;
            };
        if (length < 0) {
          in.skipField(tag);
          continue;
        }
        int at = in.getTotalBytesRead();
        visitor.field(WireFormat.getTagFieldNumber(tag), at + GrpcMessage.PREFIX_BYTES, length);
        in.skipRawBytes(at + length - in.getTotalBytesRead());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected an encoded message to be well-formed", e);
    }
  }

  /** Shows the fields of the message that the visitor is at. */
  void message(int length, Visitor visitor) {
    try {
      int limit = in.pushLimit(length);
      fields(visitor);
      in.popLimit(limit);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected an encoded message to be well-formed", e);
    }
  }
}
