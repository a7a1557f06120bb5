package io.pitwall.server.ingest.file;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What an interrupted import of one file remembers: a small file in the user's state folder, named
 * after the server and the identity of the file (path, size, time of change). It is replaced as a
 * whole, so that it is never half written; when in doubt it is ignored, which is safe since the
 * server keeps what comes twice once.
 */
final class ImportState {
  private static final int FORMAT = 0x70697401;

  private final Path path;

  private ImportState(Path path) {
    this.path = path;
  }

  /**
   * Counts and place of an attempt; each array holds read, stored, duplicate, refused.
   *
   * @param checkpoint all before it is acknowledged
   * @param shiftNanos how far times were moved
   * @param spans counts of spans
   * @param points counts of data points
   * @param logs log records left out
   * @param faults places that could not be read
   * @param traces hashes of the traces seen
   */
  @SuppressWarnings("ArrayRecordComponent") // written and read back, never compared
  record Saved(
      Checkpoint checkpoint,
      long shiftNanos,
      long[] spans,
      long[] points,
      long logs,
      long faults,
      long[] traces) {}

  /** The folder that XDG has for it. */
  static Path userFolder() {
    String home = System.getenv("XDG_STATE_HOME");
    Path base =
        home == null || home.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(home);
    return base.resolve("pitwall").resolve("import");
  }

  /**
   * The state of importing a file into a server.
   *
   * @param variant what else makes two imports of the same file different
   */
  static ImportState of(Path folder, String server, Path file, String variant) throws IOException {
    BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
    String identity =
        String.join(
            "\n",
            server,
            file.toRealPath().toString(),
            Long.toString(facts.size()),
            Long.toString(facts.lastModifiedTime().toMillis()),
            variant);
    return new ImportState(folder.resolve(digest(identity) + ".pitwall-import"));
  }

  Optional<Saved> load() throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      if (in.readInt() != FORMAT) {
        return Optional.empty();
      }
      Checkpoint checkpoint = new Checkpoint(in.readLong(), in.readLong(), in.readLong());
      long shift = in.readLong();
      long[] spans = longs(in, 4);
      long[] points = longs(in, 4);
      long logs = in.readLong();
      long faults = in.readLong();
      long[] traces = longs(in, in.readInt());
      return Optional.of(new Saved(checkpoint, shift, spans, points, logs, faults, traces));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (java.io.EOFException | NegativeArraySizeException damaged) {
      return Optional.empty();
    }
  }

  void save(Saved saved) throws IOException {
    Files.createDirectories(path.getParent());
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
      out.writeInt(FORMAT);
      out.writeLong(saved.checkpoint().offset());
      out.writeLong(saved.checkpoint().line());
      out.writeLong(saved.checkpoint().items());
      out.writeLong(saved.shiftNanos());
      write(out, saved.spans());
      write(out, saved.points());
      out.writeLong(saved.logs());
      out.writeLong(saved.faults());
      out.writeInt(saved.traces().length);
      write(out, saved.traces());
    }
    Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  void forget() throws IOException {
    Files.deleteIfExists(path);
  }

  private static long[] longs(DataInputStream in, int count) throws IOException {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readLong();
    }
    return values;
  }

  private static void write(DataOutputStream out, long[] values) throws IOException {
    for (long value : values) {
      out.writeLong(value);
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("Every Java has SHA-256", impossible);
    }
  }
}
