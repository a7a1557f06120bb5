package io.pitwall.engine.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells whether this process runs in a container, from the marks that runtimes leave. No mark is
 * binding, so that an unknown runtime can be missed; its limits are read all the same.
 */
final class ContainerSigns {
  private static final Pattern RUNTIME_GROUP =
      Pattern.compile(
          "/(docker[/-]|kubepods|lxc[/.]|libpod|cri-containerd|crio-|ecs/|machine\\.slice/)");

  static boolean present(Path root, Map<String, String> environment) {
    return Files.exists(root.resolve(".dockerenv"))
        || Files.exists(root.resolve("run").resolve(".containerenv"))
        || environment.containsKey("KUBERNETES_SERVICE_HOST")
        // Set by systemd-nspawn, LXC and Podman.
        || environment.containsKey("container")
        || inRuntimeGroup(root)
        || inOwnCgroupNamespace(root);
  }

  private static boolean inRuntimeGroup(Path root) {
    try {
      Path membership = root.resolve("proc").resolve("self").resolve("cgroup");
      return RUNTIME_GROUP
          .matcher(Files.readString(membership, StandardCharsets.ISO_8859_1))
          .find();
    } catch (IOException noGroups) {
      return false;
    }
  }

  /**
   * The topmost group of a machine has no type; that of a cgroup namespace is an ordinary group and
   * has one.
   */
  private static boolean inOwnCgroupNamespace(Path root) {
    return Files.exists(root.resolve("sys").resolve("fs").resolve("cgroup").resolve("cgroup.type"));
  }

  private ContainerSigns() {}
}
