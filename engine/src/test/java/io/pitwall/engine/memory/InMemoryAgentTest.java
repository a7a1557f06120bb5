package io.pitwall.engine.memory;

import io.pitwall.model.time.Clock;
import io.pitwall.store.api.TelemetryStore;
import io.pitwall.store.contract.AgentContract;
import java.nio.file.Path;

class InMemoryAgentTest extends AgentContract {
  private final InMemoryTelemetryStore memory = new InMemoryTelemetryStore(clock);

  @Override
  protected TelemetryStore open(Path folder, Clock given) {
    memory.reopen();
    return memory;
  }

  @Override
  protected void closed() {}
}
