package io.pitwall.lab.fault;

import io.pitwall.lab.fault.Fault.Ill;
import io.pitwall.lab.fault.Fault.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Faults of calls, and of where the time of a run goes. */
final class CallFaults {
  private static final double HISTORY_HOURS = 4;

  static List<Fault> all() {
    return List.of(
        new Fault(
            "RT-429", Setting.always(115), List.of("EXT-DEG", "CP-DOM"), CallFaults::rateLimit),
        new Fault(
            "RT-STORM",
            Setting.always(125),
            List.of("AG-FAIL", "workflow-failures", "CP-DOM"),
            CallFaults::storm),
        new Fault("RT-DUP", Setting.always(130), List.of("CP-DOM"), CallFaults::duplicates),
        new Fault("NP1-TOOL", Setting.always(115), List.of("CP-DOM"), CallFaults::rowOfTools),
        new Fault("NP1-DB", Setting.always(115), List.of("CP-DOM"), CallFaults::rowOfQueries),
        new Fault("AG-TIMEOUT", Setting.always(640), List.of("CP-DOM"), CallFaults::timeout),
        new Fault("CP-DOM", Setting.always(50), List.of(), CallFaults::domination),
        new Fault("SEQ-PAR", Setting.always(115), List.of("CP-DOM"), CallFaults::sequence),
        new Fault("CP-GAP", Setting.always(115), List.of("CP-DOM"), CallFaults::gap),
        new Fault("FAN-STRAG", Setting.always(115), List.of("CP-DOM"), CallFaults::straggler),
        new Fault("HEDGE", Setting.always(640), List.of("CP-DOM"), CallFaults::tail),
        new Fault(
            "EXT-DEG",
            Setting.after(HISTORY_HOURS, 45),
            List.of("CP-DOM", "COST-ANOM"),
            CallFaults::outside),
        new Fault("COLD", Setting.always(150), List.of("CP-DOM", "HEDGE"), CallFaults::cold));
  }

  private static Ill rateLimit(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double share = Places.between(luck, 0.25, 0.5);
    String model = "gpt-5";
    Step step =
        work -> {
          for (int i = 0; i < 4 && work.chance(share); i++) {
            work.model(model, 0, -1, 0, "RateLimitError", 1);
            work.pass(work.draw(2.5, 0.3));
          }
          work.model(model, 2_500, 1_500, 60);
        };
    return new Ill(fleet.with(type, kind -> kind.and(step)), flow.name(), model);
  }

  private static Ill storm(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double failing = Places.between(luck, 0.4, 0.6);
    Step step =
        work -> {
          for (int i = 0; i < 5; i++) {
            boolean fails = work.chance(failing);
            work.tool(
                "read_ledger",
                work.draw(1.2, 0.3),
                work.unique("ledger"),
                fails ? 0 : 300,
                fails ? "ConnectionError" : null);
            if (!fails) {
              return;
            }
            work.pass(0.05);
          }
        };
    return new Ill(fleet.with(type, kind -> kind.and(step)), flow.name(), "read_ledger");
  }

  private static Ill duplicates(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    int inputs = 12 + luck.nextInt(25);
    Step step =
        work -> {
          String arguments = "product " + work.luck.nextInt(inputs);
          work.tool("look_up_product", work.draw(1.4, 0.3), arguments, 800, null);
        };
    return new Ill(fleet.with(type, kind -> kind.and(step)), flow.name(), "look_up_product");
  }

  private static Ill rowOfTools(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    int calls = 7 + luck.nextInt(6);
    double share = Places.between(luck, 0.5, 0.9);
    Step step =
        work -> {
          if (work.chance(share)) {
            for (int i = 0; i < calls; i++) {
              work.tool("read_row", work.draw(0.16, 0.3));
            }
          }
        };
    return new Ill(fleet.with(type, kind -> kind.and(step)), flow.name(), "read_row");
  }

  private static Ill rowOfQueries(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    int queries = 60 + luck.nextInt(60);
    Step step =
        work ->
            work.serve(
                "stock-api",
                "/stock/{id}",
                () -> {
                  for (int i = 0; i < queries; i++) {
                    work.query(
                        "stock-api",
                        "SELECT amount FROM stock WHERE article = " + i,
                        work.draw(0.013, 0.3));
                  }
                });
    return new Ill(fleet.with(type, kind -> kind.and(step)), flow.name(), "SELECT stock", "stock");
  }

