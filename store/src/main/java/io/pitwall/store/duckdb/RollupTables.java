package io.pitwall.store.duckdb;

/** SQL that makes the tables of rollups. */
final class RollupTables {

  /** The tables of all rollups by minute and hour. */
  static String create() {
    StringBuilder sql = new StringBuilder();
    for (Rollup rollup : Rollup.ALL) {
      for (Rollup.Width width : Rollup.FOLDED) {
        create(rollup, width, sql);
      }
    }
    return sql.toString();
  }

  /** The tables by the day, filled from hours that are merged. */
  static String createDays() {
    StringBuilder sql = new StringBuilder();
    for (Rollup rollup : Rollup.ALL) {
      if (rollup.hasDays()) {
        create(rollup, Rollup.Width.DAY, sql);
        sql.append(rollup.addToDays("level = 1")).append(";\n");
      }
    }
    return sql.toString();
  }

  private static void create(Rollup rollup, Rollup.Width width, StringBuilder sql) {
    sql.append("CREATE TABLE ").append(rollup.table(width)).append(" (");
    rollup
        .keys()
        .forEach(key -> sql.append(key.name()).append(' ').append(key.type()).append(", "));
    sql.append("bucket BIGINT, seq BIGINT, level TINYINT");
    rollup
        .values()
        .forEach(value -> sql.append(", ").append(value.name()).append(' ').append(value.type()));
    sql.append(");\n");
  }

  private RollupTables() {}
}
