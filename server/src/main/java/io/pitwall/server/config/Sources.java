package io.pitwall.server.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from; what comes first here wins over what comes later.
 *
 * @param flags of the command line, by full name of the setting, with how they were written
 * @param environment variables of the environment
 * @param file YAML file, if one is named
 */
public record Sources(
    Map<String, Flag> flags, Map<String, String> environment, Optional<Path> file) {

  /**
   * A setting on the command line.
   *
   * @param value as written
   * @param flag the flag, e.g. {@code --port}
   */
  public record Flag(String value, String flag) {}

  public Sources {
    flags = Map.copyOf(flags);
    environment = Map.copyOf(environment);
  }
}
