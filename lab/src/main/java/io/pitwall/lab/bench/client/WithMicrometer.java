package io.pitwall.lab.bench.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Micrometer's observations and meters in memory. */
@State(Scope.Benchmark)
public class WithMicrometer {
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final ObservationRegistry observations = ObservationRegistry.create();
  private final Timer time =
      Timer.builder("model.call").tags("model", "claude-sonnet-4-5").register(meters);
  private final Counter input = Counter.builder("tokens.input").register(meters);
  private final Counter output = Counter.builder("tokens.output").register(meters);
  private final Counter dollars = Counter.builder("cost").register(meters);

  /** Starts with empty meters. */
  public WithMicrometer() {
    observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
  }

  void observe() {
    Observation call =
        Observation.createNotStarted("gen_ai.client.operation", observations)
            .lowCardinalityKeyValue("gen_ai.operation.name", "chat")
            .lowCardinalityKeyValue("gen_ai.workflow.name", "invoice-flow")
            .lowCardinalityKeyValue("gen_ai.agent.name", "extractor")
            .lowCardinalityKeyValue("gen_ai.agent.id", "extractor-3")
            .lowCardinalityKeyValue("gen_ai.request.model", "claude-sonnet-4-5")
            .start();
    call.stop();
  }

  void count(int tokens) {
    long start = System.nanoTime();
    input.increment(tokens);
    output.increment(200);
    dollars.increment(0.0125);
    time.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }
}
