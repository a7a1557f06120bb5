package io.pitwall.store.duckdb;

import io.pitwall.store.api.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that one process at a time uses a data folder. The operating system gives the lock
 * back when a process dies, however it dies; the process id inside is only for the message.
 */
final class FolderLock implements AutoCloseable {
  private static final String FILE = "pitwall.lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Makes the folder if needed and takes it. */
  static FolderLock take(Path folder) {
    createFolder(folder);
    Path file = folder.resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StoreException(
            "Expected the data folder %s to be free, but it is in use%s; stop that process or choose another folder with --data"
                .formatted(folder.toAbsolutePath(), holder(file)));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new FolderLock(channel);
    } catch (FileSystemException denied) {
      throw notWritable(folder, denied);
    } catch (IOException failed) {
      throw new StoreException(
          "Expected to lock the data folder "
              + folder.toAbsolutePath()
              + ", but got: "
              + failed.getMessage()
              + "; choose another folder with --data",
          failed);
    }
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException file) {
      throw new StoreException(
          "Expected a folder at %s, but there is a file; choose another folder with --data"
              .formatted(folder.toAbsolutePath()),
          file);
    } catch (IOException denied) {
      throw notWritable(folder, denied);
    }
  }

  private static StoreException notWritable(Path folder, IOException cause) {
    String reason =
        cause instanceof AccessDeniedException ? "permission denied" : cause.getMessage();
    return new StoreException(
        "Expected a data folder that can be written at %s, but got: %s; give this user the right to write there or choose another folder with --data"
            .formatted(folder.toAbsolutePath(), reason),
        cause);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static String holder(Path file) {
    try {
      String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
      return pid.isEmpty() ? "" : " by process " + pid;
    } catch (IOException unknown) {
      return "";
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // The lock goes with the process at the latest.
    }
  }
}
