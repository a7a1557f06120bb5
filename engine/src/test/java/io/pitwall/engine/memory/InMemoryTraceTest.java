package io.pitwall.engine.memory;

import io.pitwall.model.time.Clock;
import io.pitwall.store.api.TelemetryStore;
import io.pitwall.store.contract.TraceContract;
import java.nio.file.Path;

class InMemoryTraceTest extends TraceContract {
  private final InMemoryTelemetryStore memory = new InMemoryTelemetryStore(clock);

  @Override
  protected TelemetryStore open(Path folder, Clock given) {
    memory.reopen();
    return memory;
  }

  @Override
  protected void closed() {}
}
