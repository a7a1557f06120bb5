package io.pitwall.engine.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the control group of this process, and finds it again when the process was moved. Not
 * thread-safe. Costs one small file per call while nothing moves.
 */
final class CgroupFinder {
  private static final List<String> CONTROLLERS =
      List.of("cpu", "cpuacct", "cpuset", "memory", "blkio");

  private final Path membership;
  private final Path mount;
  private String lastMembership = "";
  private Cgroup last = Cgroup.NONE;

  /** Reads below {@code root}, which is {@code /} but for tests. */
  CgroupFinder(Path root) {
    this.membership = root.resolve("proc").resolve("self").resolve("cgroup");
    this.mount = root.resolve("sys").resolve("fs").resolve("cgroup");
  }

  /** {@link Cgroup#NONE} on systems without control groups, or when they are not mounted. */
  Cgroup find() throws IOException {
    KernelFile file;
    try {
      file = KernelFile.read(membership);
    } catch (NoSuchFileException notLinux) {
      return Cgroup.NONE;
    }
    if (!file.text().equals(lastMembership)) {
      last = locate(file);
      lastMembership = file.text();
    }
    return last;
  }

  private Cgroup locate(KernelFile file) throws IOException {
    Map<String, CgroupPath> paths = new HashMap<>();
    boolean unified = Files.exists(mount.resolve("cgroup.controllers"));
    for (String line : file.lines()) {
      // id ":" controllers, separated by commas ":" path, which may itself contain colons
      String[] fields = line.split(":", 3);
      if (fields.length < 3 || !fields[2].startsWith("/")) {
        throw file.expected("lines 'id:controllers:/path'", line);
      }
      if (unified && fields[1].isEmpty()) {
        return new CgroupV2(CgroupPath.find(mount, fields[2]));
      }
      for (String controller : fields[1].split(",", -1)) {
        Path own = controllerMount(controller, fields[1]);
        if (CONTROLLERS.contains(controller) && Files.isDirectory(own)) {
          paths.put(controller, CgroupPath.find(own, fields[2]));
        }
      }
    }
    return paths.isEmpty() ? Cgroup.NONE : new CgroupV1(paths);
  }

  /**
   * Controllers mounted together sit in a folder of all their names, mostly with links from each
   * name.
   */
  private Path controllerMount(String controller, String mountedTogether) {
    Path alone = mount.resolve(controller);
    return Files.isDirectory(alone) ? alone : mount.resolve(mountedTogether);
  }
}
