package io.pitwall.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.engine.EngineSettings;
import io.pitwall.engine.alert.AlertPolicy;
import io.pitwall.engine.intake.IntakeLimits;
import io.pitwall.engine.notify.QuietTime;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.TagMatcher;
import io.pitwall.server.config.Sources.Flag;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.AccessToken;
import io.pitwall.server.http.HttpLimits;
import io.pitwall.server.ingest.prometheus.ScrapeTarget;
import io.pitwall.server.notify.ChannelSettings;
import io.pitwall.server.notify.Receiver;
import io.pitwall.server.notify.Secret;
import io.pitwall.store.api.Retention;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  @TempDir Path folder;

  /** Every setting there is, each with a value that is not its default. */
  private static final Map<String, String> OTHERS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("server.host", "0.0.0.0"),
              Map.entry("server.port", "8080"),
              Map.entry("server.otlp-ports", "[14317]"),
              Map.entry("server.allowed-hosts", "[pitwall.local]"),
              Map.entry("server.allowed-origins", "[https://pitwall.local]"),
              Map.entry("server.max-body-bytes", "1MiB"),
              Map.entry("server.max-decoded-bytes", "2MiB"),
              Map.entry("server.max-buffered-bytes", "3MiB"),
              Map.entry("server.max-header-bytes", "4KiB"),
              Map.entry("server.max-connections", "5"),
              Map.entry("server.max-requests", "6"),
              Map.entry("server.max-event-streams", "7"),
              Map.entry("server.event-queue", "8"),
              Map.entry("server.head-timeout", "9s"),
              Map.entry("server.body-timeout", "11s"),
              Map.entry("server.write-timeout", "12s"),
              Map.entry("server.idle-timeout", "13s"),
              Map.entry("server.heartbeat", "14s"),
              Map.entry("server.drain-timeout", "15s"),
              Map.entry(
                  "auth.tokens", "[{name: ann, token: 0123456789abcdef, scopes: [read, admin]}]"),
              Map.entry("store.folder", "/var/lib/pitwall"),
              Map.entry("store.memory-limit-mb", "512"),
              Map.entry("store.threads", "4"),
              Map.entry("store.readers", "5"),
              Map.entry("store.queue-records", "1000"),
              Map.entry("store.queue-mb", "7"),
              Map.entry("store.group-records", "800"),
              Map.entry("store.checkpoint-mb", "9"),
              Map.entry("store.row-group-rows", "4096"),
              Map.entry("store.fold-every", "11s"),
              Map.entry("store.expire-every", "12m"),
              Map.entry("retention.raw", "1d"),
              Map.entry("retention.minute-rollups", "2d"),
              Map.entry("retention.hour-rollups", "3d"),
              Map.entry("retention.runs", "4d"),
              Map.entry("limits.max-name-length", "101"),
              Map.entry("limits.max-tags", "11"),
              Map.entry("limits.max-tag-length", "12"),
              Map.entry("limits.max-attributes", "13"),
              Map.entry("limits.max-attribute-length", "14"),
              Map.entry("limits.max-series-per-metric", "15"),
              Map.entry("limits.max-series", "16"),
              Map.entry("limits.max-agents", "17"),
              Map.entry("limits.max-past", "18d"),
              Map.entry("limits.max-future", "19m"),
              Map.entry("limits.keep-content", "true"),
              Map.entry("alerts.for", "21s"),
              Map.entry("alerts.clear-for", "22s"),
              Map.entry("alerts.stale-after", "23s"),
              Map.entry("alerts.rules-file", "rules.yaml"),
              Map.entry("alerts.default-pack", "false"),
              Map.entry("engine.interval", "24s"),
              Map.entry("engine.run-idle", "25s"),
              Map.entry("engine.active-within", "26s"),
              Map.entry("engine.collect-system", "false"),
              Map.entry("engine.price-file", "my-prices.txt"),
              Map.entry("inspect.every", "27s"),
              Map.entry("inspect.fire-after", "2"),
              Map.entry("inspect.of", "4"),
              Map.entry("inspect.clear-after", "6"),
              Map.entry("frontend.site-keys", "[shop-key]"),
              Map.entry("frontend.origins", "[https://shop.example]"),
              Map.entry("frontend.max-beacons-per-minute", "27"),
              Map.entry("postgresql.url", "jdbc:postgresql://db/shop"),
              Map.entry("postgresql.user", "watch"),
              Map.entry("postgresql.password", "0123456789abcdef"),
              Map.entry("postgresql.interval", "28s"),
              Map.entry("postgresql.explain", "false"),
              Map.entry("postgresql.max-queries", "29"),
              Map.entry(
                  "scrape",
                  "[{job: web, url: 'https://web:9/m', interval: 30s, timeout: 5s, labels: {zone: a},"
                      + " sample-limit: 7, bearer-token: 0123456789abcdef}]"),
              Map.entry("notifications.external-url", "https://pitwall.example"),
              Map.entry(
                  "notifications.channels",
                  "[{name: hook, type: webhook, url: 'http://127.0.0.1:9', max-per-minute: 31,"
                      + " timeout: 3s, send-resolved: false}]"),
              Map.entry("notifications.route.channels", "[hook]"),
              Map.entry("notifications.route.group-by", "[host, rule]"),
              Map.entry("notifications.route.group-wait", "32s"),
              Map.entry("notifications.route.group-interval", "33s"),
              Map.entry("notifications.route.repeat-interval", "34h"),
              Map.entry(
                  "notifications.route.routes",
                  "[{match: ['severity=critical'], channels: [hook], continue: true, group-wait: 35s}]"),
              Map.entry(
                  "notifications.quiet",
                  "[{days: [fri, saturday], from: '22:00', to: '07:30', zone: Europe/Berlin, up-to: medium}]"),
              Map.entry("notifications.max-groups", "36"),
              Map.entry("notifications.give-up-after", "37h"),
              Map.entry("notifications.keep-delivered", "38h"),
              Map.entry("notifications.keep-given-up", "39h"),
              Map.entry("log.level", "debug")));

  private static final PitwallConfig OTHER =
      new PitwallConfig(
          new ServerConfig(
              "0.0.0.0",
              8080,
              new OtlpPorts(List.of(14317), true),
              List.of("pitwall.local"),
              List.of("https://pitwall.local"),
              new HttpLimits(
                  1 << 20,
                  2 << 20,
                  3 << 20,
                  4 << 10,
                  5,
                  6,
                  7,
                  8,
                  Duration.ofSeconds(9),
                  Duration.ofSeconds(11),
                  Duration.ofSeconds(12),
                  Duration.ofSeconds(13),
                  Duration.ofSeconds(14),
                  Duration.ofSeconds(15))),
          new AuthConfig(
              List.of(
                  new AccessToken("ann", "0123456789abcdef", Set.of(Access.READ, Access.ADMIN)))),
          new StoreConfig(
              Path.of("/var/lib/pitwall"),
              512,
              4,
              5,
              1000,
              7,
              800,
              9,
              4096,
              Duration.ofSeconds(11),
              Duration.ofMinutes(12)),
          new Retention(
              Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(4)),
          new IntakeLimits(
              101, 11, 12, 13, 14, 15, 16, 17, Duration.ofDays(18), Duration.ofMinutes(19), true),
          new AlertsConfig(
              Duration.ofSeconds(21),
              Duration.ofSeconds(22),
              Duration.ofSeconds(23),
              "rules.yaml",
              false),
          new NotificationsConfig(
              "https://pitwall.example",
              List.of(
                  new ChannelSettings(
                      "hook",
                      new Receiver.Webhook(
                          new Secret("http://127.0.0.1:9"), Optional.empty(), Optional.empty()),
                      31,
                      Duration.ofSeconds(3),
                      false,
                      false)),
              new RouteConfig(
                  List.of("hook"),
                  List.of("host", "rule"),
                  Duration.ofSeconds(32),
                  Duration.ofSeconds(33),
                  Duration.ofHours(34),
                  List.of(
                      new RouteEntry(
                          List.of(TagMatcher.equal("severity", "critical")),
                          Optional.of(List.of("hook")),
                          true,
                          Optional.empty(),
                          Optional.of(Duration.ofSeconds(35)),
                          Optional.empty(),
                          Optional.empty(),
                          List.of()))),
              List.of(
                  new QuietTime(
                      List.of(),
                      Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                      LocalTime.of(22, 0),
                      LocalTime.of(7, 30),
                      ZoneId.of("Europe/Berlin"),
                      Severity.MEDIUM)),
              36,
              Duration.ofHours(37),
              Duration.ofHours(38),
              Duration.ofHours(39)),
          new EngineConfig(
              Duration.ofSeconds(24),
              Duration.ofSeconds(25),
              Duration.ofSeconds(26),
              false,
              "my-prices.txt"),
          new InspectConfig(Duration.ofSeconds(27), 2, 4, 6),
          new FrontendConfig(List.of("shop-key"), List.of("https://shop.example"), 27),
          new PostgresqlConfig(
              "jdbc:postgresql://db/shop",
              "watch",
              "0123456789abcdef",
              Duration.ofSeconds(28),
              false,
              29),
          List.of(
              new ScrapeTarget(
                  "web",
                  URI.create("https://web:9/m"),
                  Duration.ofSeconds(30),
                  Duration.ofSeconds(5),
                  Optional.of("0123456789abcdef"),
                  Map.of("zone", "a"),
                  7)),
          new LogConfig(LogConfig.Level.DEBUG));

  private static LoadedConfig load(
      Map<String, String> flags, Map<String, String> environment, Optional<Path> file) {
    return ConfigLoader.load(
        new Sources(
            flags.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey, flag -> new Flag(flag.getValue(), "--set"))),
            environment,
            file));
  }

  private static PitwallConfig fromEnvironment(String name, String value) {
    return load(Map.of(), Map.of(name, value), Optional.empty()).config();
  }

  private Optional<Path> file(String yaml) throws IOException {
    return Optional.of(Files.writeString(folder.resolve("pitwall.yaml"), yaml));
  }

  private static String sections() {
    Map<String, StringBuilder> sections = new TreeMap<>();
    OTHERS.forEach(
        (key, value) -> {
          int dot = key.indexOf('.');
          sections
              .computeIfAbsent(
                  dot < 0 ? key : key.substring(0, dot),
                  s -> new StringBuilder(dot < 0 ? "" : "\n"))
              .append(
                  dot < 0 ? value + '\n' : "  %s: %s\n".formatted(key.substring(dot + 1), value));
        });
    StringBuilder yaml = new StringBuilder();
    sections.forEach((name, body) -> yaml.append(name).append(": ").append(body));
    return yaml.toString();
  }

  @Test
  void everySettingIsInThisTest() {
    assertThat(KnownKey.all())
        .extracting(KnownKey::name)
        .containsExactlyInAnyOrderElementsOf(OTHERS.keySet());
  }

  @Test
  void withoutSourcesAllIsAsByDefault() {
    LoadedConfig loaded = load(Map.of(), Map.of("HOME", "/root"), Optional.empty());

    assertThat(loaded.config()).isEqualTo(PitwallConfig.DEFAULT);
    assertThat(loaded.origins()).isEmpty();
  }

  @Test
  void defaultsAreThoseOfThePartsThemselves() {
    assertThat(PitwallConfig.DEFAULT.server().limits()).isEqualTo(HttpLimits.defaults());
    assertThat(PitwallConfig.DEFAULT.alerts().policy()).isEqualTo(AlertPolicy.DEFAULT);
    EngineSettings standard = EngineSettings.DEFAULT;
    assertThat(PitwallConfig.DEFAULT.in(standard.dataFolder()).engineSettings())
        .isEqualTo(standard);
    assertThat(PitwallConfig.DEFAULT.server().host()).isEqualTo("127.0.0.1");
    assertThat(PitwallConfig.DEFAULT.server().port()).isEqualTo(7070);
    assertThat(PitwallConfig.DEFAULT.server().otlpPorts().numbers()).containsExactly(4317, 4318);
    assertThat(PitwallConfig.DEFAULT.server().otlpPorts().required()).isFalse();
  }

  @Test
  void everySettingCanBeSetInTheFile() throws IOException {
    assertThat(load(Map.of(), Map.of(), file(sections())).config()).isEqualTo(OTHER);
  }

  @Test
  void everySettingCanBeSetInTheEnvironment() {
    Map<String, String> environment = new TreeMap<>();
    OTHERS.forEach(
        (key, value) ->
            environment.put(
                "PITWALL_" + key.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"),
                value));

    assertThat(load(Map.of(), environment, Optional.empty()).config()).isEqualTo(OTHER);
  }

  @Test
  void everySettingCanBeSetByAFlag() {
    assertThat(load(OTHERS, Map.of(), Optional.empty()).config()).isEqualTo(OTHER);
  }

  @Test
  void namesMayBeWrittenWithUnderscores() throws IOException {
    PitwallConfig config =
        load(Map.of(), Map.of(), file("server:\n  max_body_bytes: 1024\nlimits: {max_tags: 3}\n"))
            .config();

    assertThat(config.server().limits().maxBodyBytes()).isEqualTo(1024);
    assertThat(config.limits().maxTags()).isEqualTo(3);
  }

  @Test
  void flagsWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
    Optional<Path> file = file("server: {port: 1, host: file, max-requests: 3}");
    LoadedConfig loaded =
        load(
            Map.of("server.port", "3"),
            Map.of("PITWALL_SERVER_PORT", "2", "PITWALL_SERVER_HOST", "environment"),
            file);

    assertThat(loaded.config().server().port()).isEqualTo(3);
    assertThat(loaded.config().server().host()).isEqualTo("environment");
    assertThat(loaded.config().server().limits().maxRequests()).isEqualTo(3);
    assertThat(loaded.origins())
        .containsEntry("server.port", "--set")
        .containsEntry("server.host", "PITWALL_SERVER_HOST")
        .containsEntry("server.max-requests", file.orElseThrow().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server: {prot: 1}          | server.prot      | did you mean server.port?",
        "sevrer: {port: 1}          | sevrer.port      | did you mean server.port?",
        "server: {port: web}        | server.port      | a whole number",
        "server: {port: 70000}      | server.port      | 0..65535",
        "server: {port: [1]}        | server.port      | a single value",
        "server: {host: ''}         | server.host      | an address",
        "server: {otlp-ports: [4, 4]} | server.otlp-ports | different ports",
        "server: {max-requests: 0}  | server.max-requests | > 0",
        "server: {max-body-bytes: 9TB} | server.max-body-bytes | a size like 16MiB",
        "server: {heartbeat: soon}  | server.heartbeat | a duration like 5s",
        "retention: {raw: 0s}       | retention.raw    | longer than nothing",
        "limits: {max_tags: 0}      | limits.max_tags  | 1 or more",
        "alerts: {stale-after: 0s}  | alerts           | above 0",
        "engine: {interval: -1s}    | engine.interval  | a duration",
        "engine: {collect-system: maybe} | engine.collect-system | true or false",
        "log: {level: loud}         | log.level        | error, warn, info, debug, trace",
        "log: {level: info, Level: warn} | log.level   | once",
        "'[1, 2]'                   | pitwall.yaml     | sections of settings",
        "'server: {port: 1'         | pitwall.yaml     | YAML",
      })
  void whatCannotBeUsedIsNamed(String yaml, String key, String expected) throws IOException {
    Optional<Path> file = file(yaml);

    assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(expected);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> load(Map.of(), Map.of(), Optional.of(folder.resolve("none.yaml"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none.yaml");
  }

  @Test
  void anUnknownVariableIsNamedAndTheNearestSuggested() {
    assertThatThrownBy(() -> fromEnvironment("PITWALL_SERVER_PROT", "1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PITWALL_SERVER_PROT")
        .hasMessageContaining("PITWALL_SERVER_PORT");
  }

  @Test
  void variablesThatAreNoSettingsArePassedOver() {
    for (String name :
        List.of(
            "PITWALL_HEAP",
            "PITWALL_JAVA_OPTS",
            "PITWALL_TOKEN",
            "PITWALL_SERVICE_HOST",
            "PITWALL_SERVICE_PORT_HTTP",
            "PITWALL_PORT_7070_TCP_ADDR",
            "PITWALL_SERVER_SERVICE_PORT")) {
      assertThat(fromEnvironment(name, "x")).as(name).isEqualTo(PitwallConfig.DEFAULT);
    }
    assertThat(fromEnvironment("PITWALL_SERVER_PORT", "tcp://10.0.0.1:7070"))
        .isEqualTo(PitwallConfig.DEFAULT);
    assertThat(fromEnvironment("PITWALL_SERVER_PORT", "")).isEqualTo(PitwallConfig.DEFAULT);
  }

  @Test
  void secretsMayLieInAFileOrTheEnvironment() throws IOException {
    Files.writeString(folder.resolve("secret"), "from-file-0123456789\n");
    Optional<Path> file =
        file(
            """
            auth:
              tokens:
                - {name: a, token-file: %s, scopes: read}
                - {name: b, token_env: SECRET_B, scopes: [ingest, read]}
            """
                .formatted(folder.resolve("secret")));

    assertThat(
            load(Map.of(), Map.of("SECRET_B", "from-environment-01"), file)
                .config()
                .auth()
                .tokens())
        .containsExactly(
            new AccessToken("a", "from-file-0123456789", Set.of(Access.READ)),
            new AccessToken("b", "from-environment-01", Set.of(Access.INGEST, Access.READ)));
    assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
        .hasMessageContaining("auth.tokens[1]")
        .hasMessageContaining("SECRET_B");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a, token: short, scopes: read}               | at least 16",
        "{name: a, scopes: read}                             | one of token, token-file and token-env",
        "{name: a, token: 0123456789abcdef, token-env: B, scopes: read} | one of token, token-file",
        "{name: a, token: 0123456789abcdef, scopes: write}   | read, ingest or admin",
        "{name: a, token: 0123456789abcdef}                  | read, ingest or admin",
        "{token: 0123456789abcdef, scopes: read}             | auth.tokens[0].name",
        "{name: a, tokn: 0123456789abcdef, scopes: read}     | did you mean token?",
        "{name: a, token-file: /none/there, scopes: read}    | /none/there",
        "5                                                   | an entry with name",
      })
  void aTokenThatCannotBeUsedIsNamedAndItsSecretIsNot(String entry, String expected)
      throws IOException {
    Optional<Path> file = file("auth: {tokens: [" + entry + "]}");

    assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(expected)
        .hasMessageNotContaining("0123456789abcdef");
  }

  @Test
  void aTargetNeedsAJobAndAUrlAlone() throws IOException {
    Optional<Path> file =
        file(
            """
            scrape:
              - {job: web, url: "http://127.0.0.1:9100/metrics"}
              - {job: fast, url: "http://127.0.0.1/metrics", interval: 5s, bearer_token_env: SECRET}
            """);

    List<ScrapeTarget> targets =
        load(Map.of(), Map.of("SECRET", "from-environment-01"), file).config().scrape();

    assertThat(targets.get(0))
        .isEqualTo(
            new ScrapeTarget(
                "web",
                URI.create("http://127.0.0.1:9100/metrics"),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Optional.empty(),
                Map.of(),
                50_000));
    assertThat(targets.get(0).instance()).isEqualTo("127.0.0.1:9100");
    assertThat(targets.get(1).timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(targets.get(1).instance()).isEqualTo("127.0.0.1:80");
    assertThat(targets.get(1).bearerToken()).contains("from-environment-01");
    assertThat(targets.get(1).toString()).doesNotContain("from-environment-01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{url: 'http://a/', bearer-token: secret!}         | scrape[0].job",
        "{job: a, bearer-token: secret!}                   | scrape[0].url",
        "{job: a, url: 'ftp://a/', bearer-token: secret!}  | a url like http://",
        "{job: a, url: 'http://a b/', bearer-token: secret!} | a url like http://",
        "{job: a, url: 'http://a/', interval: 1}           | a duration like 15s",
        "{job: a, url: 'http://a/', interval: 100ms}       | 1s or more",
        "{job: a, url: 'http://a/', timeout: 1h}           | at most the interval",
        "{job: a, url: 'http://a/', labels: {job: b}}      | labels other than job and instance",
        "{job: a, url: 'http://a/', sample-limit: 0}       | 1 or more",
        "{job: a, uri: 'http://a/'}                        | did you mean url?",
        "{job: a, url: 'http://a/', bearer-token-env: B}   | environment variable B",
        "{job: a, url: 'http://a/x'}, {job: a, url: 'http://a/y'} | no other entry has",
        "secret!                                           | an entry with job and url",
      })
  void aTargetThatCannotBeScrapedIsNamed(String entry, String expected) throws IOException {
    Optional<Path> file = file("scrape: [" + entry + "]");

    assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("scrape[")
        .hasMessageContaining(expected);
  }

  @Test
  void whatIsPrintedIsReadBackTheSameButForSecrets() throws IOException {
    String printed = load(OTHERS, Map.of(), Optional.empty()).toYaml();

    assertThat(printed)
        .contains("  port: 8080 # --set\n", "(hidden)", "max-body-bytes: 1MiB", "raw: 1d")
        .doesNotContain("0123456789abcdef");
    PitwallConfig back =
        load(Map.of(), Map.of(), file(printed.replace("(hidden)", "0123456789abcdef"))).config();
    assertThat(back).isEqualTo(OTHER);
    String standard = load(Map.of(), Map.of(), Optional.empty()).toYaml();
    assertThat(standard).contains("  port: 7070 # default\n", "otlp-ports: [4317, 4318] # default");
  }
}
