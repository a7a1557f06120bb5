package io.pitwall.server.ingest.file;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The exact counts of an import.
 *
 * @param files a result for each file, in order
 */
record ImportReport(List<OfFile> files) {

  /** What became of one file. */
  record OfFile(Path file, Tally tally) {}

  ImportReport {
    files = List.copyOf(files);
  }

  /** Whether everything there was is stored. */
  boolean isClean() {
    return files.stream().allMatch(result -> result.tally().isClean());
  }

  /** Prints the counts of every file, and their sum if there are several. */
  void print(PrintWriter out) {
    for (OfFile result : files) {
      out.println(result.file());
      print(out, result.tally());
    }
    if (files.size() > 1) {
      long spans = files.stream().mapToLong(f -> f.tally().of(Item.Signal.SPANS).read).sum();
      long stored = files.stream().mapToLong(f -> f.tally().of(Item.Signal.SPANS).stored).sum();
      long twice = files.stream().mapToLong(f -> f.tally().of(Item.Signal.SPANS).duplicate).sum();
      long points = files.stream().mapToLong(f -> f.tally().of(Item.Signal.METRICS).read).sum();
      out.println(
          String.format(
              Locale.ROOT,
              "%d files: %,d spans read, %,d stored, %,d there already, %,d refused;"
                  + " %,d metric points read, %,d refused; %,d places unreadable",
              files.size(),
              spans,
              stored,
              twice,
              refused(Item.Signal.SPANS),
              points,
              refused(Item.Signal.METRICS),
              faults()));
    }
  }

  /** The reason for a failing exit code, in one sentence. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "import incomplete: %,d spans and %,d metric points were refused, %,d places could not be"
            + " read",
        refused(Item.Signal.SPANS),
        refused(Item.Signal.METRICS),
        faults());
  }

  private static void print(PrintWriter out, Tally tally) {
    Tally.Signal spans = tally.of(Item.Signal.SPANS);
    Tally.Signal points = tally.of(Item.Signal.METRICS);
    if (spans.read > 0 || points.read == 0) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %,d traces, %,d spans read: %,d stored, %,d there already, %,d refused",
              tally.traces().size(),
              spans.read,
              spans.stored,
              spans.duplicate,
              spans.refused));
    }
    if (points.read > 0) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %,d metric points read: %,d stored, %,d refused",
              points.read,
              points.stored,
              points.refused));
    }
    if (tally.logRecords() > 0) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %,d log records left out: traces and metrics are taken",
              tally.logRecords()));
    }
    if (tally.faults() > 0) {
      out.println(String.format(Locale.ROOT, "  %,d places could not be read", tally.faults()));
    }
    tally
        .reasons()
        .forEach(
            (reason, count) ->
                out.println(String.format(Locale.ROOT, "  refused %,d at %s", count, reason)));
  }

  private long refused(Item.Signal signal) {
    return files.stream().mapToLong(result -> result.tally().of(signal).refused).sum();
  }

  private long faults() {
    return files.stream().mapToLong(result -> result.tally().faults()).sum();
  }
}
