package io.pitwall.store.duckdb;

import io.pitwall.model.time.Clock;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The stores that a test has open. */
final class TestStores implements AutoCloseable {
  private @Nullable DuckDbStores open;

  DuckDbStores open(Path folder, Clock clock) {
    DuckDbStores opened = DuckDbStores.open(settings(folder), clock);
    open = opened;
    return opened;
  }

  static DuckDbSettings settings(Path folder) {
    return DuckDbSettings.in(folder).withMachine(128, 2);
  }

  @Override
  public void close() {
    DuckDbStores opened = open;
    if (opened != null) {
      opened.close();
      open = null;
    }
  }
}
