package io.pitwall.store.duckdb;

import static io.pitwall.store.contract.Telemetry.CPU;
import static io.pitwall.store.contract.Telemetry.LATENCY;
import static io.pitwall.store.contract.Telemetry.execution;
import static io.pitwall.store.contract.Telemetry.run;
import static io.pitwall.store.contract.Telemetry.sample;
import static io.pitwall.store.contract.Telemetry.span;
import static io.pitwall.store.contract.Telemetry.trace;

import io.pitwall.model.metric.Sample;
import io.pitwall.model.time.Clock;
import io.pitwall.model.trace.Span;
import io.pitwall.store.api.TelemetryBatch;
import io.pitwall.store.api.TelemetryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process to be killed: stores batch after batch and says which it got an answer for, while
 * another thread folds. Arguments: folder, number of the first batch.
 */
final class KilledWriter {
  static final int SPANS = 200;
  static final int SAMPLES = 300;

  public static void main(String[] arguments) {
    Clock clock = Clock.system();
    DuckDbSettings settings = TestStores.settings(Path.of(arguments[0])).withCheckpointMb(1);
    DuckDbStores stores = DuckDbStores.open(settings, clock);
    TelemetryStore store = stores.telemetry();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (true) {
                store.fold();
              }
            });
    for (long batch = Long.parseLong(arguments[1]); ; batch++) {
      store.append(batch(batch, clock.nowMicros())).join();
      store.saveRuns(List.of(run(trace(batch), "report", clock.nowMicros(), 1)));
      System.out.println(batch);
    }
  }

  private static TelemetryBatch batch(long number, long nowMicros) {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= SPANS; i++) {
      spans.add(span(trace(number), i, i));
    }
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      samples.add(sample(i % 2 == 0 ? CPU : LATENCY, nowMicros, i));
    }
    return new TelemetryBatch(
        samples, List.of(), spans, List.of(execution("agent", nowMicros, 1, true)));
  }

  private KilledWriter() {}
}
