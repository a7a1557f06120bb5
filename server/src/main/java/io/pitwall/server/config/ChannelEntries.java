package io.pitwall.server.config;

import io.pitwall.server.notify.Addresses;
import io.pitwall.server.notify.ChannelSettings;
import io.pitwall.server.notify.Receiver;
import io.pitwall.server.notify.Receiver.Email;
import io.pitwall.server.notify.Secret;
import io.pitwall.server.notify.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@code notifications.channels}: entries with {@code name} and {@code type}, and the fields
 * of that type. Secrets come from the environment or from files only.
 */
final class ChannelEntries {
  private static final Set<String> ALL =
      Set.of("name", "type", "max-per-minute", "timeout", "send-resolved", "allow-link-local");
  private static final List<String> TYPES =
      List.of(
          "webhook",
          "alertmanager",
          "slack",
          "teams",
          "pagerduty",
          "opsgenie",
          "email",
          "template");

  static List<ChannelSettings> read(Setting setting, Sources sources) {
    List<ChannelSettings> channels =
        EntryFields.list(
            "notifications.channels", setting.value(), setting, sources, ChannelEntries::channel);
    Set<String> names = new HashSet<>();
    for (ChannelSettings channel : channels) {
      if (!names.add(channel.name())) {
        throw new ConfigException(
            "Expected a name for each entry of notifications.channels, but got %s twice (%s)"
                .formatted(channel.name(), setting.origin()));
      }
    }
    return channels;
  }

  private static ChannelSettings channel(EntryFields fields) {
    boolean linkLocal = fields.flag("allow-link-local", false);
    String type = fields.required("type");
    Receiver receiver =
        switch (type) {
          case "webhook" -> webhook(fields, linkLocal);
          case "alertmanager" -> alertmanager(fields, linkLocal);
          case "slack" -> {
            allow(fields, Set.of(), Set.of("url"));
            yield new Receiver.Slack(checked(fields.requiredSecret("url"), linkLocal));
          }
          case "teams" -> {
            allow(fields, Set.of(), Set.of("url"));
            yield new Receiver.Teams(checked(fields.requiredSecret("url"), linkLocal));
          }
          case "pagerduty" -> {
            allow(fields, Set.of("url"), Set.of("routing-key"));
            yield new Receiver.PagerDuty(
                plainUrl(fields, Receiver.PagerDuty.URL, linkLocal),
                fields.requiredSecret("routing-key"));
          }
          case "opsgenie" -> {
            allow(fields, Set.of("url"), Set.of("api-key"));
            yield new Receiver.Opsgenie(
                plainUrl(fields, Receiver.Opsgenie.URL, linkLocal),
                fields.requiredSecret("api-key"));
          }
          case "email" -> email(fields);
          case "template" -> custom(fields, linkLocal);
          default ->
              throw fields.wrong("type", "one of " + String.join(", ", TYPES), "'" + type + "'");
        };
    return new ChannelSettings(
        fields.required("name"),
        receiver,
        fields.whole("max-per-minute").orElse(receiver.usualPerMinute()),
        fields.duration("timeout").orElse(ChannelSettings.DEFAULT_TIMEOUT),
        fields.flag("send-resolved", true),
        linkLocal);
  }

  private static Receiver webhook(EntryFields fields, boolean linkLocal) {
    allow(fields, Set.of("url"), Set.of("url", "signing-key", "bearer-token"));
    return new Receiver.Webhook(
        url(fields, linkLocal), fields.secret("signing-key"), fields.secret("bearer-token"));
  }

  private static Receiver alertmanager(EntryFields fields, boolean linkLocal) {
    allow(fields, Set.of("url", "forget-after"), Set.of("url", "bearer-token"));
    return new Receiver.Alertmanager(
        url(fields, linkLocal),
        fields.secret("bearer-token"),
        fields.duration("forget-after").orElse(Duration.ofDays(1)));
  }

  private static Receiver email(EntryFields fields) {
    allow(fields, Set.of("host", "port", "tls", "user", "from", "to"), Set.of("password"));
    Email.Tls tls = tls(fields);
    return new Email(
        fields.required("host"),
        fields
            .whole("port")
            .orElse(
                switch (tls) {
                  case TLS -> 465;
                  case STARTTLS -> 587;
                  case NONE -> 25;
                }),
        tls,
        fields.text("user").orElse(""),
        fields.secret("password"),
        fields.required("from"),
        fields.texts("to").orElse(List.of()));
  }

