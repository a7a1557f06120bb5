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
import java.util.function.UnaryOperator;

/** Severe faults that come to a fleet, and the rules of the default pack that may tell of them. */
enum Harm {
  /** Half of the tasks of a sort of agent fail. */
  ERROR_BURST("agent-errors", "workflow-errors"),
  /** A sort of agent takes eight times as long. */
  SLOW_AGENT("agent-slow", "workflow-slow", "queue-depth", "queue-wait"),
  /** A sort of agent asks with fifteen times as many tokens. */
  COST_BURST("agent-cost", "workflow-cost"),
  /** A sort of agent calls its tool thirty times. */
  TOOL_LOOP("tool-loop", "tool-calls"),
  /** A tool fails 70 % of its calls and is tried up to six times. */
  RETRY_STORM("retry-storm", "agent-errors", "workflow-errors"),
  /** Models take one call at a time only and answer the others with 429. */
  THROTTLED("throttled", "agent-errors", "workflow-errors", "retry-storm"),
  /** Eight times as many runs arrive as the pools are made for. */
  OVERLOAD("queue-depth", "queue-wait", "workflow-slow"),
  /** Nothing is sent any more. */
  SILENCE("ingest-stopped");

  private final String rules;

  Harm(String... rules) {
    this.rules = " " + String.join(" ", rules) + " ";
  }

  /** Rules of which an alert tells of it. */
  boolean isToldBy(String rule) {
    return rules.contains(" " + rule + " ");
  }

  /** The fleet with it: it comes to the first sort of agent of the first workflow. */
  FleetSpec in(FleetSpec healthy) {
    return switch (this) {
      case ERROR_BURST -> agents(healthy, agent -> with(agent, agent.work(), 0.5, 1));
      case SLOW_AGENT ->
          agents(
              healthy,
              agent ->
                  with(
                      agent,
                      plus(agent.work(), new Activity.Compute(new LogNormal(30, 0.5)), 1),
                      agent.failureShare(),
                      agent.attempts()));
      case COST_BURST ->
          agents(
              healthy,
              agent ->
                  with(
                      agent,
                      plus(
                          agent.work(),
                          new Activity.Think(
                              "claude-sonnet-4-5",
                              new LogNormal(120_000, 0.3),
                              new LogNormal(2_000, 0.3),
                              0,
                              4,
                              1.5),
                          2),
                      agent.failureShare(),
                      agent.attempts()));
      case TOOL_LOOP ->
          agents(
              healthy,
              agent ->
                  with(
                      agent,
                      plus(
                          agent.work(),
                          new Activity.UseTool(healthy.tools().getFirst().name(), 3, 0.5),
                          30),
                      agent.failureShare(),
                      agent.attempts()));
      case RETRY_STORM ->
          agents(
              new FleetSpec(
                  healthy.models(),
                  healthy.tools().stream()
                      .map(
                          tool ->
                              tool.equals(healthy.tools().getFirst())
                                  ? new ToolSpec(
                                      tool.name(), tool.seconds(), 20, 0.7, tool.errorType())
                                  : tool)
                      .toList(),
                  healthy.agents(),
                  healthy.workflows(),
                  List.of()),
              agent ->
                  with(
                      agent,
                      agent.work().stream()
                          .map(
                              work ->
                                  work instanceof Activity.UseTool use
                                      ? (Activity) new Activity.UseTool(use.tool(), 6, 0.2)
                                      : work)
                          .toList(),
                      agent.failureShare(),
                      agent.attempts()));
      case THROTTLED ->
          new FleetSpec(
              healthy.models().stream()
                  .map(
                      model ->
                          new ModelSpec(
                              model.name(),
                              model.provider(),
                              6 * model.firstTokenSeconds() + 4,
                              model.tokensPerSecond(),
                              1,
                              model.usdPerMillionInput(),
                              model.usdPerMillionCached(),
                              model.usdPerMillionOutput()))
                  .toList(),
              healthy.tools(),
              healthy.agents(),
              healthy.workflows(),
              List.of());
      case OVERLOAD ->
          new FleetSpec(
              healthy.models(),
              healthy.tools(),
              healthy.agents().stream()
                  .map(
                      agent ->
                          with(
                              agent,
                              plus(agent.work(), new Activity.Compute(new LogNormal(8, 0.3)), 1),
                              agent.failureShare(),
                              agent.attempts()))
                  .toList(),
              healthy.workflows().stream()
                  .map(
                      flow ->
                          new WorkflowSpec(
                              flow.name(),
                              flow.service(),
                              new DailyCurve(
                                  8 * flow.arrivals().meanPerSecond(),
                                  flow.arrivals().swing(),
                                  flow.arrivals().peakHour()),
                              flow.stage()))
                  .toList(),
              List.of());
      case SILENCE -> healthy;
    };
  }

  private static FleetSpec agents(FleetSpec fleet, UnaryOperator<AgentSpec> change) {
    String first = first(fleet.workflows().getFirst().stage());
    return new FleetSpec(
        fleet.models(),
        fleet.tools(),
        fleet.agents().stream()
            .map(agent -> agent.type().equals(first) ? change.apply(agent) : agent)
            .toList(),
        fleet.workflows(),
        List.of());
  }

  private static String first(Stage stage) {
    return switch (stage) {
      case Stage.Task task -> task.agentType();
      case Stage.Series series ->
          series.stages().stream()
              .filter(Stage.Task.class::isInstance)
              .findFirst()
              .map(Harm::first)
              .orElseGet(() -> first(series.stages().getFirst()));
      case Stage.Parallel parallel -> first(parallel.stages().getFirst());
      case Stage.Maybe maybe -> first(maybe.stage());
      case Stage.Repeat repeat -> first(repeat.stage());
    };
  }

  private static List<Activity> plus(List<Activity> work, Activity more, int times) {
    List<Activity> all = new ArrayList<>(work);
    for (int i = 0; i < times; i++) {
      all.add(more);
    }
    return all;
  }

  private static AgentSpec with(
      AgentSpec agent, List<Activity> work, double failureShare, int attempts) {
    return new AgentSpec(
        agent.type(),
        agent.service(),
        agent.instances(),
        agent.queueLimit(),
        work,
        failureShare,
        attempts,
        agent.memoryMb(),
        agent.cpuPercent(),
        agent.reporting(),
        agent.leaks());
  }
}
