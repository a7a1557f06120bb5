package io.pitwall.server.ingest.otlp;

import io.pitwall.model.trace.Attributes;
import java.util.Arrays;

/** The attributes of a data point, still encoded, behind a prefix that stands for its metric. */
final class AttributeBytes {
  private final int prefixLength;
  private byte[] bytes;
  private int length;

  AttributeBytes(byte[] prefix) {
    prefixLength = prefix.length;
    bytes = Arrays.copyOf(prefix, prefix.length + 128);
    length = prefix.length;
  }

  /** Takes in the current field, one {@code KeyValue}, with its length before it. */
  void take(ProtoReader reader) {
    int outer = reader.enter();
    int from = reader.position();
    int size = reader.messageEnd() - from;
    reader.leave(outer);
    if (length + size + 6 > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + size + 6));
    }
    bytes[length++] = (byte) (1 << 3 | 2);
    int rest = size;
    while (rest >= 0x80) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    System.arraycopy(reader.buffer(), from, bytes, length, size);
    length += size;
  }

  SeriesCache.Key key() {
    return new SeriesCache.Key(Arrays.copyOf(bytes, length));
  }

  Attributes decode(TextCache texts) {
    ProtoReader reader = new ProtoReader(Arrays.copyOfRange(bytes, prefixLength, length), texts);
    Attributes.Builder attributes = Attributes.builder();
    while (reader.next()) {
      ProtoValues.readInto(reader, attributes);
    }
    return attributes.build();
  }
}
