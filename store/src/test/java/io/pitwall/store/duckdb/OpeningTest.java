package io.pitwall.store.duckdb;

import static io.pitwall.store.contract.Telemetry.CPU;
import static io.pitwall.store.contract.Telemetry.TODAY;
import static io.pitwall.store.contract.Telemetry.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pitwall.model.time.ManualClock;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening: what is in the way is named, with the remedy; what can be opened needs no repair. */
class OpeningTest {
  @TempDir Path folder;
  private final ManualClock clock = new ManualClock(TODAY);

  private DuckDbStores open(Path where) {
    return DuckDbStores.open(TestStores.settings(where), clock);
  }

  private void fill() {
    try (DuckDbStores stores = open(folder)) {
      stores.telemetry().append(TelemetryBatch.ofSamples(List.of(sample(CPU, TODAY, 1)))).join();
    }
  }

  @Test
  void theFolderIsMade() {
    Path deep = folder.resolve("a/b/c");
    try (DuckDbStores stores = open(deep)) {
      stores.telemetry().check();
      assertThat(deep).isDirectoryContaining("glob:**telemetry.duckdb");
    }
  }

  @Test
  void aFolderInUseIsRefusedWithTheProcessThatUsesIt() {
    try (DuckDbStores stores = open(folder)) {
      assertThatThrownBy(() -> open(folder))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid())
          .hasMessageContaining("--data");
      stores.telemetry().check();
    }
    open(folder).close();
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Expected a folder at " + file);
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefused() {
    Path readOnly = Path.of("/sys/kernel");
    assumeTrue(Files.isDirectory(readOnly), "needs a folder that nobody can write to");
    assertThatThrownBy(() -> open(readOnly))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("can be written at /sys/kernel")
        .hasMessageContaining("--data");
    assertThatThrownBy(() -> open(readOnly.resolve("pitwall")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("can be written at /sys/kernel/pitwall");
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "empty header", "half", "flipped bits"})
  void aDamagedFileIsRefusedAndLeftAlone(String damage) throws IOException {
    fill();
    Path file = folder.resolve("telemetry.duckdb");
    byte[] sound = Files.readAllBytes(file);
    byte[] damaged =
        switch (damage) {
          case "garbage" -> "not a database ".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
          case "empty header" -> zeroed(sound, 0, 4096);
          case "half" -> Arrays.copyOf(sound, sound.length / 2);
          default -> flipped(sound);
        };
    Files.write(file, damaged);

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the file is damaged")
        .hasMessageContaining(file.toString())
        .hasMessageContaining("backup");
    assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    Files.write(file, sound);
    try (DuckDbStores stores = open(folder)) {
      assertThat(stores.telemetry().stats().samples()).isEqualTo(1);
    }
  }

  @Test
  void aFileOfANewerVersionIsRefusedAndLeftAlone() {
    List<Schema.Step> newer =
        Stream.concat(Schema.STEPS.stream(), Stream.of(new Schema.Step(99, "SELECT 1"))).toList();
    DuckDbStores.open(TestStores.settings(folder), clock, newer).close();

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("it has version 99, written by a newer Pitwall")
        .hasMessageContaining("update Pitwall");
    DuckDbStores.open(TestStores.settings(folder), clock, newer).close();
  }

  @Test
  void sqlReachesNoOtherFile() {
    try (Database database = Database.open(TestStores.settings(folder));
        Database.Session session = database.session()) {
      assertThatThrownBy(() -> runOn(session, "SELECT * FROM read_csv('/etc/passwd')"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("disabled by configuration");
      assertThatThrownBy(() -> runOn(session, "SET enable_external_access = true"))
          .isInstanceOf(StoreException.class);
    }
  }

  private static void runOn(Database.Session session, String sql) {
    session.use(
        connection -> {
          Database.run(connection, sql);
          return true;
        });
  }

  private static byte[] zeroed(byte[] bytes, int from, int to) {
    byte[] copy = bytes.clone();
    Arrays.fill(copy, from, to, (byte) 0);
    return copy;
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    for (int i = 12_288; i < copy.length; i += 97) {
      copy[i] ^= 0x55;
    }
    return copy;
  }
}
