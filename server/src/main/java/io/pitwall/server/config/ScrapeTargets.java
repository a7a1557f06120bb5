package io.pitwall.server.config;

import io.pitwall.server.ingest.prometheus.ScrapeTarget;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code scrape}: a list of entries with {@code job} and {@code url}, and where wanted {@code
 * interval}, {@code timeout}, {@code labels}, {@code sample-limit} and a secret ({@code
 * bearer-token}, {@code bearer-token-file} or {@code bearer-token-env}).
 */
final class ScrapeTargets {
  private static final String SECRET = "bearer-token";
  private static final Set<String> FIELDS =
      Stream.concat(
              Stream.of("job", "url", "interval", "timeout", "labels", "sample-limit"),
              Secrets.fields(SECRET).stream())
          .collect(Collectors.toUnmodifiableSet());

  static List<ScrapeTarget> read(Setting setting, Sources sources) {
    Object value =
        setting.value() instanceof String text
            ? Yaml.read(text, setting.origin())
            : setting.value();
    if (!(value instanceof List<?> list)) {
      throw wrong("scrape", "a list of entries with job and url", value, setting);
    }
    List<ScrapeTarget> targets = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      ScrapeTarget target = entry("scrape[" + i + "]", list.get(i), setting, sources);
      if (!seen.add(target.job() + ' ' + target.instance())) {
        throw wrong(
            "scrape[" + i + "]",
            "a job and address that no other entry has",
            target.job() + " and " + target.instance(),
            setting);
      }
      targets.add(target);
    }
    return targets;
  }

  private static ScrapeTarget entry(String at, Object entry, Setting setting, Sources sources) {
    if (!(entry instanceof Map<?, ?> raw)) {
      throw wrong(at, "an entry with job and url", entry, setting);
    }
    Map<String, Object> fields = new TreeMap<>();
    raw.forEach((name, value) -> fields.put(KnownKey.normalised(String.valueOf(name)), value));
    for (String name : fields.keySet()) {
      if (!FIELDS.contains(name)) {
        throw new ConfigException(
            "Expected one of %s in %s, but got %s%s (%s)"
                .formatted(
                    String.join(", ", FIELDS.stream().sorted().toList()),
                    at,
                    name,
                    NearestName.hint(name, FIELDS),
                    setting.origin()));
      }
    }
    Duration interval = duration(at, fields, "interval", ScrapeTarget.DEFAULT_INTERVAL, setting);
    Duration patience =
        interval.compareTo(ScrapeTarget.DEFAULT_TIMEOUT) < 0
            ? interval
            : ScrapeTarget.DEFAULT_TIMEOUT;
    try {
      return new ScrapeTarget(
          text(at, fields, "job", setting),
          url(at, text(at, fields, "url", setting), setting),
          interval,
          duration(at, fields, "timeout", patience, setting),
          Secrets.read(at, SECRET, fields, setting, sources),
          labels(at, fields.get("labels"), setting),
          samples(at, fields.get("sample-limit"), setting));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage() + " (" + at + ", " + setting.origin() + ")", e);
    }
  }

  private static String text(String at, Map<String, Object> fields, String name, Setting setting) {
    Object value = fields.get(name);
    if (value == null || value instanceof Map || value instanceof List) {
      throw wrong(at + "." + name, "a text", value, setting);
    }
    return value.toString().strip();
  }

  private static URI url(String at, String text, Setting setting) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(at + ".url", "a url like http://127.0.0.1:9100/metrics", text, setting);
    }
  }

  private static Duration duration(
      String at, Map<String, Object> fields, String name, Duration standard, Setting setting) {
    Object value = fields.get(name);
    return value == null
        ? standard
        : Units.duration(value.toString())
            .orElseThrow(() -> wrong(at + "." + name, "a duration like 15s", value, setting));
  }

  private static int samples(String at, @Nullable Object value, Setting setting) {
    if (value == null) {
      return ScrapeTarget.DEFAULT_SAMPLE_LIMIT;
    } else if (value instanceof Integer number) {
      return number;
    }
    throw wrong(at + ".sample-limit", "a whole number", value, setting);
  }

  private static Map<String, String> labels(String at, @Nullable Object value, Setting setting) {
    if (value == null) {
      return Map.of();
    } else if (!(value instanceof Map<?, ?> raw)) {
      throw wrong(at + ".labels", "names and values", value, setting);
    } else {
      Map<String, String> labels = new LinkedHashMap<>();
      raw.forEach((name, label) -> labels.put(String.valueOf(name), String.valueOf(label)));
      return labels;
    }
  }

  /** An entry as it can be read again, but for the secret. */
  static String entry(ScrapeTarget target) {
    StringBuilder text =
        new StringBuilder(
            "{job: %s, url: %s, interval: %s, timeout: %s, sample-limit: %d"
                .formatted(
                    LoadedConfig.quoted(target.job()),
                    LoadedConfig.quoted(target.url().toString()),
                    Units.text(target.interval()),
                    Units.text(target.timeout()),
                    target.sampleLimit()));
    if (!target.labels().isEmpty()) {
      text.append(", labels: ")
          .append(
              new TreeMap<>(target.labels())
                  .entrySet().stream()
                      .map(
                          label ->
                              LoadedConfig.quoted(label.getKey())
                                  + ": "
                                  + LoadedConfig.quoted(label.getValue()))
                      .collect(Collectors.joining(", ", "{", "}")));
    }
    if (target.bearerToken().isPresent()) {
      text.append(", bearer-token: \"(hidden)\"");
    }
    return text.append('}').toString();
  }

  /** Tells nothing of a whole entry, which may hold a secret. */
  private static ConfigException wrong(
      String at, String expected, @Nullable Object got, Setting setting) {
    String told = got instanceof Map || got instanceof List ? "something else" : "'" + got + "'";
    return new ConfigException(
        "Expected %s at %s, but got %s (%s)".formatted(expected, at, told, setting.origin()));
  }

  private ScrapeTargets() {}
}
