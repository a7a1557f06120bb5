package io.pitwall.lab.bench;

import java.util.List;

/** One measurement of a server. */
interface Bench {

  /** Name on the command line. */
  String name();

  /** Measures; takes as long as the settings say. */
  List<Measurement> measure(BenchContext context) throws Exception;

  /** All benches, in the order they are run in. */
  static List<Bench> all() {
    return List.of(
        new StartupBench(),
        new IdleBench(),
        new SpansBench(),
        new VisibleBench(),
        new SamplesBench(),
        new RemoteWriteBench(),
        new QueriesBench(),
        new KillBench(),
        new NotifyBench(),
        new MappingBench(),
        new ClientBench(),
        new AccuracyBench(),
        new AlertsBench(),
        new DetectorsBench());
  }
}
