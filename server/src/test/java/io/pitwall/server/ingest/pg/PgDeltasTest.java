package io.pitwall.server.ingest.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PgDeltasTest {
  private final PgDeltas deltas = new PgDeltas();

  private static PgStatement statement(long id, long calls) {
    return new PgStatement("shop", id, "SELECT " + id, calls, calls * 2.0, calls * 3, calls * 4);
  }

  @Test
  void theFirstLookIsOnlyCompared() {
    assertThat(deltas.next(List.of(statement(1, 100)), true)).isEmpty();
    assertThat(deltas.next(List.of(statement(1, 100)), true)).isEmpty();
    assertThat(deltas.next(List.of(statement(1, 103)), true)).containsExactly(statement(1, 3));
  }

  @Test
  void aQueryThatIsNewCountsWhole() {
    deltas.next(List.of(), true);

    assertThat(deltas.next(List.of(statement(1, 5)), true)).containsExactly(statement(1, 5));
  }

  @Test
  void aQueryThatMayOnlyHaveBeenOutOfSightDoesNot() {
    deltas.next(List.of(statement(1, 5)), false);

    assertThat(deltas.next(List.of(statement(2, 900)), false)).isEmpty();
    assertThat(deltas.next(List.of(statement(2, 901)), false)).containsExactly(statement(2, 1));
  }

  @Test
  void afterAResetAllThatIsThereCameSince() {
    deltas.next(List.of(statement(1, 100)), true);

    assertThat(deltas.next(List.of(statement(1, 7)), true)).containsExactly(statement(1, 7));
    assertThat(deltas.next(List.of(statement(1, 9)), true)).containsExactly(statement(1, 2));
  }
}
