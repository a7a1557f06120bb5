package io.pitwall.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a secret of an entry in a list of settings: written there ({@code token}), or the file
 * ({@code token-file}) or variable of the environment ({@code token-env}) that holds it.
 */
final class Secrets {

  /** The fields that a secret of that name may be given by. */
  static List<String> fields(String name) {
    return List.of(name, name + "-file", name + "-env");
  }

  /**
   * The secret, if there is one.
   *
   * @param at where the entry is, for messages
   * @param name name of the field, e.g. {@code token}
   * @throws ConfigException if it is given twice or cannot be read
   */
  static Optional<String> read(
      String at, String name, Map<String, Object> entry, Setting setting, Sources sources) {
    List<String> given = fields(name).stream().filter(entry::containsKey).toList();
    if (given.size() > 1) {
      throw new ConfigException(
          "Expected one of %s in %s, but got %s (%s)"
              .formatted(either(name), at, given, setting.origin()));
    } else if (given.isEmpty()) {
      return Optional.empty();
    }
    String field = given.getFirst();
    String reference = String.valueOf(entry.get(field));
    if (field.endsWith("-file")) {
      return Optional.of(fromFile(at, Path.of(reference)));
    } else if (field.endsWith("-env")) {
      String secret = sources.environment().get(reference);
      if (secret == null) {
        throw new ConfigException(
            "Expected the secret of %s in the environment variable %s, but it is not set"
                .formatted(at, reference));
      }
      return Optional.of(secret.strip());
    }
    return Optional.of(reference);
  }

  /** The fields in words. */
  static String either(String name) {
    return "%s, %s-file and %s-env".formatted(name, name, name);
  }

  private static String fromFile(String at, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigException(
          "Expected the secret of %s in the file %s, but it cannot be read: %s"
              .formatted(at, file, e),
          e);
    }
  }

  private Secrets() {}
}
