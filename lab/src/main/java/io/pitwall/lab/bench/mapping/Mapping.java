package io.pitwall.lab.bench.mapping;

import io.pitwall.engine.intake.RawSpan;
import io.pitwall.engine.intake.SpanMapper;
import io.pitwall.lab.bench.SpanCost;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Gives the sample spans their meaning; one operation is one span. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Mapping {
  private static final int SAMPLES = 7;
  private static final int ROUNDS = 300;

  private final SpanMapper mapper = SpanMapper.standard();
  private final List<RawSpan> spans = SampleSpans.all();

  /** All samples, one after the other, many times. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES * ROUNDS)
  public void map(SpanCost use, Blackhole hole) {
    use.begin();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < SAMPLES; i++) {
        hole.consume(mapper.map(spans.get(i)));
      }
    }
    use.end(SAMPLES * ROUNDS);
  }
}
