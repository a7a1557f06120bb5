package io.pitwall.engine.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folders of a control group and of the groups around it.
 *
 * @param mount folder of the topmost group that can be seen
 * @param levels from the own group outwards, ending with {@code mount}; never empty
 */
record CgroupPath(Path mount, List<Path> levels) {
  CgroupPath {
    levels = List.copyOf(levels);
  }

  /**
   * Finds the folder of {@code path}, as /proc/self/cgroup gives it, below {@code mount}. Inside a
   * container without a cgroup namespace the path is the host's, while the mount shows only its
   * end; leading components are therefore dropped until a folder is found, at last the mount
   * itself.
   */
  static CgroupPath find(Path mount, String path) {
    Path relative = mount.getFileSystem().getPath(path.replaceFirst("^/+", "")).normalize();
    for (int from = 0; from < relative.getNameCount(); from++) {
      Path own = mount.resolve(relative.subpath(from, relative.getNameCount())).normalize();
      if (own.startsWith(mount) && !own.equals(mount) && Files.isDirectory(own)) {
        return new CgroupPath(mount, levels(mount, own));
      }
    }
    return new CgroupPath(mount, List.of(mount));
  }

  Path own() {
    return levels.getFirst();
  }

  /** Path of a level for comparison with other hierarchies; empty for the mount. */
  String relative(Path level) {
    return mount.relativize(level).toString();
  }

  private static List<Path> levels(Path mount, Path own) {
    List<Path> levels = new ArrayList<>();
    Path level = own;
    while (level != null && !level.equals(mount)) {
      levels.add(level);
      level = level.getParent();
    }
    levels.add(mount);
    return levels;
  }
}
