package io.pitwall.engine.memory;

import io.pitwall.model.time.Clock;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.contract.ControlStoreContract;
import java.nio.file.Path;

class InMemoryControlTest extends ControlStoreContract {
  private final InMemoryControlStore memory = new InMemoryControlStore();

  @Override
  protected ControlStore open(Path folder, Clock clock) {
    return memory;
  }

  @Override
  protected void closed() {}
}
