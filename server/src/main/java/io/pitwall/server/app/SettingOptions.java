package io.pitwall.server.app;

import io.pitwall.server.config.ConfigLoader;
import io.pitwall.server.config.LoadedConfig;
import io.pitwall.server.config.Sources;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that are settings. Not thread-safe. */
final class SettingOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings as YAML; --print-config shows all there are.")
  @Nullable Path config;

  @Option(names = "--host", paramLabel = "ADDRESS", description = "Sets server.host.")
  @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Sets server.port: API, pages and OTLP; 0 takes a free one.")
  @Nullable String port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Sets store.folder; made when it does not exist.")
  @Nullable String data;

  @Option(names = "--log-level", paramLabel = "LEVEL", description = "Sets log.level.")
  @Nullable String logLevel;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets any setting, e.g. --set retention.raw=3d. May be repeated.")
  Map<String, String> others = new LinkedHashMap<>();

  @Option(names = "--verbose", description = "Shows the stack trace of a failure.")
  boolean verbose;

  /** Reads all sources: these options, the environment, the file. */
  LoadedConfig load(Map<String, String> environment) {
    Map<String, Sources.Flag> flags = new LinkedHashMap<>();
    others.forEach((key, value) -> flags.put(key, new Sources.Flag(value, "--set " + key)));
    put(flags, "server.host", host, "--host");
    put(flags, "server.port", port, "--port");
    put(flags, "store.folder", data, "--data");
    put(flags, "log.level", logLevel, "--log-level");
    String variable = environment.get("PITWALL_CONFIG");
    Optional<Path> file =
        Optional.ofNullable(config)
            .or(() -> Optional.ofNullable(variable).filter(v -> !v.isBlank()).map(Path::of));
    return ConfigLoader.load(new Sources(flags, environment, file));
  }

  private static void put(
      Map<String, Sources.Flag> flags, String key, @Nullable String value, String flag) {
    if (value != null) {
      flags.put(key, new Sources.Flag(value, flag));
    }
  }
}
