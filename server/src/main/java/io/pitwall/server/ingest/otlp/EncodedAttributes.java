package io.pitwall.server.ingest.otlp;

import io.pitwall.model.trace.Attributes;
import java.util.Arrays;

/**
 * The attributes of one data point after the other, still encoded. They nearly always stand
 * together, and are then a stretch of the request itself; else they are gathered. Not thread-safe.
 */
final class EncodedAttributes {
  private final ProtoReader reader;
  private byte[] gathered = new byte[0];
  private boolean isGathered;
  private int from;
  private int to;

  EncodedAttributes(ProtoReader reader) {
    this.reader = reader;
  }

  /** Begins with the next data point. */
  void clear() {
    isGathered = false;
    from = 0;
    to = 0;
  }

  /** Takes in the reader's current field, one {@code KeyValue}. */
  void take() {
    int start = reader.fieldStart();
    reader.skip();
    int end = reader.position();
    if (from == to) {
      from = start;
      to = end;
    } else if (!isGathered && to == start) {
      to = end;
    } else {
      gather(start, end);
    }
  }

  private void gather(int start, int end) {
    if (!isGathered) {
      gathered = Arrays.copyOfRange(reader.buffer(), from, to);
      isGathered = true;
      to -= from;
      from = 0;
    }
    int length = to + end - start;
    if (length > gathered.length) {
      gathered = Arrays.copyOf(gathered, 2 * length);
    }
    System.arraycopy(reader.buffer(), start, gathered, to, end - start);
    to = length;
  }

  /** What is there now; valid until the next call of any other method. */
  Stretch stretch() {
    return new Stretch(isGathered ? gathered : reader.buffer(), from, to - from);
  }

  Attributes decode(TextCache texts) {
    ProtoReader inside =
        new ProtoReader(
            isGathered ? gathered : reader.buffer(), from, to, texts, reader.allowance());
    Attributes.Builder attributes = Attributes.builder();
    while (inside.next()) {
      ProtoValues.readInto(inside, attributes);
    }
    return attributes.build();
  }
}
