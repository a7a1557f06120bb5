package io.pitwall.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.alert.Alert;
import io.pitwall.model.time.Clock;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.contract.ControlStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DuckDbControlTest extends ControlStoreContract {
  private final TestStores stores = new TestStores();

  @Override
  protected ControlStore open(Path folder, Clock clock) {
    return stores.open(folder, clock).control();
  }

  /** As version 1 wrote it: no author of changes, no episode, nothing around it. */
  @Test
  void anAlertOfTheFirstVersionIsRead() {
    Alert alert =
        ControlText.decode(
            """
            {"id":"cpu-1","rule":"threshold:cpu","metric":"cpu","tags":{"host":"a"},
            "state":"RESOLVED","severity":"HIGH","threshold":80.0,"value":91.25,"message":"high",
            "firedAtMicros":4,"resolvedAtMicros":9,"acknowledgedBy":"ann","history":[
            {"atMicros":4,"state":"FIRING","severity":"HIGH","value":91.25,"reason":"fired"},
            {"atMicros":9,"state":"RESOLVED","severity":"HIGH","value":1.0,"reason":"over"}],
            "active":false}
            """,
            Alert.class);

    assertThat(alert.episode()).isEqualTo(1);
    assertThat(alert.revision()).isEqualTo(2);
    assertThat(alert.history().getFirst().by()).isEmpty();
    assertThat(alert.context().cause().key()).isEqualTo("host:a");
    assertThat(alert.labels())
        .containsEntry("rule", "threshold:cpu")
        .containsEntry("severity", "high");
    assertThat(alert.muting()).isNull();
  }

  @Override
  protected void closed() {
    stores.close();
  }
}
