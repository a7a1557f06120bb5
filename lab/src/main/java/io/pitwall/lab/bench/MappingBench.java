package io.pitwall.lab.bench;

import io.pitwall.lab.bench.mapping.MappingRun;
import java.util.List;

/** What it costs to give a span its meaning, measured by JMH without a server. */
final class MappingBench implements Bench {
  private static final double MOST_NANOS = 2_000;

  @Override
  public String name() {
    return "mapping";
  }

  @Override
  public List<Measurement> measure(BenchContext context) throws Exception {
    MappingRun.Result result = MappingRun.measure(context.settings().repeats());
    return List.of(
        Measurement.of(name(), "processor time a span", quantiles(result.nanos()), "ns")
            .against(new Goal.AtMost(MOST_NANOS, MOST_NANOS / 2)),
        Measurement.of(name(), "allocated a span", quantiles(result.bytes()), "B"));
  }

  private static Quantiles quantiles(List<Double> values) {
    return Quantiles.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
