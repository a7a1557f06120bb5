package io.pitwall.store.duckdb;

import io.pitwall.model.time.Clock;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.contract.OutboxContract;
import java.nio.file.Path;

class DuckDbOutboxTest extends OutboxContract {
  private final TestStores stores = new TestStores();

  @Override
  protected ControlStore open(Path folder, Clock clock) {
    return stores.open(folder, clock).control();
  }

  @Override
  protected void closed() {
    stores.close();
  }
}