  private static Ill timeout(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double share = Places.between(luck, 0.04, 0.08);
    double limit = Places.between(luck, 20, 40);
    Step step =
        work -> {
          if (work.chance(share)) {
            work.tool("read_scan", limit, work.unique("scan"), 0, "TimeoutError");
          } else {
            work.tool("read_scan", work.draw(0.6, 0.4));
          }
        };
    return new Ill(fleet.with(type, kind -> kind.and(step).withSlots(6)), flow.name(), "read_scan");
  }

  /** One sort of agent has most of the work. */
  private static Ill domination(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double seconds = Places.between(luck, 6, 12);
    return new Ill(
        fleet.with(type, kind -> kind.and(Habits.use("plan_route", seconds)).withSlots(5)),
        flow.name(),
        type);
  }

  /** Three tools that do not need each other, in whatever order the model names them. */
  private static Ill sequence(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double seconds = Places.between(luck, 0.9, 1.6);
    Step step =
        work -> {
          List<String> tools =
              new ArrayList<>(List.of("read_weather", "read_traffic", "read_calendar"));
          Collections.shuffle(tools, Random.from(work.luck));
          tools.forEach(tool -> work.tool(tool, work.draw(seconds, 0.3)));
        };
    return new Ill(fleet.with(type, kind -> kind.doing(step)), flow.name(), type, flow.name());
  }

  /** A framework that looks every second whether there is something to do. */
  private static Ill gap(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double pause = Places.between(luck, 0.6, 1.4);
    Step step =
        work -> {
          for (int i = 0; i < 3; i++) {
            work.pass(pause * (0.4 + 0.6 * work.luck.nextDouble()));
            work.tool("read_part", work.draw(0.15, 0.3));
          }
        };
    return new Ill(fleet.with(type, kind -> kind.and(step)), flow.name(), type, flow.name());
  }

  private static Ill straggler(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    int width = 5 + luck.nextInt(5);
    double times = Places.between(luck, 4, 8);
    Step step =
        work -> {
          List<Runnable> parts = new ArrayList<>();
          int late = work.luck.nextInt(width);
          for (int i = 0; i < width; i++) {
            double seconds = work.draw(0.4, 0.25) * (i == late ? times : 1);
            parts.add(() -> work.tool("read_shard", seconds));
          }
          work.atOnce(parts);
        };
    return new Ill(fleet.with(type, kind -> kind.and(step)), flow.name(), "read_shard");
  }

  private static Ill tail(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double share = Places.between(luck, 0.05, 0.08);
    double times = Places.between(luck, 12, 25);
    Step step =
        work -> work.retrieve("archive", work.draw(0.35, 0.3) * (work.chance(share) ? times : 1));
    return new Ill(fleet.with(type, kind -> kind.and(step).withSlots(5)), flow.name(), "archive");
  }

  private static Ill outside(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    boolean slower = luck.nextBoolean();
    double times = Places.between(luck, 2, 4);
    double failing = Places.between(luck, 0.35, 0.6);
    Step before = Habits.get("api.partner.example", 0.8);
    Step after =
        slower
            ? Habits.get("api.partner.example", 0.8 * times)
            : work ->
                work.get(
                    "api.partner.example",
                    work.draw(0.8, 0.4),
                    work.chance(failing) ? "503" : null);
    Fleet healthy = fleet.with(type, kind -> kind.and(before));
    return new Ill(
            healthy.with(type, kind -> fleet.agent(type).and(after)),
            flow.name(),
            "GET api.partner.example")
        .from(healthy);
  }

  /** An agent's program is put to sleep when it has nothing to do. */
  private static Ill cold(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double idle = Places.between(luck, 60, 100);
    double cold = Places.between(luck, 4, 8);
    Step step =
        work -> {
          if (work.idleSeconds > idle) {
            work.pass(work.draw(cold, 0.2));
          }
        };
    List<Step> steps = new ArrayList<>();
    steps.add(step);
    steps.addAll(fleet.agent(type).steps());
    return new Ill(fleet.with(type, kind -> new AgentKind(type, 3, steps)), flow.name(), type);
  }

  private CallFaults() {}
}