  private static Email.Tls tls(EntryFields fields) {
    String text = fields.text("tls").orElse("starttls");
    return Arrays.stream(Email.Tls.values())
        .filter(tls -> tls.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                fields.wrong(
                    "tls",
                    Arrays.stream(Email.Tls.values())
                        .map(tls -> tls.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", "one of ", "")),
                    "'" + text + "'"));
  }

  private static Receiver custom(EntryFields fields, boolean linkLocal) {
    allow(
        fields,
        Set.of("url", "template", "template-file", "content-type"),
        Set.of("url", "bearer-token"));
    return new Receiver.Custom(
        url(fields, linkLocal),
        new Template(
            fields
                .text("template-file")
                .map(ChannelEntries::file)
                .orElseGet(() -> fields.required("template"))),
        fields.text("content-type").orElse("application/json"),
        fields.secret("bearer-token"));
  }

  private static String file(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Expected a template in the file " + path + ", but it cannot be read: " + e, e);
    }
  }

  private static void allow(EntryFields fields, Set<String> plain, Set<String> secrets) {
    fields.allow(Stream.concat(ALL.stream(), plain.stream()).collect(Collectors.toSet()), secrets);
  }

  /** An address that may be written down, or be a secret. */
  private static Secret url(EntryFields fields, boolean linkLocal) {
    return checked(
        fields.text("url").map(Secret::new).orElseGet(() -> fields.requiredSecret("url")),
        linkLocal);
  }

  private static Secret plainUrl(EntryFields fields, String otherwise, boolean linkLocal) {
    return checked(new Secret(fields.text("url").orElse(otherwise)), linkLocal);
  }

  private static Secret checked(Secret url, boolean linkLocal) {
    Addresses.check(url.value(), linkLocal);
    return url;
  }

  /** An entry as it can be read again, but for its secrets. */
  static String entry(ChannelSettings channel) {
    StringBuilder text =
        new StringBuilder(
            "{name: %s, type: %s, max-per-minute: %d, timeout: %s, send-resolved: %s, allow-link-local: %s"
                .formatted(
                    channel.name(),
                    channel.receiver().type(),
                    channel.perMinute(),
                    Units.text(channel.timeout()),
                    channel.sendResolved(),
                    channel.linkLocalAllowed()));
    switch (channel.receiver()) {
      case Receiver.Webhook hook -> {
        text.append(", url: ").append(shown(hook.url()));
        hook.signingKey().ifPresent(key -> text.append(", signing-key-env: \"(hidden)\""));
        hook.bearerToken().ifPresent(key -> text.append(", bearer-token-env: \"(hidden)\""));
      }
      case Receiver.Alertmanager manager -> {
        text.append(", url: ")
            .append(shown(manager.url()))
            .append(", forget-after: ")
            .append(Units.text(manager.forgetAfter()));
        manager.bearerToken().ifPresent(key -> text.append(", bearer-token-env: \"(hidden)\""));
      }
      case Receiver.Slack slack -> text.append(", url-env: \"(hidden)\"");
      case Receiver.Teams teams -> text.append(", url-env: \"(hidden)\"");
      case Receiver.PagerDuty pager ->
          text.append(", url: ")
              .append(LoadedConfig.quoted(pager.url().value()))
              .append(", routing-key-env: \"(hidden)\"");
      case Receiver.Opsgenie opsgenie ->
          text.append(", url: ")
              .append(LoadedConfig.quoted(opsgenie.url().value()))
              .append(", api-key-env: \"(hidden)\"");
      case Email email -> email(text, email);
      case Receiver.Custom custom -> {
        text.append(", url: ")
            .append(shown(custom.url()))
            .append(", template: ")
            .append(LoadedConfig.quoted(custom.template().text().replace("\n", "\\n")))
            .append(", content-type: ")
            .append(LoadedConfig.quoted(custom.contentType()));
        custom.bearerToken().ifPresent(key -> text.append(", bearer-token-env: \"(hidden)\""));
      }
    }
    return text.append('}').toString();
  }

  /** An address without what follows its host, which may be a secret. */
  private static String shown(Secret url) {
    URI uri = URI.create(url.value());
    String host = uri.getScheme() + "://" + uri.getRawAuthority();
    return LoadedConfig.quoted(host.equals(url.value()) ? host : host + "/(hidden)");
  }

  private static void email(StringBuilder text, Email email) {
    text.append(", host: ")
        .append(LoadedConfig.quoted(email.host()))
        .append(", port: ")
        .append(email.port())
        .append(", tls: ")
        .append(email.tls().name().toLowerCase(Locale.ROOT))
        .append(", user: ")
        .append(LoadedConfig.quoted(email.user()))
        .append(", from: ")
        .append(LoadedConfig.quoted(email.from()))
        .append(", to: ")
        .append(email.to().stream().map(LoadedConfig::quoted).toList());
    email.password().ifPresent(password -> text.append(", password-env: \"(hidden)\""));
  }

  private ChannelEntries() {}
}
