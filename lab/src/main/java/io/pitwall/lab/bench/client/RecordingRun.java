package io.pitwall.lab.bench.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link Recording} by JMH. */
public final class RecordingRun {
  private RecordingRun() {}

  /**
   * What recording one span costs the recording thread.
   *
   * @param recorder name of the recorder
   * @param nanos wall time of each measured second, nanoseconds a span, least first
   * @param cpuNanos mean processor time, nanoseconds a span
   * @param bytes mean allocation, bytes a span
   */
  public record Result(String recorder, List<Double> nanos, double cpuNanos, double bytes) {}

  /**
   * Measures all recorders one after the other.
   *
   * @param forks processes for each, one after the other
   * @param progress is told what is going on
   */
  public static List<Result> measure(int forks, Consumer<String> progress) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include("^" + Recording.class.getName().replace(".", "\\.") + "\\.")
            .forks(forks)
            .warmupIterations(5)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1))
            .threads(1)
            .jvmArgs(
                "-XX:+UseG1GC", "-Xms512m", "-Xmx512m", "--sun-misc-unsafe-memory-access=allow")
            .verbosity(VerboseMode.SILENT)
            .build();
    List<Result> results = new ArrayList<>();
    for (RunResult run : new Runner(options).run()) {
      Result result = result(run);
      progress.accept(
          "client: %s %.0f ns, %.0f B a span"
              .formatted(
                  result.recorder(),
                  result.nanos().get(result.nanos().size() / 2),
                  result.bytes()));
      results.add(result);
    }
    return results;
  }

  private static Result result(RunResult run) {
    BenchmarkParams params = run.getParams();
    List<Double> nanos = new ArrayList<>();
    double spans = 0;
    double bytes = 0;
    double cpu = 0;
    for (BenchmarkResult fork : run.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        nanos.add(iteration.getPrimaryResult().getScore());
        spans += count(iteration, "spans");
        bytes += count(iteration, "bytes");
        cpu += count(iteration, "cpu");
      }
    }
    String benchmark = params.getBenchmark();
    return new Result(
        benchmark.substring(benchmark.lastIndexOf('.') + 1),
        nanos.stream().sorted().toList(),
        cpu / spans,
        bytes / spans);
  }

  private static double count(IterationResult iteration, String name) {
    org.openjdk.jmh.results.Result<?> counted = iteration.getSecondaryResults().get(name);
    if (counted == null) {
      throw new IllegalStateException("Expected a count of " + name + " from JMH");
    }
    return counted.getScore();
  }
}
