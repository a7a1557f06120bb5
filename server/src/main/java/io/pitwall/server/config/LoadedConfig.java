package io.pitwall.server.config;

import io.pitwall.engine.notify.QuietTime;
import io.pitwall.server.http.AccessToken;
import io.pitwall.server.ingest.prometheus.ScrapeTarget;
import io.pitwall.server.notify.ChannelSettings;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Settings and where they come from.
 *
 * @param config all settings
 * @param origins who set what, by full name; what is not in there has its default
 */
public record LoadedConfig(PitwallConfig config, Map<String, String> origins) {

  public LoadedConfig {
    origins = Map.copyOf(origins);
  }

  /**
   * All settings as YAML that can be read again, each with where it comes from. Secrets are hidden:
   * their entries have to be filled in again.
   */
  public String toYaml() {
    StringBuilder text = new StringBuilder();
    write(text, PitwallConfig.class, config, "", 0);
    return text.toString();
  }

  private void write(
      StringBuilder text, Class<?> section, Object values, String prefix, int depth) {
    for (RecordComponent component : section.getRecordComponents()) {
      Object value = ConfigLoader.valueOf(component, values);
      String name = KnownKey.nameOf(component);
      if (Values.canRead(component)) {
        String origin = origins.getOrDefault(prefix + name, "default");
        text.append("  ".repeat(depth)).append(name).append(':');
        writeValue(text, component, value, origin, depth);
      } else if (component.isAnnotationPresent(Flat.class)) {
        write(text, component.getType(), value, prefix, depth);
      } else {
        text.append("  ".repeat(depth)).append(name).append(":\n");
        write(text, component.getType(), value, prefix + name + ".", depth + 1);
      }
    }
  }

  private static void writeValue(
      StringBuilder text, RecordComponent component, Object value, String origin, int depth) {
    List<String> entries = value instanceof List<?> list ? entries(list) : List.of();
    text.append(entries.isEmpty() ? " " + scalar(component, value) : "")
        .append(" # ")
        .append(origin)
        .append('\n');
    for (String entry : entries) {
      text.append("  ".repeat(depth + 1)).append("- ").append(entry).append('\n');
    }
  }

  /** What takes a line each; empty if the list is one of plain values. */
  private static List<String> entries(List<?> list) {
    List<String> entries = new ArrayList<>();
    for (Object item : list) {
      switch (item) {
        case AccessToken token -> entries.add(entry(token));
        case ScrapeTarget target -> entries.add(ScrapeTargets.entry(target));
        case ChannelSettings channel -> entries.add(ChannelEntries.entry(channel));
        case RouteEntry route -> entries.add(route.entry());
        case QuietTime quiet -> entries.add(QuietEntries.entry(quiet));
        default -> {} // a plain value
      }
    }
    return entries;
  }

  private static String entry(AccessToken token) {
    return "{name: %s, scopes: %s, token: \"(hidden)\"}"
        .formatted(
            quoted(token.name()),
            token.access().stream()
                .sorted()
                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  private static String scalar(RecordComponent component, Object value) {
    if (component.getName().equals("password") && !value.equals("")) {
      return "\"(hidden)\"";
    }
    return switch (value) {
      case Duration duration -> Units.text(duration);
      case OtlpPorts ports -> ports.numbers().toString();
      case List<?> list -> list.stream().map(item -> quoted(item.toString())).toList().toString();
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      case Number number when component.getName().endsWith("Bytes") -> size(number.longValue());
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      default -> quoted(value.toString());
    };
  }

  private static String size(long bytes) {
    return bytes > 0 && bytes % (1 << 20) == 0
        ? (bytes >> 20) + "MiB"
        : bytes > 0 && bytes % (1 << 10) == 0 ? (bytes >> 10) + "KiB" : Long.toString(bytes);
  }

  static String quoted(String text) {
    return text.matches("[A-Za-z0-9/][A-Za-z0-9./_-]*")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
