package io.pitwall.store.duckdb;

import static io.pitwall.store.contract.Telemetry.CPU;
import static io.pitwall.store.contract.Telemetry.HOUR;
import static io.pitwall.store.contract.Telemetry.MINUTE;
import static io.pitwall.store.contract.Telemetry.TODAY;
import static io.pitwall.store.contract.Telemetry.run;
import static io.pitwall.store.contract.Telemetry.sample;
import static io.pitwall.store.contract.Telemetry.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.time.ManualClock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.Tokens;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryBatch;
import io.pitwall.store.api.TelemetryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationsTest {
  @TempDir Path folder;
  private final ManualClock clock = new ManualClock(TODAY);

  static Stream<Integer> versions() {
    return Schema.STEPS.stream().map(Schema.Step::version);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aFileOfEveryOlderVersionIsOpened(int version) {
    try (Database database = Database.open(TestStores.settings(folder));
        Database.Session session = database.session()) {
      migrate(session, Schema.STEPS.subList(0, version), database.file());
    }
    try (DuckDbStores stores = DuckDbStores.open(TestStores.settings(folder), clock)) {
      stores.telemetry().append(TelemetryBatch.ofSamples(List.of(sample(CPU, TODAY, 1)))).join();
      stores.telemetry().fold();
      assertThat(stores.telemetry().stats().samples()).isEqualTo(1);
      stores.control().alerts();
    }
  }

  @Test
  void samplesOfTheFirstVersionAreKeptExactlyAndCountOnce() {
    long folded = TODAY + 30 * MINUTE;
    try (Database database = Database.open(TestStores.settings(folder));
        Database.Session session = database.session()) {
      migrate(session, Schema.STEPS.subList(0, 1), database.file());
      session.use(
          connection -> {
            Database.run(
                connection,
                "INSERT INTO series VALUES (0, %d, '%s', '%s', 'GAUGE', false, '', '')"
                    .formatted(CPU.id(), CPU.name(), TagText.encode(CPU.tags())));
            // One sample a minute for two hours; the first half an hour is rolled up.
            Database.run(
                connection,
                "INSERT INTO samples SELECT %d + i * 60000000 + 1, 0, %d + i * 60000000, i / 7.0 FROM range(120) t(i)"
                    .formatted(TODAY, TODAY));
            for (String table : List.of("metric_1m", "metric_1h")) {
              String bucket =
                  table.endsWith("m") ? "time" : "(time // %d) * %d".formatted(HOUR, HOUR);
              Database.run(
                  connection,
                  "INSERT INTO %s SELECT series, %s AS bucket, max(seq), 0, count(*), sum(value), min(value), max(value), min(value), min(time), max(value), max(time) FROM samples WHERE seq <= %d GROUP BY series, bucket"
                      .formatted(table, bucket, folded));
            }
            Watermark.write(connection, folded);
            return true;
          });
    }
    clock.step(Duration.ofHours(3));
    for (int opened = 0; opened < 3; opened++) {
      try (DuckDbStores stores = DuckDbStores.open(TestStores.settings(folder), clock)) {
        TelemetryStore store = stores.telemetry();
        assertThat(store.stats().samples()).isEqualTo(120);
        TimeRange range = new TimeRange(TODAY, TODAY + 2 * HOUR);
        for (long step : new long[] {MINUTE / 2, MINUTE, 5 * MINUTE, HOUR}) {
          SeriesPoints points = store.read(List.of(CPU), range, step).getFirst();
          assertThat(LongStream.of(points.count()).sum()).as("step %d", step).isEqualTo(120);
          int lastFull = points.length() - (step < MINUTE ? 2 : 1);
          assertThat(points.last()[lastFull]).isEqualTo(119 / 7.0);
        }
        assertThat(store.summarize(SeriesQuery.named(CPU.name()), range).getFirst().average())
            .isCloseTo(59.5 / 7, within(1e-9));
        store.fold();
        clock.advance(Duration.ofHours(opened * 8L));
      }
    }
  }

  @Test
  void whatModelCallsOfOlderFilesUsedIsCorrectedWhenTheirRunIsSaved() {
    Span call =
        Span.builder(trace(1), 1, SpanKind.MODEL, "chat")
            .agent("a", "a")
            .time(TODAY * 1_000, 1_000_000)
            .tokens(new Tokens(100, 0, 0, 0))
            .build();
    try (DuckDbStores stores = DuckDbStores.open(TestStores.settings(folder), clock)) {
      stores.telemetry().append(TelemetryBatch.ofSpans(List.of(call))).join();
    }
    try (Database database = Database.open(TestStores.settings(folder));
        Database.Session session = database.session()) {
      session.use(
          connection -> {
            Database.run(connection, "DROP TABLE agent_use");
            Database.run(connection, "DELETE FROM schema_version WHERE version >= 5");
            return true;
          });
    }
    try (DuckDbStores stores = DuckDbStores.open(TestStores.settings(folder), clock)) {
      TelemetryStore store = stores.telemetry();
      TimeRange range = new TimeRange(TODAY, TODAY + HOUR);
      store.fold();
      assertThat(store.agentSlots(range, HOUR).getFirst().stats().tokens().input()).isEqualTo(100);
      store.saveRuns(
          List.of(run(trace(1), "report", TODAY, 1)),
          List.of(new AgentUse(trace(1), "a", TODAY, 70, 0, 0, 0, 0)));
      assertThat(store.agentSlots(range, HOUR).getFirst().stats().tokens().input()).isEqualTo(70);
    }
  }

  @Test
  void stepsAreNumberedWithoutGaps() {
    assertThat(Schema.STEPS)
        .extracting(Schema.Step::version)
        .isEqualTo(IntStream.rangeClosed(1, Schema.STEPS.size()).boxed().toList());
  }

  @Test
  void dataOutlivesANewStep() {
    try (DuckDbStores stores = DuckDbStores.open(TestStores.settings(folder), clock)) {
      stores.telemetry().append(TelemetryBatch.ofSamples(List.of(sample(CPU, TODAY, 1)))).join();
    }
    Schema.Step next = next("ALTER TABLE run ADD COLUMN note VARCHAR; CREATE TABLE extra (x INT);");
    try (DuckDbStores stores =
        DuckDbStores.open(TestStores.settings(folder), clock, withNext(next))) {
      assertThat(stores.telemetry().stats().samples()).isEqualTo(1);
    }
    try (DuckDbStores stores =
        DuckDbStores.open(TestStores.settings(folder), clock, withNext(next))) {
      assertThat(stores.telemetry().stats().samples()).as("done once").isEqualTo(1);
    }
  }

  @Test
  void aStepThatFailsLeavesTheFileAsItWas() {
    DuckDbStores.open(TestStores.settings(folder), clock).close();
    Schema.Step faulty = next("CREATE TABLE extra (x INT); SELECT no_such_function();");

    assertThatThrownBy(
            () -> DuckDbStores.open(TestStores.settings(folder), clock, withNext(faulty)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no_such_function");

    try (DuckDbStores stores =
        DuckDbStores.open(
            TestStores.settings(folder), clock, withNext(next("CREATE TABLE extra (x INT)")))) {
      stores.telemetry().check();
    }
  }

  private static Schema.Step next(String sql) {
    return new Schema.Step(Schema.STEPS.size() + 1, sql);
  }

  private static List<Schema.Step> withNext(Schema.Step next) {
    return Stream.concat(Schema.STEPS.stream(), Stream.of(next)).toList();
  }

  private static void migrate(Database.Session session, List<Schema.Step> steps, Path file) {
    session.use(
        connection -> {
          Migrations.migrate(connection, steps, file);
          return true;
        });
  }
}
