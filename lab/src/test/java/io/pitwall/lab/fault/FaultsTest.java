package io.pitwall.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.engine.inspect.Catalogue;
import io.pitwall.engine.inspect.Inspection;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few of the trials that {@code bench detectors} makes in full. */
class FaultsTest {
  private static final long SEED = 101;

  @TempDir private Path folder;

  @Test
  void everyInspectionHasAFault() {
    assertThat(Faults.inspections())
        .containsExactlyInAnyOrderElementsOf(
            Catalogue.standard().stream().map(Inspection::id).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"AG-LOOP", "GC"})
  void aFaultIsToldInThreeRoundsAndNothingElseIs(String inspection) {
    Trial.Outcome outcome = Faults.tried(inspection, SEED, folder);

    assertThat(outcome.rounds()).as("seed %d", SEED).isEqualTo(3);
    assertThat(outcome.wrong()).as("seed %d", SEED).isEmpty();
  }

  @Test
  void aHealthyFleetIsLeftAlone() {
    Trial.Quiet quiet = Faults.healthy(SEED, Duration.ofMinutes(40), Duration.ofMinutes(2), folder);

    assertThat(quiet.wrong()).as("seed %d", SEED).isEmpty();
  }
}
