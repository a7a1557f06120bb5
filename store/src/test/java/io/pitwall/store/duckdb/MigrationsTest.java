package io.pitwall.store.duckdb;

import static io.pitwall.store.contract.Telemetry.CPU;
import static io.pitwall.store.contract.Telemetry.TODAY;
import static io.pitwall.store.contract.Telemetry.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.model.time.ManualClock;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryBatch;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
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
