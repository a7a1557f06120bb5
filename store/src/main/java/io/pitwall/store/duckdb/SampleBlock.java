package io.pitwall.store.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/**
 * Samples of many series in the order they came, packed: what one commit writes. Twelve bytes a
 * sample where series follow each other and times are alike, as they do within a batch.
 *
 * <pre>
 *   series  signed varint, difference from the one before
 *   time    signed varint, likewise
 *   value   8 bytes, its bits
 * </pre>
 */
final class SampleBlock {
  /** Most samples in one block: bounds the memory for reading it. */
  static final int MOST = 2_048;

  /** Takes one sample. */
  @FunctionalInterface
  interface Visitor {
    void accept(int series, long time, double value);
  }

  private final PackedWriter rows = new PackedWriter();
  private int size;
  private int lastSeries;
  private long lastTime;
  private long firstTime = Long.MAX_VALUE;
  private long endTime = Long.MIN_VALUE;

  /** Empties it for the next block. */
  void clear() {
    rows.clear();
    size = 0;
    lastSeries = 0;
    lastTime = 0;
    firstTime = Long.MAX_VALUE;
    endTime = Long.MIN_VALUE;
  }

  void add(int series, long time, double value) {
    rows.putSigned((long) series - lastSeries);
    rows.putSigned(time - lastTime);
    rows.putLong(Double.doubleToRawLongBits(value));
    lastSeries = series;
    lastTime = time;
    firstTime = Math.min(firstTime, time);
    endTime = Math.max(endTime, time);
    size++;
  }

  int size() {
    return size;
  }

  byte[] toBytes() {
    return rows.toBytes();
  }

  /** Appends it as a row, if there is anything in it, and empties it. */
  void appendTo(DuckDBAppender blocks, long seq) throws SQLException {
    if (size > 0) {
      blocks.beginRow();
      blocks.append(seq);
      blocks.append(firstTime);
      blocks.append(endTime);
      blocks.append(size);
      blocks.append(toBytes());
      blocks.endRow();
      clear();
    }
  }

  /** Shows all samples of a block, in the order they came. */
  static void each(byte[] block, Visitor visitor) {
    PackedReader reader = new PackedReader(block);
    long series = 0;
    long time = 0;
    while (reader.hasMore()) {
      series += reader.getSigned();
      time += reader.getSigned();
      visitor.accept((int) series, time, Double.longBitsToDouble(reader.getLong()));
    }
  }
}
