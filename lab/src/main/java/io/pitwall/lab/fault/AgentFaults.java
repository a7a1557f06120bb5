package io.pitwall.lab.fault;

import io.pitwall.lab.fault.Fault.Ill;
import io.pitwall.lab.fault.Fault.Setting;
import java.util.List;
import java.util.random.RandomGenerator;

/** Faults of what agents do with models and money. */
final class AgentFaults {
  private static final double HISTORY_HOURS = 5;

  static List<Fault> all() {
    return List.of(
        new Fault(
            "agent-low-score",
            Setting.always(40),
            List.of("workflow-failures", "COST-WASTE", "AG-FAIL"),
            AgentFaults::lowScore),
        new Fault("agent-high-memory", Setting.during(0.1), List.of(), AgentFaults::highMemory),
        new Fault(
            "agent-slow-execution",
            Setting.always(40),
            List.of("agent-low-score", "CP-DOM"),
            AgentFaults::slowExecution),
        new Fault(
            "workflow-failures",
            Setting.always(40),
            List.of("COST-WASTE", "AG-FAIL", "agent-low-score"),
            AgentFaults::workflowFailures),
        new Fault("AG-LOOP", Setting.always(115), List.of("CP-DOM"), AgentFaults::loop),
        new Fault("AG-CYCLE", Setting.always(115), List.of("CP-DOM"), AgentFaults::cycle),
        new Fault(
            "AG-FAIL",
            Setting.after(HISTORY_HOURS, 45),
            List.of("COST-WASTE", "workflow-failures", "agent-low-score"),
            AgentFaults::failures),
        new Fault(
            "AG-SLOW",
            new Setting(true, 1.5, 400, 0),
            List.of("agent-low-score", "agent-slow-execution"),
            AgentFaults::slow),
        new Fault("AG-CTX", Setting.always(60), List.of("CP-DOM"), AgentFaults::context),
        new Fault("AG-PCACHE", Setting.always(60), List.of("CP-DOM"), AgentFaults::promptCache),
        new Fault(
            "AG-TOOLOUT",
            Setting.always(110),
            List.of("AG-CTX", "CP-DOM"),
            AgentFaults::toolOutput),
        new Fault("AG-SCHEMA", Setting.always(110), List.of("RT-STORM"), AgentFaults::schema),
        new Fault(
            "COST-WASTE",
            Setting.always(110),
            List.of("workflow-failures", "agent-low-score"),
            AgentFaults::waste),
        new Fault("COST-ANOM", Setting.after(HISTORY_HOURS, 45), List.of(), AgentFaults::dearer));
  }

  private static Ill lowScore(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double failing = Places.between(luck, 0.75, 0.95);
    Ill ill =
        new Ill(
            fleet.with(type, kind -> kind.and(Habits.failing(failing, "AnswerError"))),
            flow.name(),
            type);
    return ill.naming(Places.agents(fleet, type));
  }

  private static Ill highMemory(Fleet fleet, RandomGenerator luck) {
    return new Ill(
        fleet.withMemory("archivist", Places.between(luck, 620, 1_400)),
        "",
        "archivist-01",
        "archivist-02",
        "archivist");
  }

  private static Ill slowExecution(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double seconds = Places.between(luck, 36, 60);
    Fleet slow =
        fleet.with(type, kind -> kind.and(Habits.use("replan_route", seconds)).withSlots(12));
    return new Ill(slow, flow.name(), type).naming(Places.agents(slow, type));
  }

  private static Ill workflowFailures(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double failing = Places.between(luck, 0.28, 0.6);
    return new Ill(
            fleet.with(type, kind -> kind.and(Habits.failing(failing, "HandOverError"))),
            flow.name(),
            flow.name())
        .naming(Places.agents(fleet, type));
  }

  /** An agent searches for the same thing again and again, and thinks in between. */
  private static Ill loop(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double share = Places.between(luck, 0.1, 0.4);
    int most = 4 + luck.nextInt(4);
    Step step =
        work -> {
          if (work.chance(share)) {
            String arguments = work.unique("find");
            int times = 3 + work.luck.nextInt(most - 2);
            for (int i = 0; i < times; i++) {
              work.model(Habits.SONNET, 3_000, 2_100, 60);
              work.tool("search_orders", work.draw(0.7, 0.3), arguments, 900, null);
            }
          }
        };
    return new Ill(fleet.with(type, kind -> kind.and(step)), flow.name(), type, "search_orders");
  }

