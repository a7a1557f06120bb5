package io.pitwall.engine.notify;

import io.pitwall.model.alert.Severity;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * Hours in which people are told of bad trouble only. What comes up meanwhile is told at their end
 * if it still fires; that something is over is told at once. Hours are those of the clock on the
 * wall, so that a night is a night on the days when clocks are changed, too.
 *
 * @param channels channels that it holds for; all if there are none
 * @param days days on which it begins
 * @param from when it begins
 * @param to when it ends; on the next day if that is not after {@code from}
 * @param zone time zone of both
 * @param upTo alerts of this severity and milder ones wait
 */
public record QuietTime(
    List<String> channels,
    Set<DayOfWeek> days,
    LocalTime from,
    LocalTime to,
    ZoneId zone,
    Severity upTo) {

  public QuietTime {
    channels = List.copyOf(channels);
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("Expected a day on which quiet hours begin, but got none");
    }
  }

  /** Whether a channel has to keep an alert of that severity to itself at an instant. */
  public boolean holds(String channel, Severity severity, long nowMicros) {
    return severity.compareTo(upTo) <= 0
        && (channels.isEmpty() || channels.contains(channel))
        && isNow(nowMicros);
  }

  private boolean isNow(long nowMicros) {
    ZonedDateTime now = Instant.ofEpochSecond(Math.floorDiv(nowMicros, 1_000_000L)).atZone(zone);
    LocalTime time = now.toLocalTime();
    DayOfWeek today = now.getDayOfWeek();
    boolean begunToday = days.contains(today) && !time.isBefore(from);
    if (from.isBefore(to)) {
      return begunToday && time.isBefore(to);
    }
    return begunToday || (days.contains(today.minus(1)) && time.isBefore(to));
  }
}
