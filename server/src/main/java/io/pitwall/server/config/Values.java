package io.pitwall.server.config;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Turns what somebody wrote into the type of a setting. */
final class Values {

  /** Whether the component is a setting by itself rather than a section. */
  static boolean canRead(RecordComponent component) {
    return !component.getType().isRecord() || component.getType() == OtlpPorts.class;
  }

  /**
   * Reads a value.
   *
   * @throws ConfigException telling the setting, what was expected, what came and from where
   */
  static Object read(KnownKey key, Setting setting, Sources sources) {
    RecordComponent component = key.component();
    Class<?> type = component.getType();
    if (type == List.class) {
      return switch (key.name()) {
        case "auth.tokens" -> Tokens.read(setting, sources);
        case "notifications.channels" -> ChannelEntries.read(setting, sources);
        case "notifications.route.routes" -> RouteEntry.read(setting, sources);
        case "notifications.quiet" -> QuietEntries.read(setting, sources);
        case "scrape" -> ScrapeTargets.read(setting, sources);
        default -> texts(key, setting);
      };
    } else if (type == OtlpPorts.class) {
      return new OtlpPorts(
          texts(key, setting).stream().map(text -> (int) whole(key, text, setting)).toList(), true);
    }
    String text = text(key, setting);
    if (type == int.class || type == long.class) {
      long number =
          component.getName().endsWith("Bytes")
              ? Units.bytes(text).orElseThrow(() -> wrong(key, "a size like 16MiB", setting))
              : whole(key, text, setting);
      if (type == long.class) {
        return number;
      } else if (number != (int) number) {
        throw wrong(key, "at most " + Integer.MAX_VALUE, setting);
      }
      return (int) number;
    } else if (type == boolean.class) {
      return truth(key, text, setting);
    } else if (type == Duration.class) {
      return Units.duration(text)
          .orElseThrow(() -> wrong(key, "a duration like 5s, 10m or 7d", setting));
    } else if (type == Path.class) {
      return Path.of(text);
    } else if (type.isEnum()) {
      return constant(key, type, text, setting);
    } else if (type == String.class) {
      return text;
    }
    throw new IllegalStateException("Expected a type that can be read, but " + key + " is another");
  }

  static ConfigException wrong(KnownKey key, String expected, Setting setting) {
    return new ConfigException(
        "Expected %s of %s, but got '%s' (%s)"
            .formatted(expected, key.name(), setting.value(), setting.origin()));
  }

  private static String text(KnownKey key, Setting setting) {
    if (setting.value() instanceof Iterable<?> || setting.value() instanceof java.util.Map) {
      throw wrong(key, "a single value", setting);
    }
    return setting.value().toString().strip();
  }

  private static long whole(KnownKey key, String text, Setting setting) {
    try {
      return Long.parseLong(text.replace("_", ""));
    } catch (NumberFormatException notANumber) {
      throw wrong(key, "a whole number", setting);
    }
  }

  private static boolean truth(KnownKey key, String text, Setting setting) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw wrong(key, "true or false", setting);
    };
  }

  private static Object constant(KnownKey key, Class<?> type, String text, Setting setting) {
    Object[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> constant.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    key,
                    Arrays.stream(constants)
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", "one of ", "")),
                    setting));
  }

  /** A list; in one text its items are parted by commas. */
  private static List<String> texts(KnownKey key, Setting setting) {
    if (setting.value() instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    String text = text(key, setting);
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    return Arrays.stream(bare.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private Values() {}
}
