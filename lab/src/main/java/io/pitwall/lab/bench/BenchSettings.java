package io.pitwall.lab.bench;

import io.pitwall.lab.bench.load.Load;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How much is measured.
 *
 * @param seconds length of a measurement under load or at rest
 * @param repeats number of starts that a median is taken of
 * @param scale share of the data that start-up and queries are measured with, 1 for all
 * @param samples metric samples that their cost is measured with
 * @param probes requests whose way to visibility is timed
 * @param kills number of kills
 * @param connections connections that load is sent over
 * @param inFlight requests of a connection that may wait for their answer
 * @param rate spans a second that are sent where nothing else is said; infinite for as many as are
 *     taken
 * @param beside whether other servers that are installed are measured with the same requests
 * @param data folder that data folders are kept in for another time; removed if not given
 */
record BenchSettings(
    int seconds,
    int repeats,
    double scale,
    long samples,
    int probes,
    int kills,
    int connections,
    int inFlight,
    double rate,
    boolean beside,
    Optional<Path> data) {

  /** What the figures in the documentation are measured with. */
  static final BenchSettings FULL =
      new BenchSettings(
          60, 5, 1, 10_000_000, 400, 20, 2, 4, Load.UNLIMITED, false, Optional.empty());

  /** All benches together in less than five minutes; the figures are rough. */
  static final BenchSettings QUICK =
      new BenchSettings(
          10, 3, 0.01, 1_000_000, 100, 3, 2, 4, Load.UNLIMITED, false, Optional.empty());

  BenchSettings {
    requirePositive("--seconds", seconds);
    requirePositive("--scale", scale);
    requirePositive("--kills", kills);
    requirePositive("--connections", connections);
    requirePositive("--in-flight", inFlight);
    requirePositive("--rate", rate);
  }

  private static void requirePositive(String option, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException("Expected " + option + " above 0, but got " + value);
    }
  }
}
