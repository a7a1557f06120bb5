package io.pitwall.model.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertTest {

  @Test
  void theNewestHundredChangesAreCarried() {
    List<AlertChange> changes = new ArrayList<>();
    for (int i = 1; i <= 130; i++) {
      changes.add(new AlertChange(i, AlertState.FIRING, Severity.HIGH, i, "fired"));
    }

    Alert alert = alert(AlertState.FIRING, changes);

    assertThat(alert.history()).hasSize(Alert.HISTORY_LIMIT);
    assertThat(alert.history().getFirst().atMicros()).isEqualTo(31);
    assertThat(alert.history().getLast().atMicros()).isEqualTo(130);
  }

  @Test
  void itIsActiveWhileItFiresOrIsAcknowledged() {
    assertThat(alert(AlertState.PENDING, List.of()).isActive()).isFalse();
    assertThat(alert(AlertState.FIRING, List.of()).isActive()).isTrue();
    assertThat(alert(AlertState.ACKNOWLEDGED, List.of()).isActive()).isTrue();
    assertThat(alert(AlertState.RESOLVED, List.of()).isActive()).isFalse();
  }

  private static Alert alert(AlertState state, List<AlertChange> history) {
    return new Alert(
        "id",
        "rule",
        "metric",
        new TreeMap<>(),
        state,
        Severity.HIGH,
        85,
        90,
        "message",
        1,
        null,
        null,
        history);
  }
}
