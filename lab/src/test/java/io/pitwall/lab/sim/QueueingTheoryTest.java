package io.pitwall.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A long run of one pool, fixed seeds, against the formulas of Erlang and of Pollaczek. */
class QueueingTheoryTest {
  private static final long CUSTOMERS = 1_000_000;

  @ParameterizedTest
  @CsvSource({"1, 0.7", "2, 0.825", "5, 0.8", "20, 0.9"})
  void poissonArrivalsAtExponentialServersWaitAsErlangHasIt(int servers, double load) {
    double mean = 2;
    Measured measured = measure(servers, load, new Distribution.Exponential(mean));
    double expected = erlangC(servers, servers * load) * mean / (servers * (1 - load));
    assertThat(measured.waitSeconds()).isCloseTo(expected, Percentage.withPercentage(5));
    assertThat(measured.utilisation()).isCloseTo(load, within(0.01));
  }

  @Test
  void longTailsWaitLongerAsPollaczekHasIt() {
    double mean = 2;
    double variation = 1.5;
    double load = 0.7;
    Measured measured = measure(1, load, new Distribution.LogNormal(mean, variation));
    double expected = load * mean * (1 + variation * variation) / (2 * (1 - load));
    assertThat(measured.waitSeconds()).isCloseTo(expected, Percentage.withPercentage(6));
  }

  @Test
  void arrivalsFollowTheHourOfTheDay() {
    DailyCurve curve = new DailyCurve(1, 0.6, 15);
    Simulation simulation = new Simulation(0);
    long[] byHour = new long[24];
    Arrivals.start(
        simulation,
        new RandomStreams(7).stream("arrivals"),
        curve,
        () -> byHour[(int) (simulation.nowNanos() / 3_600_000_000_000L % 24)]++);
    int days = 20;
    simulation.runUntil(days * 86_400_000_000_000L);
    assertThat(byHour[15] / 3_600.0 / days).isCloseTo(1.6, within(0.03));
    assertThat(byHour[3] / 3_600.0 / days).isCloseTo(0.4, within(0.03));
  }

  @Test
  void aFullQueueTurnsAway() {
    Simulation simulation = new Simulation(0);
    Pool pool = new Pool(simulation, 1, 1);
    assertThat(pool.acquire(grant -> {})).isTrue();
    assertThat(pool.acquire(grant -> {})).isTrue();
    assertThat(pool.acquire(grant -> {})).isFalse();
    assertThat(pool.queued()).isEqualTo(1);
    pool.release(0);
    assertThat(pool.queued()).isZero();
    assertThat(pool.busy()).isEqualTo(1);
  }

  @Test
  void distributionsHaveTheMeanTheySay() {
    RandomGenerator random = new RandomStreams(1).stream("means");
    for (Distribution distribution :
        new Distribution[] {
          new Distribution.Constant(3),
          new Distribution.Exponential(3),
          new Distribution.LogNormal(3, 0.8),
          new Distribution.Uniform(1, 5)
        }) {
      double sum = 0;
      for (int i = 0; i < 400_000; i++) {
        sum += distribution.sample(random);
      }
      assertThat(sum / 400_000).as(distribution.toString()).isCloseTo(3, within(0.02));
      assertThat(distribution.mean()).isEqualTo(3);
    }
  }

  private record Measured(double waitSeconds, double utilisation) {}

  private static Measured measure(int servers, double load, Distribution service) {
    RandomStreams streams = new RandomStreams(42);
    RandomGenerator serviceTimes = streams.stream("service");
    Simulation simulation = new Simulation(0);
    Pool pool = new Pool(simulation, servers, Integer.MAX_VALUE);
    double perSecond = servers * load / service.mean();
    Arrivals.start(
        simulation,
        streams.stream("arrivals"),
        new DailyCurve(perSecond, 0, 0),
        () ->
            pool.acquire(
                grant ->
                    simulation.after(
                        (long) (service.sample(serviceTimes) * 1e9),
                        () -> pool.release(grant.slot()))));
    simulation.runUntil((long) (CUSTOMERS / perSecond * 1e9));
    return new Measured(pool.meanWaitSeconds(), pool.utilisation(0));
  }

  /** Probability of having to wait, by Erlang's C formula. */
  private static double erlangC(int servers, double offered) {
    double blocking = 1;
    for (int n = 1; n <= servers; n++) {
      blocking = offered * blocking / (n + offered * blocking);
    }
    return blocking / (1 - offered / servers * (1 - blocking));
  }
}
