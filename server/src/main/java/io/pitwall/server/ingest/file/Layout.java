package io.pitwall.server.ingest.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** How JSON values stand in a file. */
enum Layout {
  /** Each on a line of its own; a broken line says nothing about the next. */
  LINES,
  /** One or more values that may span lines, or one array of them. */
  DOCUMENT;

  /** A first line longer than this is taken for a whole document. */
  private static final int LONGEST_FIRST_LINE = 64 << 20;

  private static final int BEGINNING = 64;

  /**
   * Looks at the name and the beginning: values stand on lines if the name says so, if the first
   * line is a whole value, or if the second begins an export request (then the first is broken).
   *
   * @throws IOException if the file cannot be read
   */
  static Layout of(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".gz")) {
      name = name.substring(0, name.length() - 3);
    }
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return LINES;
    }
    try (SourceStream text = SourceStream.open(file, true)) {
      return switch (Shape.of(text)) {
        case WHOLE -> LINES;
        case OPEN_OBJECT -> text.nextLine() && beginsRequest(text) ? LINES : DOCUMENT;
        case OTHER -> DOCUMENT;
      };
    }
  }

  private static boolean beginsRequest(SourceStream line) throws IOException {
    String start = new String(line.readNBytes(BEGINNING), StandardCharsets.UTF_8);
    return start.matches("(?s)\\s*\\{\\s*\"resource_?(Spans|Metrics|Logs|spans|metrics|logs)\".*");
  }

  /** What a first line looks like, as far as it is worth reading. */
  private enum Shape {
    /** A value with as many closing brackets as opening ones. */
    WHOLE,
    /** The beginning of an object. */
    OPEN_OBJECT,
    OTHER;

    static Shape of(SourceStream line) throws IOException {
      byte[] block = new byte[1 << 16];
      int first = 0;
      int depth = 0;
      boolean quoted = false;
      boolean escaped = false;
      for (int n = line.read(block); n >= 0; n = line.read(block)) {
        for (int i = 0; i < n; i++) {
          int c = block[i] & 0xff;
          first = first == 0 && c > ' ' ? c : first;
          if (escaped) {
            escaped = false;
          } else if (quoted) {
            escaped = c == '\\';
            quoted = c != '"';
          } else if (c == '"') {
            quoted = true;
          } else if (c == '{' || c == '[') {
            depth++;
          } else if (c == '}' || c == ']') {
            depth--;
          }
        }
        if (line.offset() > LONGEST_FIRST_LINE) {
          return OTHER;
        }
      }
      boolean whole = (first == '{' || first == '[') && depth == 0 && !quoted;
      return whole ? WHOLE : first == '{' ? OPEN_OBJECT : OTHER;
    }
  }
}
