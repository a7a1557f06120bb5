package io.pitwall.server.ingest.file;

import java.io.IOException;
import java.nio.file.Path;

/** Finds the newest time in files, the first pass of an import that moves times. */
final class TimeScan implements OtlpReader.Sink {
  private long latestNanos;

  /** The newest time in the files, nanoseconds since the epoch, 0 if there is none. */
  static long latestNanos(Iterable<Path> files, ImportProgress progress)
      throws IOException, InterruptedException {
    TimeScan scan = new TimeScan();
    for (Path file : files) {
      scan.read(file, progress);
    }
    return scan.latestNanos;
  }

  private void read(Path file, ImportProgress progress) throws IOException, InterruptedException {
    boolean byLine = Layout.of(file) == Layout.LINES;
    try (SourceStream text = SourceStream.open(file, byLine)) {
      OtlpReader reader = new OtlpReader(0, this);
      boolean more = true;
      while (more) {
        boolean sound = reader.read(text, text.line());
        progress.advanced(text.diskBytes());
        more = byLine && text.nextLine();
        if (!sound && !byLine) {
          return;
        }
      }
    } catch (java.io.EOFException | java.util.zip.ZipException damaged) {
      return; // told when the file is sent
    }
  }

  @Override
  public void item(Item item) {
    latestNanos = Math.max(latestNanos, item.timeNanos());
  }

  @Override
  public void fault(ReadFault fault) {
    // told when the file is sent
  }

  @Override
  public void logs(long records) {
    // their times do not matter
  }

  private TimeScan() {}
}
