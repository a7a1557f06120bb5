package io.pitwall.server.ingest.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which files are meant by the arguments of an import. */
final class InputFiles {
  private InputFiles() {}

  /**
   * The files, each once: those named, and in place of a folder the *.json, *.jsonl, *.ndjson and
   * *.gz in it and below it, by name.
   *
   * @throws IOException if one does not exist or cannot be read, or a folder holds none; the
   *     message says which
   */
  static List<Path> of(List<Path> arguments) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path argument : arguments) {
      if (Files.isDirectory(argument)) {
        List<Path> inside = inside(argument);
        if (inside.isEmpty()) {
          throw new NoSuchFileException(
              argument.toString(),
              null,
              "expected *.json, *.jsonl, *.ndjson or *.gz files in this folder, but there are none");
        }
        files.addAll(inside);
      } else if (!Files.exists(argument)) {
        throw new NoSuchFileException(
            argument.toString(), null, "expected a file or a folder, but there is none");
      } else if (!Files.isReadable(argument)) {
        throw new NoSuchFileException(
            argument.toString(), null, "expected a readable file; check its permissions");
      } else {
        files.add(argument);
      }
    }
    return files.stream().distinct().toList();
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(InputFiles::isTelemetry).sorted().toList();
    }
  }

  private static boolean isTelemetry(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Stream.of(".json", ".jsonl", ".ndjson", ".gz").anyMatch(name::endsWith);
  }
}
