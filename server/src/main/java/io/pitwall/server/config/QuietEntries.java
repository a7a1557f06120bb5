package io.pitwall.server.config;

import io.pitwall.engine.notify.QuietTime;
import io.pitwall.model.alert.Severity;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads {@code notifications.quiet}: entries with {@code from} and {@code to}, and where wanted
 * {@code zone}, {@code days}, {@code channels} and {@code up-to}.
 */
final class QuietEntries {
  private static final Set<String> FIELDS =
      Set.of("channels", "days", "from", "to", "zone", "up-to");

  static List<QuietTime> read(Setting setting, Sources sources) {
    return EntryFields.list(
        "notifications.quiet", setting.value(), setting, sources, QuietEntries::of);
  }

  private static QuietTime of(EntryFields fields) {
    fields.allow(FIELDS, Set.of());
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    List<String> names = fields.texts("days").orElse(List.of());
    names.forEach(name -> days.add(day(fields, name)));
    if (names.isEmpty()) {
      days.addAll(EnumSet.allOf(DayOfWeek.class));
    }
    return new QuietTime(
        fields.texts("channels").orElse(List.of()),
        days,
        time(fields, "from"),
        time(fields, "to"),
        zone(fields),
        severity(fields));
  }

  private static DayOfWeek day(EntryFields fields, String name) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> name.length() >= 3 && day.name().startsWith(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> fields.wrong("days", "days like mon or friday", "'" + name + "'"));
  }

  private static LocalTime time(EntryFields fields, String name) {
    String text = fields.required(name);
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw fields.wrong(name, "a time in quotes like \"22:00\"", "'" + text + "'");
    }
  }

  private static ZoneId zone(EntryFields fields) {
    String text = fields.text("zone").orElse("UTC");
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw fields.wrong("zone", "a time zone like Europe/Berlin", "'" + text + "'");
    }
  }

  private static Severity severity(EntryFields fields) {
    String text = fields.text("up-to").orElse(Severity.HIGH.wireName());
    return Severity.ofWireName(text)
        .orElseThrow(
            () -> fields.wrong("up-to", "one of low, medium, high, critical", "'" + text + "'"));
  }

  /** An entry as it can be read again. */
  static String entry(QuietTime quiet) {
    return "{channels: %s, days: %s, from: \"%s\", to: \"%s\", zone: %s, up-to: %s}"
        .formatted(
            quiet.channels(),
            quiet.days().stream().sorted().map(day -> day.name().toLowerCase(Locale.ROOT)).toList(),
            quiet.from(),
            quiet.to(),
            LoadedConfig.quoted(quiet.zone().getId()),
            quiet.upTo().wireName());
  }

  private QuietEntries() {}
}
