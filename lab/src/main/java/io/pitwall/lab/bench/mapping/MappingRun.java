package io.pitwall.lab.bench.mapping;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link Mapping} by JMH. */
public final class MappingRun {

  /**
   * What it costs to give a span its meaning, on one thread.
   *
   * @param nanos nanoseconds of processor time a span, one for each measured second
   * @param bytes bytes allocated a span, likewise
   */
  public record Result(List<Double> nanos, List<Double> bytes) {}

  /**
   * Measures.
   *
   * @param forks processes, one after the other
   */
  public static Result measure(int forks) throws RunnerException {
    List<Double> nanos = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    for (RunResult run :
        new Runner(
                new OptionsBuilder()
                    .include("^" + Mapping.class.getName().replace(".", "\\.") + "\\.")
                    .forks(forks)
                    .warmupIterations(5)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.seconds(1))
                    .threads(1)
                    .jvmArgs("-Xms256m", "-Xmx256m", "--sun-misc-unsafe-memory-access=allow")
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run()) {
      for (BenchmarkResult fork : run.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          double spans = count(iteration, "spans");
          nanos.add(count(iteration, "cpu") / spans);
          bytes.add(count(iteration, "bytes") / spans);
        }
      }
    }
    return new Result(nanos, bytes);
  }

  private static double count(IterationResult iteration, String name) {
    org.openjdk.jmh.results.Result<?> counted = iteration.getSecondaryResults().get(name);
    if (counted == null) {
      throw new IllegalStateException("Expected a count of " + name + " from JMH");
    }
    return counted.getScore();
  }

  private MappingRun() {}
}
