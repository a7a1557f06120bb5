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
 * another thread folds. Time flies, a quarter of a day in a second, so that samples are sorted and
 * merged all the while. Arguments: folder, number of the first batch, when the first process began
 * in microseconds, how many have been killed.
 */
final class KilledWriter {
  static final int SPANS = 200;
  static final int SAMPLES = 300;

  public static void main(String[] arguments) {
    Clock clock = new Flying(arguments[2], Long.parseLong(arguments[3]));
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

  /** Begins half a day later each time, some days ago, and stops before the next one begins. */
  static final class Flying implements Clock {
    static final long HALF_DAY = 12 * 3_600 * 1_000_000L;
    private static final long SPEED = 6 * 3_600;

    private final Clock system = Clock.system();
    private final long start;
    private final long began = system.monotonicNanos();

    Flying(String begin, long killed) {
      start = Long.parseLong(begin) + killed * HALF_DAY;
    }

    @Override
    public long nowMicros() {
      return start + Math.min((monotonicNanos() - began) / 1_000 * SPEED, HALF_DAY - 60_000_000);
    }

    @Override
    public long monotonicNanos() {
      return system.monotonicNanos();
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
