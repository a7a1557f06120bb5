package io.pitwall.server.ingest.file;

import io.pitwall.model.time.Clock;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one file: reads it once, keeps a few batches on their way, and notes the place up to which
 * all is acknowledged. Used by one thread.
 */
final class FileImport implements OtlpReader.Sink {
  private static final int BATCH_ITEMS = 500;
  private static final int BATCH_BYTES = 2 << 20;
  private static final int IN_FLIGHT = 4;
  private static final long SAVE_NANOS = 2_000_000_000L;

  private final Path file;
  private final ImportState state;
  private final IngestClient client;
  private final ExecutorService threads;
  private final Clock clock;
  private final @Nullable Pace pace;
  private final ImportProgress progress;
  private final FaultPrinter faults;
  private final Tally tally = new Tally();

  private final List<Item> pending = new ArrayList<>();
  private final ArrayDeque<OnItsWay> inFlight = new ArrayDeque<>();
  private @Nullable SourceStream text;
  private Checkpoint acknowledged = Checkpoint.START;
  private long pendingBytes;
  private long lineOffset;
  private long itemsOfLine;
  private long itemsToSkip;
  private long shiftNanos;
  private long saved;

  private Tally.Aside acknowledgedAside = tally.aside();

  private record OnItsWay(Batch batch, Tally.Aside aside, Future<Answer> answer) {}

  FileImport(
      Path file,
      ImportState state,
      IngestClient client,
      ExecutorService threads,
      Clock clock,
      @Nullable Pace pace,
      ImportProgress progress,
      FaultPrinter faults) {
    this.file = file;
    this.state = state;
    this.client = client;
    this.threads = threads;
    this.clock = clock;
    saved = clock.monotonicNanos();
    this.pace = pace;
    this.progress = progress;
    this.faults = faults;
  }

  /** Takes up where an interrupted import stopped. */
  void resume(ImportState.Saved attempt) {
    tally.restore(attempt);
    acknowledged = attempt.checkpoint();
    acknowledgedAside = tally.aside();
  }

  /**
   * Reads and sends all there is.
   *
   * @param shift how far times are moved, nanoseconds
   * @throws ImportStoppedException if the server does not answer; the place is kept
   */
  Tally run(long shift) throws IOException, InterruptedException {
    shiftNanos = shift;
    boolean byLine = Layout.of(file) == Layout.LINES;
    try (SourceStream source = SourceStream.open(file, byLine)) {
      text = source;
      source.skipTo(acknowledged);
      itemsToSkip = acknowledged.items();
      read(source, byLine);
      dispatch();
      while (!inFlight.isEmpty()) {
        settleOldest();
      }
    } catch (ImportStoppedException | InterruptedException stopped) {
      inFlight.forEach(waiting -> waiting.answer().cancel(true));
      save();
      throw stopped;
    }
    state.forget();
    return tally;
  }

  private void read(SourceStream source, boolean byLine) throws IOException, InterruptedException {
    OtlpReader reader = new OtlpReader(shiftNanos, this);
    try {
      boolean more = true;
      while (more) {
        lineOffset = source.offset();
        boolean sound = reader.read(source, source.line());
        if (!sound && !byLine) {
          faults.rest(file);
        }
        more = byLine && source.nextLine();
        itemsOfLine = 0;
      }
    } catch (EOFException | ZipException damaged) {
      String message = damaged.getMessage();
      fault(
          new ReadFault(
              source.line(),
              1,
              "expected gzip data to its end, but "
                  + (message == null ? "the file ends early" : message)));
    }
  }

  @Override
  public void item(Item item) throws IOException, InterruptedException {
    itemsOfLine++;
    if (itemsToSkip > 0) {
      itemsToSkip--;
      return;
    }
    keepPace(item);
    if (!pending.isEmpty() && pending.getLast().signal() != item.signal()) {
      itemsOfLine--;
      dispatch();
      itemsOfLine++;
    }
    pending.add(item);
    pendingBytes += item.bytes();
    if (pending.size() >= BATCH_ITEMS || pendingBytes >= BATCH_BYTES) {
      dispatch();
    }
  }

  @Override
  public void fault(ReadFault fault) {
    if (itemsToSkip > 0) {
      return; // counted by the attempt that was interrupted
    }
    tally.fault();
    progress.clear();
    faults.print(file, fault);
  }

  @Override
  public void logs(long records) {
    if (itemsToSkip == 0) {
      tally.logs(records);
    }
  }

  private void keepPace(Item item) throws IOException, InterruptedException {
    if (pace == null) {
      return;
    }
    long wait = pace.waitNanos(item.timeNanos() - shiftNanos, clock.monotonicNanos());
    if (wait > 0) {
      itemsOfLine--;
      dispatch();
      itemsOfLine++;
      Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
    }
  }

  private void dispatch() throws IOException, InterruptedException {
    if (pending.isEmpty()) {
      return;
    }
    SourceStream source = text;
    long line = source == null ? 1 : source.line();
    Batch batch = new Batch(pending, new Checkpoint(lineOffset, line, itemsOfLine));
    pending.clear();
    pendingBytes = 0;
    inFlight.add(new OnItsWay(batch, tally.aside(), threads.submit(() -> client.send(batch))));
    if (source != null) {
      progress.advanced(source.diskBytes());
    }
    while (inFlight.size() > IN_FLIGHT
        || (!inFlight.isEmpty() && inFlight.getFirst().answer().isDone())) {
      settleOldest();
    }
  }

  /** Waits for the oldest batch, so that places are acknowledged in their order. */
  private void settleOldest() throws IOException, InterruptedException {
    OnItsWay oldest = inFlight.getFirst();
    try {
      tally.answered(oldest.batch(), oldest.answer().get());
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ImportStoppedException stopped) {
        throw stopped;
      }
      throw new IllegalStateException("A batch could not be sent", failed.getCause());
    }
    inFlight.removeFirst();
    acknowledged = oldest.batch().after();
    acknowledgedAside = oldest.aside();
    if (clock.monotonicNanos() - saved >= SAVE_NANOS) {
      save();
      saved = clock.monotonicNanos();
    }
  }

  private void save() throws IOException {
    if (!acknowledged.equals(Checkpoint.START)) {
      state.save(tally.save(acknowledged, shiftNanos, acknowledgedAside));
    }
  }
}
