package io.pitwall.engine.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringTokenizer;

/**
 * A small text file of the kernel (under {@code /proc} or {@code /sys}), read whole. Every
 * complaint says what was expected, what came, and from which file.
 */
record KernelFile(Path path, String text) {
  private static final int EXCERPT_LENGTH = 80;
  private static final int BUFFER_BYTES = 2048;

  /**
   * Reads with a large buffer, since files under {@code /proc/sys} yield nothing more after a first
   * read that was too short, such as the single byte {@link Files#readString} starts with. Decoded
   * as Latin-1, so that damaged bytes cannot fail before the content is judged.
   */
  static KernelFile read(Path path) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      while (channel.read(buffer) >= 0) {
        if (!buffer.hasRemaining()) {
          buffer = ByteBuffer.allocate(2 * buffer.capacity()).put(buffer.flip());
        }
      }
      return new KernelFile(
          path, new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
    }
  }

  List<String> lines() {
    return text.lines().toList();
  }

  /** The fields of a line, which blanks and tabs separate. */
  static List<String> fields(String line) {
    StringTokenizer tokens = new StringTokenizer(line);
    String[] fields = new String[tokens.countTokens()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = tokens.nextToken();
    }
    return List.of(fields);
  }

  /** The fields of the whole file, of which there must be at least {@code least}. */
  List<String> fields(int least) throws IOException {
    List<String> fields = fields(text);
    if (fields.size() < least) {
      throw expected("at least " + least + " fields", text);
    }
    return fields;
  }

  /** The whole file as one number of at least zero. */
  long number() throws IOException {
    return number(text.strip());
  }

  /** A number of at least zero found in this file. */
  long number(String field) throws IOException {
    try {
      long value = Long.parseLong(field);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      throw expected("a number", field, notANumber);
    }
    throw expected("a number of at least 0", field);
  }

  /**
   * The number after {@code key}, which starts a line: {@code MemTotal: 24 kB}, {@code usage_usec
   * 5}.
   */
  long keyed(String key) throws IOException {
    long value = keyed(key, -1);
    if (value < 0) {
      throw expected("a line starting with '" + key + "'", text);
    }
    return value;
  }

  /** As {@link #keyed(String)}, with {@code absent} when no line starts with the key. */
  long keyed(String key, long absent) throws IOException {
    for (int start = 0; start >= 0 && start < text.length(); start = nextLine(start)) {
      int after = start + key.length();
      if (text.startsWith(key, start) && after < text.length() && isBlank(text.charAt(after))) {
        List<String> fields = fields(text.substring(after, lineEnd(after)));
        return number(fields.isEmpty() ? "" : fields.getFirst());
      }
    }
    return absent;
  }

  IOException expected(String what, String found) {
    return new IOException(complaint(what, found));
  }

  private IOException expected(String what, String found, Exception cause) {
    return new IOException(complaint(what, found), cause);
  }

  private String complaint(String what, String found) {
    String excerpt =
        found.length() <= EXCERPT_LENGTH ? found : found.substring(0, EXCERPT_LENGTH) + "...";
    return path + ": expected " + what + ", got '" + excerpt.strip() + "'";
  }

  private int nextLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? -1 : end + 1;
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
