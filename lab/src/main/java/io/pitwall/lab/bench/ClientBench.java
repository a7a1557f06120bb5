package io.pitwall.lab.bench;

import io.pitwall.lab.bench.client.RecordingRun;
import java.util.ArrayList;
import java.util.List;

/**
 * What recording a span costs the thread that records: Pitwall's client, OpenTelemetry's SDK and
 * Micrometer in one JMH run, each in a process of its own.
 */
final class ClientBench implements Bench {

  @Override
  public String name() {
    return "client";
  }

  @Override
  public List<Measurement> measure(BenchContext context) throws Exception {
    List<Measurement> measurements = new ArrayList<>();
    for (RecordingRun.Result result :
        RecordingRun.measure(context.settings().repeats(), context.progress())) {
      boolean ours = result.recorder().equals("pitwall");
      Measurement time =
          Measurement.of(
              name(),
              result.recorder() + ", a model call",
              Quantiles.of(result.nanos().stream().mapToDouble(Double::doubleValue).toArray()),
              "ns");
      Measurement processor =
          Measurement.of(name(), result.recorder() + ", processor time", result.cpuNanos(), "ns");
      Goal goal = ours ? new Goal.AtMost(300, 200) : new Goal.None();
      measurements.add(time.against(goal));
      measurements.add(processor.against(goal));
      measurements.add(
          Measurement.of(name(), result.recorder() + ", allocated", result.bytes(), "B"));
    }
    return measurements;
  }
}
