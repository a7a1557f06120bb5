package io.pitwall.server.config;

import io.pitwall.server.http.Access;
import io.pitwall.server.http.AccessToken;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads {@code auth.tokens}: a list of entries with {@code name}, {@code scopes} (read, ingest,
 * admin) and the secret itself ({@code token}), or the file ({@code token-file}) or variable of the
 * environment ({@code token-env}) that holds it.
 */
final class Tokens {
  private static final Set<String> FIELDS =
      Set.of("name", "scopes", "token", "token-file", "token-env");

  static List<AccessToken> read(Setting setting, Sources sources) {
    Object value =
        setting.value() instanceof String text
            ? Yaml.read(text, setting.origin())
            : setting.value();
    if (!(value instanceof List<?> list)) {
      throw wrong("auth.tokens", "a list of entries with name, scopes and token", setting);
    }
    java.util.ArrayList<AccessToken> tokens = new java.util.ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      tokens.add(entry("auth.tokens[" + i + "]", list.get(i), setting, sources));
    }
    return tokens;
  }

  private static AccessToken entry(String at, Object entry, Setting setting, Sources sources) {
    if (!(entry instanceof Map<?, ?> raw)) {
      throw wrong(at, "an entry with name, scopes and token", setting);
    }
    Map<String, Object> fields = new TreeMap<>();
    raw.forEach((name, value) -> fields.put(KnownKey.normalised(String.valueOf(name)), value));
    for (String name : fields.keySet()) {
      if (!FIELDS.contains(name)) {
        throw new ConfigException(
            "Expected one of name, scopes, token, token-file and token-env in %s, but got %s%s (%s)"
                .formatted(at, name, NearestName.hint(name, FIELDS), setting.origin()));
      }
    }
    if (!(fields.get("name") instanceof String name)) {
      throw wrong(at + ".name", "a name", setting);
    }
    try {
      return new AccessToken(
          name, secret(at, fields, setting, sources), scopes(at, fields.get("scopes"), setting));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage() + " (" + at + ", " + setting.origin() + ")", e);
    }
  }

  private static String secret(
      String at, Map<String, Object> fields, Setting setting, Sources sources) {
    return Secrets.read(at, "token", fields, setting, sources)
        .orElseThrow(
            () ->
                new ConfigException(
                    "Expected one of %s in %s, but got none (%s)"
                        .formatted(Secrets.either("token"), at, setting.origin())));
  }

  private static Set<Access> scopes(
      String at, @org.jspecify.annotations.Nullable Object value, Setting setting) {
    Set<Access> scopes = EnumSet.noneOf(Access.class);
    List<?> names =
        value instanceof List<?> list
            ? list
            : List.of(String.valueOf(value == null ? "" : value).split(","));
    for (Object name : names) {
      switch (String.valueOf(name).strip().toLowerCase(Locale.ROOT)) {
        case "read" -> scopes.add(Access.READ);
        case "ingest" -> scopes.add(Access.INGEST);
        case "admin" -> scopes.add(Access.ADMIN);
        default ->
            throw new ConfigException(
                "Expected read, ingest or admin in %s.scopes, but got '%s' (%s)"
                    .formatted(at, name, setting.origin()));
      }
    }
    return scopes;
  }

  /** Tells nothing of the value, which may be a secret. */
  private static ConfigException wrong(String at, String expected, Setting setting) {
    return new ConfigException(
        "Expected %s at %s, but got something else (%s)".formatted(expected, at, setting.origin()));
  }

  private Tokens() {}
}
