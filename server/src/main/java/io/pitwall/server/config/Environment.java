package io.pitwall.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code PITWALL_*}. */
final class Environment {
  private static final String PREFIX = "PITWALL_";

  /** No settings: read by {@code ./pitwall} before the program starts, or by its commands. */
  private static final Set<String> OTHERS =
      Set.of(
          "PITWALL_JAVA_OPTS",
          "PITWALL_HEAP",
          "PITWALL_AOT",
          "PITWALL_JDK_PATH",
          "PITWALL_CONFIG",
          "PITWALL_TOKEN");

  /**
   * What Kubernetes and old Docker tell every container about a service named {@code pitwall...}.
   */
  private static final Pattern OF_A_SERVICE =
      Pattern.compile("PITWALL_([A-Z0-9]+_)*(SERVICE_(HOST|PORT(_.*)?)|PORT_\\d+_(TCP|UDP)(_.*)?)");

  private static final Pattern ADDRESS_OF_A_SERVICE = Pattern.compile("(tcp|udp|sctp)://.*");

  static Map<String, Setting> settings(Map<String, String> environment, List<KnownKey> keys) {
    Map<String, KnownKey> byVariable =
        keys.stream().collect(Collectors.toMap(KnownKey::variable, Function.identity()));
    Map<String, Setting> settings = new LinkedHashMap<>();
    environment.forEach(
        (variable, value) -> {
          if (isMeantForUs(variable, value)) {
            KnownKey key = byVariable.get(variable);
            if (key == null) {
              throw new ConfigException(
                  "Expected environment variables that name a setting, but got "
                      + variable
                      + NearestName.hint(variable, byVariable.keySet()));
            }
            settings.put(key.name(), new Setting(value, variable));
          }
        });
    return settings;
  }

  private static boolean isMeantForUs(String variable, String value) {
    return variable.startsWith(PREFIX)
        && !value.isBlank()
        && !OTHERS.contains(variable)
        && !OF_A_SERVICE.matcher(variable).matches()
        && !ADDRESS_OF_A_SERVICE.matcher(value).matches();
  }

  private Environment() {}
}
