package io.pitwall.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML 1.2. */
final class Yaml {

  /**
   * The settings in a file, by full name, sections taken apart; what is left empty is not there.
   */
  static Map<String, Setting> settings(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException(
          "Expected a file of settings at "
              + file.toAbsolutePath()
              + ", but it cannot be read: "
              + e,
          e);
    }
    Object document = read(text, file.toString());
    Map<String, Setting> settings = new LinkedHashMap<>();
    if (document instanceof Map<?, ?> sections) {
      flatten("", sections, file.toString(), settings);
    } else if (document != null) {
      throw new ConfigException(
          "Expected sections of settings in "
              + file
              + ", but got "
              + document.getClass().getSimpleName());
    }
    return settings;
  }

  static @Nullable Object read(String text, String origin) {
    try {
      return new Load(LoadSettings.builder().setLabel(origin).build()).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new ConfigException("Expected YAML in " + origin + ", but: " + e.getMessage(), e);
    }
  }

  private static void flatten(
      String prefix, Map<?, ?> section, String origin, Map<String, Setting> settings) {
    section.forEach(
        (rawName, value) -> {
          String name = prefix + KnownKey.normalised(String.valueOf(rawName));
          if (value instanceof Map<?, ?> inner) {
            flatten(name + ".", inner, origin, settings);
          } else if (value != null) {
            Setting before = settings.put(name, new Setting(value, origin));
            if (before != null) {
              throw new ConfigException(
                  "Expected " + name + " once in " + origin + ", but it is written in two ways");
            }
          }
        });
  }

  private Yaml() {}
}
