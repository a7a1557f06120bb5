package io.pitwall.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.config.PitwallConfig;
import io.pitwall.server.http.BindException;
import io.pitwall.store.duckdb.DuckDbSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationIT {
  @TempDir Path folder;

  @Test
  void theDefaultsOfTheStoreAreItsOwn() {
    assertThat(Application.storeSettings(PitwallConfig.DEFAULT.store()))
        .isEqualTo(DuckDbSettings.in(PitwallConfig.DEFAULT.store().folder()));
  }

  @Test
  void closingTwiceIsClosingOnce() {
    RunningPitwall pitwall = RunningPitwall.in(folder);

    pitwall.close();
    pitwall.close();
  }

  @Test
  void aStartThatFailsLeavesNothingBehind() throws IOException {
    PitwallConfig config = RunningPitwall.config(folder, false);
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> Application.start(config.with(config.server().onlyPort(busy.getLocalPort()))))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("server.port");
    }

    try (Application second = Application.start(config)) {
      assertThat(second.port()).isPositive();
    }
  }
}
