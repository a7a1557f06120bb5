package io.pitwall.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A small part of what the accuracy bench measures, so that a loss of accuracy breaks the build.
 */
class WhatIfAccuracyTest {
  private static final long FIRST_SEED = 501;
  private static final int FLEETS = 5;

  @Test
  void predictionsAreNearTheTruth() {
    List<Double> p50 = new ArrayList<>();
    List<Double> p95 = new ArrayList<>();
    for (int i = 0; i < FLEETS; i++) {
      long seed = FIRST_SEED + i;
      Observation seen = Observation.of(RandomFleet.of(seed, i % 2 == 0 ? 0 : 0.3), seed, 2_000);
      WhatIfAccuracy.changes(seen)
          .forEach(
              (name, change) -> {
                if (!name.startsWith("load")) {
                  // The same arrivals and the same luck: what is left is the error of the model.
                  WhatIfAccuracy one = WhatIfAccuracy.of(seen, change, seed, 2_000).orElseThrow();
                  p50.add(one.p50Error());
                  p95.add(one.p95Error());
                }
              });
    }
    assertThat(median(p50)).as("seeds from " + FIRST_SEED).isLessThan(0.02);
    assertThat(median(p95)).as("seeds from " + FIRST_SEED).isLessThan(0.04);
  }

  @Test
  void theBottleneckIsTheAgentWithTheLargestTrueGain() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + FLEETS; seed++) {
      Observation seen = Observation.of(RandomFleet.of(seed, 0), seed, 2_000);
      BottleneckAccuracy one = BottleneckAccuracy.of(seen, seed, 2_000);
      assertThat(one.isRight()).as("seed " + seed + ": " + one).isTrue();
    }
  }

  @Test
  void advisedSizesMeetTheTarget() {
    Observation seen = Observation.of(RandomFleet.of(FIRST_SEED, 0), FIRST_SEED, 2_000);
    List<ScalingAccuracy> sizes = ScalingAccuracy.of(seen, FIRST_SEED, 2_000);
    assertThat(sizes).hasSize(seen.fleet().pools().size());
    assertThat(sizes).allMatch(ScalingAccuracy::isRight);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
