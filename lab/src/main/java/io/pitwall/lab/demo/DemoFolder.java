package io.pitwall.lab.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a demo keeps its data: a folder that somebody named, or a fresh one that passes. */
final class DemoFolder implements AutoCloseable {
  private final Path path;
  private final boolean passing;

  private DemoFolder(Path path, boolean passing) {
    this.path = path;
    this.passing = passing;
  }

  /** The folder that was named, or a fresh one if none was. */
  static DemoFolder of(@Nullable Path named) throws IOException {
    return named == null
        ? new DemoFolder(Files.createTempDirectory("pitwall-demo-"), true)
        : new DemoFolder(named, false);
  }

  Path path() {
    return path;
  }

  /** Whether it is deleted at the end. */
  boolean isPassing() {
    return passing;
  }

  /** Deletes it if it is a passing one. */
  @Override
  public void close() {
    if (!passing || !Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path one : deepestFirst) {
        Files.deleteIfExists(one);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("The folder " + path + " could not be deleted", failed);
    }
  }
}
