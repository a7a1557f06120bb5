package io.pitwall.lab.bench;

import io.pitwall.lab.fault.Faults;
import io.pitwall.lab.fault.Scores;
import io.pitwall.lab.fault.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether each inspection tells its fault, how soon, what else is said, and what is said of fleets
 * with nothing wrong. The seeds are not those that anything was tuned with.
 */
final class DetectorsBench implements Bench {
  private static final long FIRST_SEED = 30_001;
  private static final int FLEETS = 20;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration EVERY = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "detectors";
  }

  @Override
  public List<Measurement> measure(BenchContext context) throws IOException {
    double scale = Math.min(1, context.settings().scale());
    int fleets = Math.max(1, (int) Math.round(scale * FLEETS));
    List<Trial.Outcome> outcomes = new ArrayList<>();
    List<Trial.Quiet> quiet = new ArrayList<>();
    for (String inspection : Faults.inspections()) {
      for (int i = 0; i < fleets; i++) {
        Path folder = fresh(context);
        outcomes.add(Faults.tried(inspection, FIRST_SEED + i, folder));
        Folders.delete(folder);
      }
      Scores scores = new Scores(outcomes, List.of()).of(inspection);
      context.say(
          "detectors: %s told in %.0f of 100 fleets, after %.0f rounds; wrong besides: %s"
              .formatted(inspection, 100 * scores.recall(), scores.medianRounds(), scores.wrong()));
    }
    for (int i = 0; i < fleets; i++) {
      Path folder = fresh(context);
      quiet.add(Faults.healthy(FIRST_SEED + i, DAY, EVERY, folder));
      Folders.delete(folder);
    }
    Scores all = new Scores(outcomes, quiet);
    context.say("detectors: wrong in all: " + all.wrong());
    return measurements(all);
  }

  private List<Measurement> measurements(Scores all) {
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(percent("precision", all.precision(), new Goal.AtLeast(95, 99)));
    measurements.add(percent("recall", all.recall(), new Goal.AtLeast(90, 97)));
    measurements.add(
        Measurement.of(name(), "rounds to detect", Quantiles.of(all.rounds()), "")
            .against(new Goal.AtMost(3, 2)));
    measurements.add(
        Measurement.of(name(), "false advice a day and healthy fleet", all.falsePerDay(), "")
            .against(new Goal.AtMost(0.1, 0.02)));
    for (String inspection : Faults.inspections()) {
      Scores one = all.of(inspection);
      measurements.add(percent(inspection + ": precision", one.precision(), new Goal.None()));
      measurements.add(percent(inspection + ": recall", one.recall(), new Goal.None()));
      measurements.add(Measurement.of(name(), inspection + ": rounds", one.medianRounds(), ""));
      measurements.add(
          Measurement.of(name(), inspection + ": since the fault", one.minutes(), "min"));
    }
    return measurements;
  }

  private Measurement percent(String what, double share, Goal goal) {
    return Measurement.of(name(), what, 100 * share, "%").against(goal);
  }

  private static Path fresh(BenchContext context) throws IOException {
    return Files.createDirectories(context.freshData("fault"));
  }
}
