package io.pitwall.engine.system;

import io.pitwall.engine.system.SystemReading.FileSystem;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Space of the root's and the data folder's file systems. Finding a file system costs the parsing
 * of the mount table and is done once; its figures then cost a system call. Not thread-safe.
 */
final class SpaceMeter {
  private final List<Path> places;
  private final Map<Path, Mounted> found = new LinkedHashMap<>();

  SpaceMeter(Path dataFolder) {
    Path data = dataFolder.toAbsolutePath().normalize();
    Path root = data.getRoot();
    this.places = root == null ? List.of(data) : List.of(root, data);
  }

  List<FileSystem> read(PartFailures failures, long monotonicNanos) {
    Map<String, FileSystem> byMount = new LinkedHashMap<>();
    for (Path place : places) {
      List<FileSystem> read =
          failures.attempt(
              SystemPart.DISK_SPACE, monotonicNanos, List.of(), () -> List.of(read(place)));
      read.forEach(fileSystem -> byMount.putIfAbsent(fileSystem.mount(), fileSystem));
    }
    return new ArrayList<>(byMount.values());
  }

  private FileSystem read(Path place) throws IOException {
    Mounted mounted = found.get(place);
    if (mounted == null) {
      mounted = find(place);
      found.put(place, mounted);
    }
    double total = mounted.store().getTotalSpace();
    double used = Math.max(0, total - mounted.store().getUnallocatedSpace());
    double free = mounted.store().getUsableSpace();
    return new FileSystem(mounted.folder(), total, used, free, Bounds.percent(used, used + free));
  }

  /** The mount point is the outermost folder of the same file system. */
  private static Mounted find(Path place) throws IOException {
    Path folder = place.toRealPath();
    FileStore store = Files.getFileStore(folder);
    for (Path parent = folder.getParent(); parent != null; parent = parent.getParent()) {
      if (!Files.getFileStore(parent).equals(store)) {
        break;
      }
      folder = parent;
    }
    return new Mounted(folder.toString(), store);
  }

  private record Mounted(String folder, FileStore store) {}
}
