package io.pitwall.lab.bench.client;

import io.pitwall.lab.bench.SpanCost;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * A model call with its workflow, agent, model, tokens and cost, recorded in bursts that fit into
 * the queue of the recorder, which sends them to a server on loopback meanwhile and until the next
 * burst: nothing is dropped, because dropping is cheap.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Recording {
  static final int BURST = 2_000;

  /** Spans that the queues hold. */
  static final int QUEUE = 8_192;

  /** Pitwall's client. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void pitwall(WithPitwall recorder, SpanCost cost) {
    cost.begin();
    for (int i = 0; i < BURST; i++) {
      recorder.record(i);
    }
    cost.end(BURST);
  }

  /** OpenTelemetry's SDK with its batch processor and OTLP/HTTP exporter. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void openTelemetry(WithOpenTelemetry recorder, SpanCost cost) {
    cost.begin();
    for (int i = 0; i < BURST; i++) {
      recorder.record(i);
    }
    cost.end(BURST);
  }

  /** A Micrometer observation, which becomes a timer; it sends no span. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void micrometerObservation(WithMicrometer recorder, SpanCost cost) {
    cost.begin();
    for (int i = 0; i < BURST; i++) {
      recorder.observe();
    }
    cost.end(BURST);
  }

  /** Micrometer's timer and counters that are at hand; they send no span. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void micrometerMeters(WithMicrometer recorder, SpanCost cost) {
    cost.begin();
    for (int i = 0; i < BURST; i++) {
      recorder.count(i);
    }
    cost.end(BURST);
  }
}
