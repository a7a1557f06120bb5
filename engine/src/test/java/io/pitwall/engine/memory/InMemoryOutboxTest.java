package io.pitwall.engine.memory;

import io.pitwall.model.time.Clock;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.contract.OutboxContract;
import java.nio.file.Path;

class InMemoryOutboxTest extends OutboxContract {
  private final InMemoryControlStore memory = new InMemoryControlStore();

  @Override
  protected ControlStore open(Path folder, Clock clock) {
    return memory;
  }

  @Override
  protected void closed() {}
}
