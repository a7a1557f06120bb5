package io.pitwall.server.ingest.file;

import java.io.PrintWriter;
import java.nio.file.Path;

/** Prints what cannot be read, the first places of a file one by one. Not thread-safe. */
final class FaultPrinter {
  private static final int PRINTED = 20;

  private final PrintWriter out;
  private int printed;

  FaultPrinter(PrintWriter out) {
    this.out = out;
  }

  /** Begins with another file. */
  void begin() {
    printed = 0;
  }

  void print(Path file, ReadFault fault) {
    printed++;
    if (printed <= PRINTED) {
      out.println(file + ":" + fault.line() + ":" + fault.column() + ": " + fault.what());
    } else if (printed == PRINTED + 1) {
      out.println(file + ": further faults are counted, but not shown");
    }
  }

  /** Tells that a document broke off. */
  void rest(Path file) {
    out.println(file + ": the rest of this file was not read");
  }
}
