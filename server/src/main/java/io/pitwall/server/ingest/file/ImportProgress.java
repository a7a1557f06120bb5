package io.pitwall.server.ingest.file;

import io.pitwall.model.time.Clock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how far an import is: a bar that is redrawn on a terminal, a line for every tenth
 * elsewhere. Bytes are those on disk, so that compressed files have an end in sight. Not
 * thread-safe.
 */
final class ImportProgress {
  private static final int BAR = 30;
  private static final long REDRAW_NANOS = 200_000_000L;

  private final PrintWriter out;
  private final boolean terminal;
  private final Clock clock;
  private String label = "";
  private long total;
  private long begun;
  private long drawn;
  private int tenth;
  private boolean barShown;

  ImportProgress(PrintWriter out, boolean terminal, Clock clock) {
    this.clock = clock;
    this.out = out;
    this.terminal = terminal;
  }

  /** Begins with a file, or a pass over several. */
  void begin(String what, long totalBytes) {
    label = what;
    total = Math.max(1, totalBytes);
    begun = clock.monotonicNanos();
    drawn = begun;
    tenth = 0;
  }

  /** Tells how many bytes are done. */
  void advanced(long doneBytes) {
    long now = clock.monotonicNanos();
    double share = Math.min(1, (double) doneBytes / total);
    if (terminal) {
      if (now - drawn >= REDRAW_NANOS) {
        drawn = now;
        barShown = true;
        out.print("\r\033[K" + line(share, doneBytes, now - begun));
        out.flush();
      }
    } else if ((int) (share * 10) > tenth && share < 1) {
      tenth = (int) (share * 10);
      out.println(line(share, doneBytes, now - begun));
    }
  }

  /** Takes the bar away, so that other lines can be printed. */
  void clear() {
    if (barShown) {
      out.print("\r\033[K");
      out.flush();
      barShown = false;
    }
  }

  private String line(double share, long doneBytes, long nanos) {
    double seconds = Math.max(1e-3, nanos / 1e9);
    double left = share <= 0 ? 0 : seconds / share - seconds;
    String bar =
        terminal
            ? "[" + "#".repeat((int) (share * BAR)) + ".".repeat(BAR - (int) (share * BAR)) + "] "
            : "";
    return String.format(
        Locale.ROOT,
        "%s %s%3.0f %% of %s, %s/s, %s left",
        label,
        bar,
        share * 100,
        bytes(total),
        bytes((long) (doneBytes / seconds)),
        duration(left));
  }

  /** A size for people, e.g. {@code 1.5 MB}. */
  static String bytes(long count) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double value = count;
    int unit = 0;
    while (value >= 1_000 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }

  private static String duration(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    return time.toHours() > 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toMinutes() > 0
            ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
            : time.toSeconds() + " s";
  }
}
