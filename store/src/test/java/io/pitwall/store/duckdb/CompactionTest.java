package io.pitwall.store.duckdb;

import static io.pitwall.store.contract.Telemetry.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.time.ManualClock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
  private static final int SERIES = 40;
  private static final int HOURS = 30;
  private static final int PARTIAL = 3;
  private static final int KEYS_AND_HOURS = SERIES * HOURS;

  private final TestStores stores = new TestStores();
  private final Lane lane;
  private int checkpoints;

  CompactionTest(@TempDir Path folder) {
    lane = stores.open(folder, new ManualClock(TODAY)).lane();
    addPartialRows();
  }

  @AfterEach
  void close() {
    lane.close();
    stores.close();
  }

  /** Adds {@value #PARTIAL} rows for each series and hour, of 1 + series observations each. */
  private void addPartialRows() {
    lane.call(
        connection -> {
          Database.run(
              connection,
              """
              INSERT INTO metric_1h
              SELECT series, %d - (1 + hour) * %d, seq, 0, 1 + series, 2, 3, 4, 5, 6, 7, 8
                FROM range(%d) a(series), range(%d) b(hour), range(1, %d + 1) c(seq)
              """
                  .formatted(
                      RollupSource.floor(TODAY, Rollup.HOUR), Rollup.HOUR, SERIES, HOURS, PARTIAL));
          return true;
        });
  }

  private void compact(int mostRows) {
    lane.call(
        connection -> {
          Compaction.runIfDue(connection, TODAY + 10 * Rollup.MINUTE, c -> checkpoints++, mostRows);
          return true;
        });
  }

  private List<Long> numbers(String sql) {
    return lane.call(connection -> Sql.list(connection, sql, row -> row.getLong(1)));
  }

  private void requireMerged(int timesAdded) {
    assertThat(numbers("SELECT DISTINCT level FROM metric_1h")).containsExactly(1L);
    assertThat(
            numbers(
                "SELECT count(DISTINCT series) * count(DISTINCT bucket) FROM metric_1h UNION ALL SELECT count(*) FROM metric_1h"))
        .as("one row for each series and hour")
        .containsExactly((long) KEYS_AND_HOURS, (long) KEYS_AND_HOURS);
    assertThat(
            numbers(
                "SELECT count(*) FROM metric_1h WHERE count = %d * (1 + series) AND sum = %d AND seq = %d"
                    .formatted(timesAdded * PARTIAL, 2 * timesAdded * PARTIAL, PARTIAL)))
        .as("each with all that was there")
        .containsExactly((long) KEYS_AND_HOURS);
    assertThat(
            numbers("SELECT sum(count) FROM metric_1h UNION ALL SELECT sum(count) FROM metric_1d"))
        .as("hours and days say the same")
        .containsExactly(
            (long) timesAdded * PARTIAL * HOURS * SERIES * (SERIES + 1) / 2,
            (long) timesAdded * PARTIAL * HOURS * SERIES * (SERIES + 1) / 2);
  }

  @Test
  void hoursAreMergedAFewAtATimeAndOneThatIsTooLargeByPartOfItsKeys() {
    compact(PARTIAL * SERIES / 4);
    requireMerged(1);
    assertThat(checkpoints).as("memory is given back on the way").isGreaterThan(4 * HOURS - 1);
  }

  @Test
  void allAtOnceGivesTheSame() {
    compact(1_000_000);
    requireMerged(1);
    assertThat(checkpoints).isZero();
  }

  @Test
  void hoursThatGetLateRowsAreMergedAgain() {
    compact(PARTIAL * SERIES * 2);
    lane.call(
        connection -> {
          Database.run(connection, "DELETE FROM state WHERE name = 'compacted_hour'");
          return true;
        });
    addPartialRows();
    compact(PARTIAL * SERIES / 4);
    requireMerged(2);
  }
}