  /** An agent goes through the same two or three tools over and over, with other arguments. */
  private static Ill cycle(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double share = Places.between(luck, 0.15, 0.4);
    int period = 2 + luck.nextInt(2);
    Step step =
        work -> {
          int rounds = work.chance(share) ? 4 + work.luck.nextInt(4) : 1;
          for (int i = 0; i < rounds; i++) {
            for (int k = 0; k < period; k++) {
              work.model(Habits.SONNET, 3_000, 2_100, 30);
              work.tool(CYCLE.get(k), work.draw(0.3, 0.3), work.unique("case"), 300, null);
            }
          }
        };
    return new Ill(
        fleet.with(type, kind -> kind.and(step)),
        flow.name(),
        type,
        CYCLE.get(0),
        CYCLE.get(1),
        CYCLE.get(2));
  }

  private static final List<String> CYCLE =
      List.of("draft_answer", "review_answer", "look_up_rule");

  private static Ill failures(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double failing = Places.between(luck, 0.25, 0.5);
    return new Ill(
            fleet.with(type, kind -> kind.and(Habits.failing(failing, "SessionError"))),
            flow.name(),
            type)
        .naming(Places.agents(fleet, type));
  }

  /** One of the agents of a type is on a bad host. */
  private static Ill slow(Fleet fleet, RandomGenerator luck) {
    List<String> types = List.of("router", "matcher", "courier", "confirmer");
    String type = types.get(luck.nextInt(types.size()));
    double times = Places.between(luck, 4.5, 8);
    String victim = type + "-0" + (1 + luck.nextInt(4));
    Step step =
        work -> {
          if (work.agentId.equals(victim)) {
            work.tool(type + "_rules", work.elapsed() * (times - 1));
          }
        };
    return new Ill(fleet.with(type, kind -> kind.and(step)), "dispatch", victim);
  }

  /** A conversation in which each result of a tool stays for good. */
  private static Ill context(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    Step step =
        Habits.converse(
            Habits.SONNET, 7 + luck.nextInt(4), 2_500, 900 + luck.nextInt(1_500), 0.8, "read_case");
    return new Ill(fleet.with(type, kind -> kind.doing(step)), flow.name(), type);
  }

  /** The date stands before the instructions: no call begins as the one before. */
  private static Ill promptCache(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    Step step =
        Habits.converse(
            Habits.SONNET,
            4 + luck.nextInt(3),
            6_000 + luck.nextInt(6_000),
            300,
            Places.between(luck, 0, 0.2),
            "read_case");
    return new Ill(fleet.with(type, kind -> kind.doing(step)), flow.name(), type);
  }

  private static Ill toolOutput(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    int tokens = 11_000 + luck.nextInt(14_000);
    double often = Places.between(luck, 0.15, 0.6);
    Step step =
        work -> {
          boolean large = work.chance(often);
          work.model(Habits.SONNET, 2_500, 1_800, 50);
          work.tool(
              "read_log",
              work.draw(0.3, 0.3),
              work.unique("log"),
              large ? 4 * tokens : 2_000,
              null);
          work.model(Habits.SONNET, large ? 2_500 + tokens : 3_000, 2_400, 90);
          work.tool("read_status", work.draw(0.2, 0.3));
          work.model(
              Habits.SONNET, large ? 2_800 + tokens : 3_300, large ? 2_400 + tokens : 2_900, 60);
        };
    return new Ill(fleet.with(type, kind -> kind.doing(step)), flow.name(), "read_log", type);
  }

  private static Ill schema(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double share = Places.between(luck, 0.15, 0.35);
    Step step =
        work -> {
          for (int i = 0; i < 3 && work.chance(share); i++) {
            work.model(Habits.SONNET, 4_000, 3_000, 160, "ValidationError", 1);
          }
          work.model(Habits.SONNET, 4_000, 3_000, 160);
        };
    return new Ill(fleet.with(type, kind -> kind.doing(step)), flow.name(), type, Habits.SONNET);
  }

  /** A tool that is down is asked in vain, and the rest of the work is done all the same. */
  private static Ill waste(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double share = Places.between(luck, 0.14, 0.19);
    Step step =
        work -> {
          if (work.chance(share)) {
            work.tool("check_access", work.draw(0.2, 0.3), work.unique("who"), 0, "AccessError");
            for (int i = 0; i < 4; i++) {
              work.model(Habits.SONNET, 6_000, 3_000, 120);
            }
            work.fail("AccessError");
          } else {
            work.tool("check_access", work.draw(0.2, 0.3));
          }
        };
    return new Ill(fleet.with(type, kind -> kind.and(step)), flow.name(), flow.name(), type);
  }

  /** A release writes twice as much into each question. */
  private static Ill dearer(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    long more = 20_000L + luck.nextInt(20_000);
    Step step = Habits.think(Habits.SONNET, more, 0.5, 20);
    return new Ill(fleet.with(type, kind -> kind.and(step)), flow.name(), flow.name(), type);
  }

  private AgentFaults() {}
}
