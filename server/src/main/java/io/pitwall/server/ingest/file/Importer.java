package io.pitwall.server.ingest.file;

import io.pitwall.model.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Sends files of OTLP/JSON to a server and counts what became of them. Memory does not depend on
 * the size of the files but for 16 bytes a trace. An interrupted import goes on where it stopped.
 * Used by one thread.
 */
final class Importer {
  private final ImportOptions options;
  private final PrintWriter out;
  private final ImportProgress progress;
  private final Clock clock;

  /**
   * An importer.
   *
   * @param out where progress and faults are printed
   * @param terminal whether that is a terminal
   * @param clock tells the present, to which times may be moved
   */
  Importer(ImportOptions options, PrintWriter out, boolean terminal, Clock clock) {
    this.options = options;
    this.out = out;
    this.clock = clock;
    progress = new ImportProgress(out, terminal, clock);
  }

  /**
   * Imports the files in their order.
   *
   * @throws ImportStoppedException if the server does not answer or refuses credentials
   * @throws IOException if a file cannot be read
   */
  ImportReport run(List<Path> files) throws IOException, InterruptedException {
    List<ImportReport.OfFile> results = new ArrayList<>();
    Pace pace =
        options.speed().isPresent()
            ? new Pace(options.speed().getAsDouble(), clock.monotonicNanos())
            : null;
    try (IngestClient client =
            new IngestClient(options.server(), options.token(), options.backoff());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long shift = options.shiftToNow() ? shiftNanos(files) : 0;
      FaultPrinter faults = new FaultPrinter(out);
      for (Path file : files) {
        faults.begin();
        results.add(
            new ImportReport.OfFile(file, send(file, shift, client, threads, pace, faults)));
      }
    } finally {
      progress.clear();
    }
    return new ImportReport(results);
  }

  private Tally send(
      Path file,
      long shift,
      IngestClient client,
      ExecutorService threads,
      @Nullable Pace pace,
      FaultPrinter faults)
      throws IOException, InterruptedException {
    ImportState state = state(file);
    FileImport sending =
        new FileImport(file, state, client, threads, clock, pace, progress, faults);
    Optional<ImportState.Saved> earlier = options.restart() ? Optional.empty() : state.load();
    long moved = shift;
    if (earlier.isPresent()) {
      sending.resume(earlier.get());
      moved = earlier.get().shiftNanos();
      out.println(
          file
              + ": going on at line "
              + earlier.get().checkpoint().line()
              + ", where an earlier import stopped; --restart begins anew");
    }
    progress.begin(String.valueOf(file.getFileName()), Files.size(file));
    try {
      return sending.run(moved);
    } finally {
      progress.clear();
    }
  }

  private ImportState state(Path file) throws IOException {
    return ImportState.of(
        options.stateFolder(),
        options.server().toString(),
        file,
        options.shiftToNow() ? "shifted" : "");
  }

  private long shiftNanos(List<Path> files) throws IOException, InterruptedException {
    long total = 0;
    for (Path file : files) {
      total += Files.size(file);
    }
    progress.begin("reading times", total);
    long latest = TimeScan.latestNanos(files, progress);
    progress.clear();
    long shift = latest == 0 ? 0 : clock.nowMicros() * 1_000 - latest;
    out.println(String.format(Locale.ROOT, "moving all times by %.1f s", shift / 1e9));
    return shift;
  }
}
