package io.pitwall.server.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * The text of a file, decompressed if it begins with the magic bytes of gzip. In line mode it ends
 * at every line's end until {@link #nextLine} moves on, so that a parser cannot run into the next
 * line however broken this one is. Holds one buffer, whatever the length of a line. Not
 * thread-safe.
 */
final class SourceStream extends InputStream {
  private static final int BUFFER = 1 << 16;

  private final FileChannel file;
  private final InputStream text;
  private final boolean byLine;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long offset;
  private long line = 1;

  private SourceStream(FileChannel file, InputStream text, boolean byLine) {
    this.file = file;
    this.text = text;
    this.byLine = byLine;
  }

  static SourceStream open(Path path, boolean byLine) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      PushbackInputStream raw = new PushbackInputStream(Channels.newInputStream(file), 2);
      byte[] magic = raw.readNBytes(2);
      raw.unread(magic);
      boolean gzip = magic.length == 2 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b;
      return new SourceStream(file, gzip ? new GZIPInputStream(raw, BUFFER) : raw, byLine);
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  /** Bytes read of the file as it lies on disk. */
  long diskBytes() throws IOException {
    return file.position();
  }

  /** Bytes given out so far, after decompression. */
  long offset() {
    return offset;
  }

  /** Number of the current line, from 1; only kept in line mode. */
  long line() {
    return line;
  }

  /** Goes to a place that was reached before, by {@link #offset} and {@link #line}. */
  void skipTo(Checkpoint place) throws IOException {
    text.skipNBytes(place.offset() - offset);
    offset = place.offset();
    line = place.line();
  }

  /** Leaves out what is left of this line; false if the file ends with it. */
  boolean nextLine() throws IOException {
    while (fill()) {
      int newline = newline(end);
      offset += newline - at;
      at = newline;
      if (at < end) {
        at++;
        offset++;
        line++;
        return fill();
      }
    }
    return false;
  }

  @Override
  public int read(byte[] target, int start, int length) throws IOException {
    Objects.checkFromIndexSize(start, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int limit = Math.min(end, at + length);
    int stop = byLine ? newline(limit) : limit;
    int count = stop - at;
    if (count == 0) {
      return -1;
    }
    System.arraycopy(buffer, at, target, start, count);
    at += count;
    offset += count;
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public void close() throws IOException {
    text.close();
    file.close();
  }

  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, text.read(buffer, 0, buffer.length));
    }
    return at < end;
  }

  /** Index of the next line's end, the limit if it does not come before. */
  private int newline(int limit) {
    int i = at;
    while (i < limit && buffer[i] != '\n') {
      i++;
    }
    return i;
  }
}
