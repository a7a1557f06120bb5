package io.pitwall.lab.fault;

import io.pitwall.lab.fault.Fault.Ill;
import io.pitwall.lab.fault.Fault.Setting;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Faults of capacity, machines, databases, endpoints, pages and releases. */
final class PlatformFaults {
  private static final double GB = 1e9;
  private static final Map<String, String> HOST = Map.of("host", "node-1");

  static List<Fault> all() {
    return List.of(
        new Fault("system-saturation", Setting.during(0.15), List.of(), PlatformFaults::saturation),
        new Fault(
            "Q-SAT", Setting.always(600).inBusyFleet(), List.of("CONC"), PlatformFaults::queue),
        new Fault("Q-OVER", new Setting(false, 0, 500, 20.5), List.of(), PlatformFaults::tooMany),
        new Fault(
            "CONC", Setting.always(1_500).inBusyFleet(), List.of("CP-DOM"), PlatformFaults::crowd),
        new Fault("POOL-EXH", Setting.during(0.3), List.of(), PlatformFaults::pool),
        new Fault("DISK", Setting.during(3.2), List.of(), PlatformFaults::disk),
        new Fault("LEAK", Setting.during(6.2), List.of("DISK"), PlatformFaults::leak),
        new Fault("GC", Setting.during(0.2), List.of(), PlatformFaults::garbage),
        new Fault("SQL-SLOW", Setting.always(110), List.of("CP-DOM"), PlatformFaults::slowQuery),
        new Fault(
            "API-SLOW",
            new Setting(false, 4, 0, 0.75),
            List.of("CP-DOM", "SQL-SLOW"),
            PlatformFaults::slowEndpoint),
        new Fault("WEB-LCP", Setting.during(4), List.of(), PlatformFaults::latePaint),
        new Fault("WEB-INP", Setting.during(4), List.of(), PlatformFaults::lateAnswer),
        new Fault("WEB-CLS", Setting.during(4), List.of(), PlatformFaults::shift),
        new Fault("REG-DEPLOY", Setting.after(3, 110), List.of("CP-DOM"), PlatformFaults::release));
  }

  private static Ill saturation(Fleet fleet, RandomGenerator luck) {
    double cpu = Places.between(luck, 89, 98);
    return new Ill(
        fleet.with(
            List.of(
                new Gauge(
                    "system.cpu.usage",
                    "%",
                    HOST,
                    (h, l) -> Math.min(100, cpu - 3 + 6 * l.nextDouble())))),
        "",
        "system.cpu.usage");
  }

  private static Ill queue(Fleet fleet, RandomGenerator luck) {
    List<String> types = List.of("router", "matcher", "courier", "confirmer");
    String type = types.get(luck.nextInt(types.size()));
    double aim = Places.between(luck, 0.84, 0.9);
    double perSecond = Places.flow(fleet, "dispatch").arrivals().meanPerSecond() * 0.9;
    double seconds = 2 * aim / perSecond;
    return new Ill(
        fleet.with(type, kind -> kind.doing(Habits.use("match_route", seconds)).withSlots(2)),
        "dispatch",
        type);
  }

  private static Ill tooMany(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    int slots = 9 + luck.nextInt(12);
    // So few that those of twenty hours are at hand.
    Fleet slow = fleet.withFlow(flow.name(), one -> one.at(1.3 / 60));
    return new Ill(slow.with(type, kind -> kind.withSlots(slots)), flow.name(), type).from(slow);
  }

  /** Agents that hinder each other: with more at work, all of them together get less done. */
  private static Ill crowd(Fleet fleet, RandomGenerator luck) {
    List<String> types = List.of("router", "matcher", "courier", "confirmer");
    String type = types.get(luck.nextInt(types.size()));
    double kappa = Places.between(luck, 0.03, 0.06);
    double perSecond = Places.flow(fleet, "dispatch").arrivals().meanPerSecond();
    double peak = Math.sqrt(1 / kappa);
    double most = peak / (1 + kappa * peak * (peak - 1));
    double seconds = 0.9 * most / perSecond;
    Step step =
        work -> {
          int n = work.underWay;
          work.tool("plan_tour", work.draw(seconds * (1 + kappa * n * (n - 1)), 0.25));
        };
    return new Ill(
        fleet.with(type, kind -> kind.doing(step).withSlots((int) Math.round(2 * peak))),
        "dispatch",
        type);
  }

