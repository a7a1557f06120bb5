package io.pitwall.store.duckdb;

import io.pitwall.store.api.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Says what a failure of DuckDB means, in words that lead to a remedy. */
final class Faults {

  /** A failure to open the file. */
  static StoreException opening(Path file, SQLException cause) {
    String text = text(cause);
    String path = file.toAbsolutePath().toString();
    if (text.contains("newer version") || text.contains("storage version")) {
      return new StoreException(
          "Expected a database of this version or older at %s, but it was written by a newer one; update Pitwall or choose another folder with --data (%s)"
              .formatted(path, text),
          cause);
    }
    if (text.contains("set lock") || text.contains("Conflicting lock")) {
      return new StoreException(
          "Expected the database %s to be free, but another program has it open; close that or choose another folder with --data (%s)"
              .formatted(path, text),
          cause);
    }
    if (isDiskFull(cause)) {
      return diskFull(file, cause);
    }
    if (isDamage(text)) {
      return damaged(file, cause);
    }
    if (text.contains("ermission denied") || text.contains("Read-only file system")) {
      return new StoreException(
          "Expected to write the database %s, but may not; give this user the right to write there or choose another folder with --data (%s)"
              .formatted(path, text),
          cause);
    }
    return new StoreException(
        "Expected to open the database %s, but got: %s".formatted(path, text), cause);
  }

  /** A failure of a read or a write. */
  static StoreException working(Path file, SQLException cause) {
    if (isDiskFull(cause)) {
      return diskFull(file, cause);
    }
    if (isDamage(text(cause))) {
      return damaged(file, cause);
    }
    return new StoreException("The database %s failed: %s".formatted(file, text(cause)), cause);
  }

  private static boolean isDamage(String text) {
    return text.contains("not a valid DuckDB")
        || text.contains("orrupt")
        || text.contains("checksum")
        || text.contains("read enough bytes");
  }

  private static StoreException damaged(Path file, SQLException cause) {
    return new StoreException(
        "Expected a sound database at %s, but the file is damaged; restore it from a backup, or move it away to begin anew (%s)"
            .formatted(file.toAbsolutePath(), text(cause)),
        cause);
  }

  /** Whether DuckDB has given up on the open database, so that it must be opened again. */
  static boolean isFatal(SQLException failure) {
    String text = text(failure);
    return text.contains("FATAL")
        || text.contains("has been invalidated")
        || text.contains("INTERNAL Error")
        || text.contains("onnection was closed");
  }

  /**
   * Whether whatever is stored next would fail too; then trying the parts of a group one by one
   * only makes things worse.
   */
  static boolean concernsAll(RuntimeException failure) {
    return failure.getCause() instanceof SQLException cause
        && (isFatal(cause) || isDiskFull(cause));
  }

  static boolean isDiskFull(SQLException failure) {
    String text = text(failure);
    return text.contains("No space left")
        || text.contains("disk is full")
        || text.contains("Disk quota exceeded");
  }

  private static StoreException diskFull(Path file, SQLException cause) {
    return new StoreException(
        "Expected free space on the disk of %s, but it is full; free some, or shorten the retention. Nothing of this was kept"
            .formatted(file.toAbsolutePath()),
        cause);
  }

  private static String text(SQLException failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message.lines().findFirst().orElse("");
  }

  private Faults() {}
}
