package io.pitwall.server.ingest.wire;

import java.util.Arrays;

/**
 * The fields that name the series of one data point after the other (attributes, labels), still
 * encoded. They nearly always stand together, and are then a stretch of the request itself; else
 * they are gathered. Not thread-safe.
 */
public final class EncodedFields {
  private final ProtoReader reader;
  private byte[] gathered = new byte[0];
  private boolean isGathered;
  private int from;
  private int to;

  public EncodedFields(ProtoReader reader) {
    this.reader = reader;
  }

  /** Begins with the next data point. */
  public void clear() {
    isGathered = false;
    from = 0;
    to = 0;
  }

  /** Takes in the reader's current field, and those of the same kind directly after it. */
  public void take() {
    int start = reader.fieldStart();
    reader.skipRun();
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
  public Stretch stretch() {
    return new Stretch(isGathered ? gathered : reader.buffer(), from, to - from);
  }

  /** Whether that is what there is now: cheaper than looking it up. */
  public boolean is(Stretch known) {
    return known.hasContent(isGathered ? gathered : reader.buffer(), from, to - from);
  }

  /** A reader of the fields alone, valid as long as {@link #stretch}. */
  public ProtoReader open(TextCache texts) {
    return new ProtoReader(
        isGathered ? gathered : reader.buffer(), from, to, texts, reader.allowance());
  }
}
