package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AG-SLOW: one agent is slower than it was and slower than its peers, the rule by which LinkedIn's
 * Cruise Control finds slow brokers. Its p95 is above three times the p90 of its own past, above
 * three times the median of the p95 of two peers or more of its type, and above 500 ms; over 100
 * tasks of its own now, 30 in the past and 30 of each peer. Advised is to send it that much less
 * work.
 */
final class AgentSlow implements WorkflowInspection {
  static final String ID = "AG-SLOW";

  private static final double TIMES = 3;
  private static final double MANY_TIMES = 6;
  private static final double FLOOR_MS = 500;
  private static final int FEWEST_PEERS = 2;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Layer layer() {
    return Layer.SYMPTOM;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    List<ObservedRun> day = workflow.ofLastDay();
    List<ObservedRun> runs = Judged.runs(workflow);
    @Nullable Numbers[] now = tasks(workflow, runs);
    // Where runs are few, what is judged reaches back until agents have tasks enough: also the slow
    // one, which gets fewer than its peers.
    while (isShort(now) && 3 * runs.size() <= day.size()) {
      runs = day.subList(0, runs.size() * 3 / 2);
      now = tasks(workflow, runs);
    }
    if (most(now) < Judged.FOR_P95) {
      return findings;
    }
    @Nullable Numbers[] past = tasks(workflow, day.subList(runs.size(), day.size()));
    int[] types = types(workflow, runs);
    Map<Integer, List<Integer>> ofType = new HashMap<>();
    for (int agent = 0; agent < now.length; agent++) {
      if (now[agent] != null) {
        ofType.computeIfAbsent(types[agent], any -> new ArrayList<>()).add(agent);
      }
    }
    for (List<Integer> peers : ofType.values()) {
      for (int agent : peers) {
        find(workflow, runs, now, past, types[agent], agent, peers).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /** Whether no agent has tasks enough yet, or one lacks less than half of them. */
  private static boolean isShort(@Nullable Numbers[] tasks) {
    return most(tasks) < Judged.FOR_P95
        || Arrays.stream(tasks)
            .anyMatch(
                one ->
                    one != null && one.size() < Judged.FOR_P95 && 2 * one.size() >= Judged.FOR_P95);
  }

  private static int most(@Nullable Numbers[] tasks) {
    int most = 0;
    for (Numbers one : tasks) {
      most = one == null ? most : Math.max(most, one.size());
    }
    return most;
  }

  private static Optional<Finding> find(
      WorkflowRuns workflow,
      List<ObservedRun> runs,
      @Nullable Numbers[] all,
      @Nullable Numbers[] past,
      int type,
      int agent,
      List<Integer> peers) {
    Numbers now = all[agent];
    Numbers then = past[agent];
    if (now == null
        || then == null
        || now.size() < Judged.FOR_P95
        || then.size() < Judged.FOR_SHARES) {
      return Optional.empty();
    }
    Numbers others = new Numbers();
    Numbers medians = new Numbers();
    for (int peer : peers) {
      Numbers one = all[peer];
      if (peer != agent && one != null && one.size() >= Judged.FOR_SHARES) {
        others.add(one.quantile(0.95));
        medians.add(one.quantile(0.5));
      }
    }
    double p95 = now.quantile(0.95);
    double own = p95 / then.quantile(0.9);
    double peer = p95 / others.quantile(0.5);
    if (others.size() < FEWEST_PEERS || !(own > TIMES) || !(peer > TIMES) || p95 < FLOOR_MS) {
      return Optional.empty();
    }
    double remains = Math.min(1, medians.quantile(0.5) / now.quantile(0.5));
    Savings savings = new Savings(runs);
    for (int run = 0; run < runs.size(); run++) {
      RunView view = runs.get(run).view();
      for (int i = 0; i < view.size(); i++) {
        if (view.agent(i) == agent) {
          long less = Math.round(view.duration(i) * (1 - remains));
          savings.shorten(run, Math.min(less, runs.get(run).path().dragNanos(i)));
        }
      }
    }
    return Optional.of(
        finding(workflow, runs, type, agent, new Times(now, then, others, own, peer), savings));
  }

  private record Times(Numbers now, Numbers past, Numbers peers, double own, double peer) {
    double p95() {
      return now.quantile(0.95);
    }
  }

  private static Finding finding(
      WorkflowRuns workflow,
      List<ObservedRun> runs,
      int type,
      int agent,
      Times times,
      Savings savings) {
    String name = workflow.names().word(agent);
    double peers = times.peers.quantile(0.5);
    double past = times.past.quantile(0.9);
    double weight = Math.round(100 * peers / times.p95()) / 100.0;
    Optional<Prediction> prediction = savings.prediction(workflow.runsPerDay());
    return new Draft(
            ID,
            Scope.agent(name, workflow.names().word(type)),
            "agent_optimization",
            "slower_than_peers")
        .text(
            "%s: routing weight 1 → %.2f; its p95 is %s, that of its %d peers %s and its own past"
                + " p90 %s%s",
            name,
            weight,
            Words.time(times.p95()),
            times.peers.size(),
            Words.time(peers),
            Words.time(past),
            Draft.gain(workflow.workflow(), prediction, times.now.size()))
        .text("If that lasts, drain %s and look at its host, its version and its neighbours", name)
        .evidence("p95_ms", times.p95())
        .evidence("past_p90_ms", past)
        .evidence("peers_p95_ms", peers)
        .evidence("peers", times.peers.size())
        .action(
            new Action(
                name,
                "routing_weight",
                "",
                1.0,
                weight,
                "median p95 of the peers / own p95",
                Map.of("peers_p95_ms", peers, "p95_ms", times.p95()),
                Action.SETTING))
        .prediction(prediction)
        .risk(
            (double) savings.touched() / runs.size(),
            "go back if the peers' utilisation passes 0.8")
        .because(
            String.format(
                Locale.ROOT,
                "p95 %s > %.0f x %s of its past (%.1f) and > %.0f x %s of its peers (%.1f)",
                Words.time(times.p95()),
                TIMES,
                Words.time(past),
                times.own,
                TIMES,
                Words.time(peers),
                times.peer),
            times.now.size(),
            Judged.FOR_P95,
            Severity.least(
                Severity.of(times.own, TIMES, MANY_TIMES),
                Severity.of(times.peer, TIMES, MANY_TIMES),
                Severity.of(times.p95(), FLOOR_MS, 2 * FLOOR_MS)),
            savings.examples());
  }

  /** Milliseconds of tasks by number of the agent. */
  private static @Nullable Numbers[] tasks(WorkflowRuns workflow, List<ObservedRun> runs) {
    @Nullable Numbers[] tasks = new Numbers[workflow.names().size()];
    for (ObservedRun run : runs) {
      RunView view = run.view();
      for (int i = 0; i < view.size(); i++) {
        int agent = view.agent(i);
        if (agent != Names.NONE && view.agentType(i) != Names.NONE) {
          Numbers of = tasks[agent];
          if (of == null) {
            of = new Numbers();
            tasks[agent] = of;
          }
          of.add(view.duration(i) / 1e6);
        }
      }
    }
    return tasks;
  }

  private static int[] types(WorkflowRuns workflow, List<ObservedRun> runs) {
    int[] types = new int[workflow.names().size()];
    for (ObservedRun run : runs) {
      RunView view = run.view();
      for (int i = 0; i < view.size(); i++) {
        if (view.agent(i) != Names.NONE) {
          types[view.agent(i)] = view.agentType(i);
        }
      }
    }
    return types;
  }
}
