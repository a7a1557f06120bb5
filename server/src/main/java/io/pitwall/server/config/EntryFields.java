package io.pitwall.server.config;

import io.pitwall.server.notify.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an entry in a list of settings. What is wrong is told with its place and origin,
 * but never with a value that may be a secret.
 */
final class EntryFields {
  private final String at;
  private final Map<String, Object> fields;
  private final Setting setting;
  private final Sources sources;

  private EntryFields(String at, Map<String, Object> fields, Setting setting, Sources sources) {
    this.at = at;
    this.fields = fields;
    this.setting = setting;
    this.sources = sources;
  }

  /** Makes something of the fields of an entry; what it throws is told with the entry's place. */
  @FunctionalInterface
  interface Reader<T> {
    T read(EntryFields fields);
  }

  /** Reads a list of entries; from one text as YAML. */
  static <T> List<T> list(
      String at, @Nullable Object value, Setting setting, Sources sources, Reader<T> reader) {
    Object list = value instanceof String text ? Yaml.read(text, setting.origin()) : value;
    if (!(list instanceof List<?> entries)) {
      throw new ConfigException(
          "Expected a list of entries at %s, but got something else (%s)"
              .formatted(at, setting.origin()));
    }
    return Stream.iterate(0, i -> i < entries.size(), i -> i + 1)
        .map(i -> entry(at + "[" + i + "]", entries.get(i), setting, sources, reader))
        .toList();
  }

  private static <T> T entry(
      String at, Object value, Setting setting, Sources sources, Reader<T> reader) {
    if (!(value instanceof Map<?, ?> raw)) {
      throw new ConfigException(
          "Expected an entry with fields at %s, but got something else (%s)"
              .formatted(at, setting.origin()));
    }
    Map<String, Object> fields = new TreeMap<>();
    raw.forEach(
        (name, field) -> {
          if (field != null) {
            fields.put(KnownKey.normalised(String.valueOf(name)), field);
          }
        });
    try {
      return reader.read(new EntryFields(at, fields, setting, sources));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage() + " (" + at + ", " + setting.origin() + ")", e);
    }
  }

  /** Sees to it that there are no other fields; secrets are named without {@code -env}. */
  void allow(Set<String> plain, Set<String> secrets) {
    Set<String> known =
        Stream.concat(
                plain.stream(),
                secrets.stream().flatMap(name -> Stream.of(name + "-env", name + "-file")))
            .collect(Collectors.toUnmodifiableSet());
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        throw new ConfigException(
            secrets.contains(name)
                ? "Expected %s-env or %s-file in %s, since it is a secret, but got it written there (%s)"
                    .formatted(name, name, at, setting.origin())
                : "Expected one of %s in %s, but got %s%s (%s)"
                    .formatted(
                        String.join(", ", known.stream().sorted().toList()),
                        at,
                        name,
                        NearestName.hint(name, known),
                        setting.origin()));
      }
    }
  }

  Optional<String> text(String name) {
    Object value = fields.get(name);
    if (value instanceof Map || value instanceof List) {
      throw wrong(name, "a text", "something else");
    }
    return Optional.ofNullable(value).map(field -> field.toString().strip());
  }

  String required(String name) {
    return text(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> wrong(name, "a text", "nothing"));
  }

  Optional<Duration> duration(String name) {
    return text(name)
        .map(
            value ->
                Units.duration(value)
                    .orElseThrow(() -> wrong(name, "a duration like 5m", "'" + value + "'")));
  }

  Optional<Integer> whole(String name) {
    return text(name)
        .map(
            value -> {
              try {
                return Integer.valueOf(value);
              } catch (NumberFormatException e) {
                throw wrong(name, "a whole number", "'" + value + "'");
              }
            });
  }

  boolean flag(String name, boolean otherwise) {
    return switch (text(name).orElse(Boolean.toString(otherwise))) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw wrong(name, "true or false", "something else");
    };
  }

  /** A list of texts, or one text of several parted by commas. */
  Optional<List<String>> texts(String name) {
    Object value = fields.get(name);
    if (value instanceof List<?> list) {
      return Optional.of(list.stream().map(item -> String.valueOf(item).strip()).toList());
    }
    return text(name)
        .map(
            text ->
                Stream.of(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList());
  }

  /** Entries inside of this one; none if there are none. */
  <T> List<T> entries(String name, Reader<T> reader) {
    Object value = fields.get(name);
    return value == null ? List.of() : list(at + "." + name, value, setting, sources, reader);
  }

  /** A secret, from the environment or a file. */
  Optional<Secret> secret(String name) {
    return Secrets.read(at, name, fields, setting, sources).map(Secret::new);
  }

  Secret requiredSecret(String name) {
    return secret(name)
        .orElseThrow(
            () ->
                new ConfigException(
                    "Expected %s-env or %s-file in %s, but got neither (%s)"
                        .formatted(name, name, at, setting.origin())));
  }

  ConfigException wrong(String name, String expected, String got) {
    return new ConfigException(
        "Expected %s at %s.%s, but got %s (%s)"
            .formatted(expected, at, name, got, setting.origin()));
  }
}
