package io.pitwall.lab.bench;

import io.pitwall.lab.alert.AlertTrial;
import io.pitwall.lab.alert.PassLoad;
import io.pitwall.model.alert.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the rules that come with the product are quiet on healthy fleets and heard on others, and
 * what judging many rules costs.
 */
final class AlertsBench implements Bench {
  private static final long FIRST_SEED = 20_001;
  private static final int FLEETS = 20;
  private static final int FEW_FLEETS = 2;
  private static final int SEEDS_OF_HARM = 5;
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration BEFORE = Duration.ofHours(2);

  /** Three times the longest window of a rule that tells of a fault, a quarter of an hour. */
  private static final Duration THREE_INTERVALS = Duration.ofMinutes(45);

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public List<Measurement> measure(BenchContext context) throws IOException {
    boolean few = context.settings().scale() < 1;
    List<Measurement> measurements = new ArrayList<>();
    measurements.addAll(quiet(context, few ? FEW_FLEETS : FLEETS));
    measurements.add(heard(context, few ? 1 : SEEDS_OF_HARM));
    measurements.addAll(cost(context));
    return measurements;
  }

  private List<Measurement> quiet(BenchContext context, int fleets) throws IOException {
    int pages = 0;
    int worst = 0;
    int others = 0;
    for (int i = 0; i < fleets; i++) {
      long seed = FIRST_SEED + i;
      List<AlertTrial.Told> told = AlertTrial.healthy(seed, DAY, fresh(context, "quiet-" + seed));
      int critical = count(told, Severity.CRITICAL);
      pages += critical;
      others += told.size() - critical;
      worst = Math.max(worst, told.size() - critical);
      context.say(
          "alerts: healthy fleet %d of %d, seed %d: %d pages, %d others %s"
              .formatted(i + 1, fleets, seed, critical, told.size() - critical, told));
    }
    return List.of(
        Measurement.of(name(), "pages on %d healthy fleets in 24 h".formatted(fleets), pages, "")
            .against(new Goal.AtMost(0, 0)),
        Measurement.of(name(), "others on the fleet with most of them", worst, "")
            .against(new Goal.AtMost(1, 0)),
        Measurement.of(name(), "others on all healthy fleets", others, ""));
  }

  private static int count(List<AlertTrial.Told> told, Severity severity) {
    return (int) told.stream().filter(one -> one.severity() == severity).count();
  }

  private Measurement heard(BenchContext context, int seeds) throws IOException {
    int heard = 0;
    int all = 0;
    for (String harm : AlertTrial.harms()) {
      for (int i = 0; i < seeds; i++) {
        long seed = FIRST_SEED + 100 + i;
        AlertTrial.Found found =
            AlertTrial.harmed(
                harm, seed, BEFORE, THREE_INTERVALS, fresh(context, harm + "-" + seed));
        all++;
        heard += found.after() == null ? 0 : 1;
        context.say(
            "alerts: %s, seed %d: %s"
                .formatted(
                    harm,
                    seed,
                    found.after() == null
                        ? "not heard " + found.told()
                        : "heard after " + found.after().toSeconds() + " s"));
      }
    }
    return Measurement.of(
            name(), "severe faults heard within 3 intervals", 100.0 * heard / all, "%")
        .against(new Goal.AtLeast(95, 100));
  }

  private List<Measurement> cost(BenchContext context) throws IOException {
    double[] seconds = new double[2 * context.settings().repeats()];
    try (PassLoad load = new PassLoad(2_000, 20_000)) {
      for (int i = 0; i < 10; i++) {
        load.pass();
      }
      for (int i = 0; i < seconds.length; i++) {
        seconds[i] = load.pass();
      }
    }
    Path folder = fresh(context, "backtest");
    double backtest = PassLoad.backtestSeconds(folder, 100, 7);
    return List.of(
        Measurement.of(
                name(),
                "one pass of 2,000 rules over 20,000 series, CPU",
                Quantiles.of(seconds),
                "s")
            .against(new Goal.AtMost(1, 0.2)),
        Measurement.of(name(), "back-test of 7 days of 100 series", backtest, "s")
            .against(new Goal.AtMost(2, 0.5)));
  }

  private static Path fresh(BenchContext context, String name) throws IOException {
    Path folder = context.freshData("alerts-" + name);
    Files.createDirectories(folder);
    return folder;
  }
}
