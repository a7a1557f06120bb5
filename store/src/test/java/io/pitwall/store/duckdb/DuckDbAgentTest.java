package io.pitwall.store.duckdb;

import io.pitwall.model.time.Clock;
import io.pitwall.store.api.TelemetryStore;
import io.pitwall.store.contract.AgentContract;
import java.nio.file.Path;

class DuckDbAgentTest extends AgentContract {
  private final TestStores stores = new TestStores();

  @Override
  protected TelemetryStore open(Path folder, Clock clock) {
    return stores.open(folder, clock).telemetry();
  }

  @Override
  protected void closed() {
    stores.close();
  }
}
