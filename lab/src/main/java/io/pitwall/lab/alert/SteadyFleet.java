package io.pitwall.lab.alert;

import io.pitwall.lab.fleet.Activity;
import io.pitwall.lab.fleet.AgentSpec;
import io.pitwall.lab.fleet.FleetSpec;
import io.pitwall.lab.fleet.ModelSpec;
import io.pitwall.lab.fleet.Stage;
import io.pitwall.lab.fleet.ToolSpec;
import io.pitwall.lab.fleet.WorkflowSpec;
import io.pitwall.lab.sim.DailyCurve;
import io.pitwall.lab.sim.Distribution.LogNormal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Fleets with nothing wrong, made from seeds: two or three workflows of three to five sorts of
 * agents, with daily curves, idle workers, tools and models that fail now and then and are tried
 * again, costs and durations that vary as real ones do. And the same with something wrong.
 */
final class SteadyFleet {
  private static final String MODEL = "claude-sonnet-4-5";
  private static final String SMALL = "gpt-5-mini";

  private final SplittableRandom luck;
  private final List<AgentSpec> agents = new ArrayList<>();
  private final List<WorkflowSpec> workflows = new ArrayList<>();
  private final List<ToolSpec> tools = new ArrayList<>();

  private SteadyFleet(long seed) {
    luck = new SplittableRandom(seed);
  }

  /** The healthy fleet of a seed. */
  static FleetSpec of(long seed) {
    SteadyFleet fleet = new SteadyFleet(seed);
    int workflows = 2 + fleet.luck.nextInt(2);
    for (int i = 0; i < workflows; i++) {
      fleet.workflow(i);
    }
    return new FleetSpec(models(), fleet.tools, fleet.agents, fleet.workflows, List.of());
  }

  private static List<ModelSpec> models() {
    return List.of(
        new ModelSpec(MODEL, "anthropic", 0.6, 90, 60, 3, 0.3, 15),
        new ModelSpec(SMALL, "openai", 0.35, 140, 60, 0.25, 0.025, 2));
  }

  private void workflow(int number) {
    List<Stage> stages = new ArrayList<>();
    int kinds = 3 + luck.nextInt(3);
    double perSecond = between(0.02, 0.06);
    for (int i = 0; i < kinds; i++) {
      String type = "w%d-agent%d".formatted(number, i);
      String tool = "w%d-tool%d".formatted(number, i);
      tools.add(
          new ToolSpec(
              tool,
              new LogNormal(between(0.2, 1.5), between(0.4, 1.0)),
              20,
              between(0.001, 0.03),
              "ToolError"));
      agents.add(
          new AgentSpec(
              type,
              "service-" + number,
              2 + luck.nextInt(3),
              400,
              List.of(
                  think(luck.nextBoolean() ? MODEL : SMALL, between(900, 6_000), between(60, 400)),
                  new Activity.UseTool(tool, 3, 0.5),
                  new Activity.Compute(new LogNormal(between(0.1, 1), 0.5))),
              between(0.002, 0.02),
              1 + luck.nextInt(2),
              between(80, 400),
              between(5, 50),
              i > 0 && luck.nextInt(4) == 0
                  ? AgentSpec.Reporting.EXECUTIONS
                  : AgentSpec.Reporting.GRPC_SPANS,
              Map.of()));
      Stage task = new Stage.Task(type);
      stages.add(i > 0 && luck.nextInt(4) == 0 ? new Stage.Maybe(between(0.3, 0.9), task) : task);
    }
    workflows.add(
        new WorkflowSpec(
            "flow-" + number,
            "service-" + number,
            new DailyCurve(perSecond, between(0.1, 0.6), between(0, 24)),
            new Stage.Series(stages)));
  }

  private static Activity think(String model, double input, double output) {
    return new Activity.Think(
        model, new LogNormal(input, 0.5), new LogNormal(output, 0.6), 0.5, 4, 1.5);
  }

  private double between(double low, double high) {
    return low + (high - low) * luck.nextDouble();
  }
}
