package io.pitwall.server.notify;

import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotifiedAlert;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Notifications as plain text, of a bounded length. */
final class NotificationText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** RFC 3339 in UTC, as receivers of JSON want it. */
  static String rfc3339(long micros) {
    return instant(micros).toString();
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }

  /** The whole text: title, a line for each alert, how many more there are, and where to look. */
  static String whole(Notification notification, Links links, int longest) {
    String foot = links.alerts().map(url -> "\n\n" + url).orElse("");
    String head = notification.title() + "\n\n";
    List<String> lines =
        lines(notification, UnaryOperator.identity(), longest - head.length() - foot.length());
    return head + String.join("\n", lines) + foot;
  }

  /**
   * A line for each alert as far as there is room, then one that tells how many more there are.
   *
   * @param escape what each line is passed through
   * @param longest most characters of all lines together, line ends included
   */
  static List<String> lines(Notification notification, UnaryOperator<String> escape, int longest) {
    List<String> lines = new ArrayList<>();
    int left = longest - more(notification.firing() + notification.resolved()).length() - 1;
    for (NotifiedAlert alert : notification.alerts()) {
      String line = escape.apply(line(alert));
      left -= line.length() + 1;
      if (left < 0) {
        break;
      }
      lines.add(line);
    }
    int untold = notification.firing() + notification.resolved() - lines.size();
    if (untold > 0) {
      lines.add(lines.isEmpty() ? count(untold) : more(untold));
    }
    return lines;
  }

  private static String line(NotifiedAlert alert) {
    Long ended = alert.endedMicros();
    return (alert.firing() ? alert.severity().wireName().toUpperCase(Locale.ROOT) : "over")
        + "  "
        + alert.summary().replaceAll("\\s+", " ")
        + (alert.firing() || ended == null
            ? ", since " + TIME.format(instant(alert.startedMicros()))
            : ", ended " + TIME.format(instant(ended)));
  }

  private static String more(int count) {
    return "and " + count(count) + " more";
  }

  private static String count(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** At most so many characters, the last one an ellipsis if something was cut. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "\u2026";
  }

  private NotificationText() {}
}
