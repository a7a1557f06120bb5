package io.pitwall.store.duckdb;

import io.pitwall.model.time.TimeRange;

/**
 * Where a query finds its rows: rollups for what is rolled up, raw rows for the tail that is not.
 * Everything is SQL that yields the keys and values of a {@link Rollup}, to be merged by the
 * reader. The watermark has to be read in the same transaction.
 */
final class RollupSource {
  /** Times beyond this (the year 5000 and more) are as good as never. */
  private static final long FAR = 100_000_000_000_000_000L;

  /**
   * A whole range: hours inside, minutes at its edges. The range is widened to full minutes.
   *
   * @param watermark last commit that is rolled up
   */
  static String over(Rollup rollup, TimeRange range, long watermark) {
    long from = floor(range.fromMicros(), Rollup.MINUTE);
    long to = ceil(range.toMicros(), Rollup.MINUTE);
    long firstHour = ceil(from, Rollup.HOUR);
    long lastHour = floor(to, Rollup.HOUR);
    String columns = rollup.keyNames() + ", " + rollup.valueNames();
    String minutes = "SELECT " + columns + " FROM " + rollup.table(Rollup.Width.MINUTE) + " WHERE ";
    String tail =
        "SELECT " + columns + " FROM (" + rollup.rawWhere(tail(watermark, from, to)) + ")";
    if (firstHour >= lastHour) {
      return minutes + within("bucket", from, to) + " UNION ALL " + tail;
    }
    return minutes
        + within("bucket", from, firstHour)
        + " UNION ALL "
        + minutes
        + within("bucket", lastHour, to)
        + " UNION ALL "
        + hours(rollup, columns, firstHour, lastHour)
        + " UNION ALL "
        + tail;
  }

  /** Whole hours: days inside, with what has not been added to its day yet. */
  private static String hours(Rollup rollup, String columns, long from, long to) {
    String hours = "SELECT " + columns + " FROM " + rollup.table(Rollup.Width.HOUR) + " WHERE ";
    long firstDay = ceil(from, Rollup.DAY);
    long lastDay = floor(to, Rollup.DAY);
    if (firstDay >= lastDay || !rollup.hasDays()) {
      return hours + within("bucket", from, to);
    }
    return hours
        + within("bucket", from, firstDay)
        + " UNION ALL "
        + hours
        + within("bucket", lastDay, to)
        + " UNION ALL "
        + hours
        + "level = 0 AND "
        + within("bucket", firstDay, lastDay)
        + " UNION ALL SELECT "
        + columns
        + " FROM "
        + rollup.table(Rollup.Width.DAY)
        + " WHERE "
        + within("bucket", firstDay, lastDay);
  }

  /**
   * Slots of equal width within a range, with a column {@code slot} (time divided by the width):
   * from the coarsest rollup that the width is a multiple of.
   */
  static String slots(Rollup rollup, TimeRange range, long slotMicros, long watermark) {
    Rollup.Width width = slotMicros % Rollup.HOUR == 0 ? Rollup.Width.HOUR : Rollup.Width.MINUTE;
    long from = floor(range.fromMicros(), width.micros);
    long to = ceil(range.toMicros(), width.micros);
    String columns = rollup.keyNames() + ", " + rollup.valueNames();
    return "SELECT bucket // %d AS slot, %s FROM %s WHERE %s UNION ALL SELECT time // %d AS slot, %s FROM (%s)"
        .formatted(
            slotMicros,
            columns,
            rollup.table(width),
            within("bucket", from, to),
            slotMicros,
            columns,
            rollup.rawWhere(tail(watermark, from, to)));
  }

  /** Raw rows alone, within exactly the range. */
  static String raw(Rollup rollup, TimeRange range) {
    return "SELECT %s, %s FROM (%s)"
        .formatted(
            rollup.keyNames(),
            rollup.valueNames(),
            rollup.rawWhere(within("time", range.fromMicros(), range.toMicros())));
  }

  /** Raw rows alone, by slots. */
  static String rawSlots(Rollup rollup, TimeRange range, long slotMicros) {
    return "SELECT time // %d AS slot, %s, %s FROM (%s)"
        .formatted(
            slotMicros,
            rollup.keyNames(),
            rollup.valueNames(),
            rollup.rawWhere(within("time", range.fromMicros(), range.toMicros())));
  }

  private static String tail(long watermark, long from, long to) {
    return "seq > " + watermark + " AND " + within("time", from, to);
  }

  private static String within(String column, long from, long to) {
    return column + " >= " + from + " AND " + column + " < " + to;
  }

  static long floor(long micros, long width) {
    return Math.floorDiv(Math.clamp(micros, -FAR, FAR), width) * width;
  }

  static long ceil(long micros, long width) {
    return Math.ceilDiv(Math.clamp(micros, -FAR, FAR), width) * width;
  }

  private RollupSource() {}
}
