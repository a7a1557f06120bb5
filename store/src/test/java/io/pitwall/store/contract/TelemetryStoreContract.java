package io.pitwall.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.model.time.Clock;
import io.pitwall.model.time.ManualClock;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.TelemetryBatch;
import io.pitwall.store.api.TelemetryStore;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store on an empty folder, and how to open it again. The groups of tests extend it. */
public abstract class TelemetryStoreContract {
  @TempDir protected Path folder;

  protected final ManualClock clock = new ManualClock(Telemetry.TODAY);
  protected TelemetryStore store = Unopened.STORE;

  /** Opens the store of a folder. */
  protected abstract TelemetryStore open(Path folder, Clock clock);

  /** Everything that a closed store must let go of, besides {@link TelemetryStore#close}. */
  protected abstract void closed();

  @BeforeEach
  void openStore() {
    store = open(folder, clock);
  }

  @AfterEach
  void closeStore() {
    store.close();
    closed();
  }

  /** Closes the store and opens it again, as a restart of the process would. */
  protected void restart() {
    store.close();
    closed();
    store = open(folder, clock);
  }

  /** Stores a batch and waits until it is safe. */
  protected Commit stored(TelemetryBatch batch) {
    return await(store.append(batch));
  }

  protected static <T> T await(CompletableFuture<T> answer) {
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }

  protected static void assertStoreException(Runnable call, String... parts) {
    assertThatThrownBy(call::run)
        .isInstanceOf(io.pitwall.store.api.StoreException.class)
        .satisfies(failure -> assertThat(failure.getMessage()).as("message").contains(parts));
  }
}