  private static Ill pool(Fleet fleet, RandomGenerator luck) {
    Map<String, String> tags = Map.of("pool", "orders", "service", "erp-api");
    int pending = 2 + luck.nextInt(5);
    return new Ill(
        fleet.with(
            List.of(
                new Gauge("hikaricp.connections.active", "", tags, (h, l) -> 10),
                new Gauge(
                    "hikaricp.connections.pending", "", tags, (h, l) -> l.nextInt(2 * pending)))),
        "",
        "orders");
  }

  private static Ill disk(Fleet fleet, RandomGenerator luck) {
    Map<String, String> tags = Map.of("host", "node-1", "mount", "/data");
    double free = Places.between(luck, 20, 33);
    double perHour = Places.between(luck, 1.6, 3);
    return new Ill(
        fleet.with(
            List.of(
                new Gauge("system.disk.usage", "%", tags, (h, l) -> 100 - free + perHour * h),
                new Gauge("system.disk.free", "GB", tags, (h, l) -> 5 * (free - perHour * h)))),
        "",
        "/data of node-1",
        "system.disk.free",
        "system.disk.usage");
  }

  private static Ill leak(Fleet fleet, RandomGenerator luck) {
    double perHour = Places.between(luck, 0.09, 0.16) * GB;
    return new Ill(
        fleet.with(
            List.of(
                new Gauge(
                    "jvm.heap.used",
                    "bytes",
                    HOST,
                    (h, l) -> 0.3 * GB + perHour * h + 0.25 * GB * (h * 30 % 1)))),
        "",
        "jvm.heap.used");
  }

  private static Ill garbage(Fleet fleet, RandomGenerator luck) {
    double pause = Places.between(luck, 6.5, 15);
    return new Ill(
        fleet.with(
            List.of(
                new Gauge(
                    "jvm.gc.pause", "%", HOST, (h, l) -> pause * (0.8 + 0.4 * l.nextDouble())),
                new Gauge(
                    "jvm.heap.used",
                    "bytes",
                    HOST,
                    (h, l) -> 1.4 * GB + 0.5 * GB * l.nextDouble()))),
        "",
        "jvm.gc.pause");
  }

  private static Ill slowQuery(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double seconds = Places.between(luck, 0.6, 1.5);
    Step step =
        work ->
            work.serve(
                "stock-api",
                "/stock",
                () ->
                    work.query(
                        "stock-api",
                        "SELECT * FROM movements WHERE article = " + work.luck.nextInt(999),
                        work.draw(seconds, 0.4)));
    return new Ill(fleet.with(type, kind -> kind.and(step)), flow.name(), "SELECT movements");
  }

  private static Ill slowEndpoint(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double usual = Places.between(luck, 0.3, 0.5);
    double times = Places.between(luck, 2, 4);
    Fleet healthy = fleet.with(type, kind -> kind.and(served(usual)));
    return new Ill(
            fleet.with(type, kind -> kind.and(served(usual * times))),
            flow.name(),
            "GET /quotes/{id}")
        .from(healthy);
  }

  private static Step served(double seconds) {
    return work ->
        work.serve("quote-api", "/quotes/{id}", () -> work.pass(work.draw(seconds, 0.3)));
  }

  private static Ill latePaint(Fleet fleet, RandomGenerator luck) {
    double times = Places.between(luck, 3, 6);
    return page(fleet, page -> page.worse(times, 1, 1), "browser.web_vital.lcp");
  }

  private static Ill lateAnswer(Fleet fleet, RandomGenerator luck) {
    double times = Places.between(luck, 3, 6);
    return page(fleet, page -> page.worse(1, times, 1), "browser.web_vital.inp");
  }

  private static Ill shift(Fleet fleet, RandomGenerator luck) {
    double times = Places.between(luck, 3.5, 7);
    return page(fleet, page -> page.worse(1, 1, times), "browser.web_vital.cls");
  }

  private static Ill page(Fleet fleet, UnaryOperator<Page> change, String metric) {
    return new Ill(
        fleet.withPages(page -> page.path().equals("/reports/#") ? change.apply(page) : page),
        "",
        metric);
  }

  /** A release with a slower agent. */
  private static Ill release(Fleet fleet, RandomGenerator luck) {
    Flow flow = Places.flow(fleet, luck);
    String type = Places.agent(flow, luck);
    double more = Places.between(luck, 1.2, 3);
    Step step = work -> work.tool("check_policy", work.draw(more, 0.3));
    return new Ill(
        fleet.with(type, kind -> kind.and(step)).withVersion("1.5.0"),
        flow.name(),
        flow.name(),
        type);
  }

  private PlatformFaults() {}
}
