package io.pitwall.lab.fault;

import static io.pitwall.lab.fault.Habits.MINI;
import static io.pitwall.lab.fault.Habits.SILENT;
import static io.pitwall.lab.fault.Habits.SONNET;

import io.pitwall.lab.fleet.Stage;
import io.pitwall.lab.sim.DailyCurve;
import io.pitwall.lab.sim.RandomStreams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Fleets with nothing wrong, made up from seeds: two of three workflows, of four to six sorts of
 * agents each; pools with idle workers; models, tools, services, databases, pages, machines. Not
 * without flaws that are not worth a word: one call in a hundred fails and is tried again, one task
 * in two hundred fails, a provider does not tell what it caches, context grows a little, heaps and
 * disks fill and are emptied, one query is slow but rare.
 */
final class HealthyFleet {
  private static final double GB = 1e9;

  private final RandomGenerator luck;
  private final List<Flow> flows = new ArrayList<>();
  private final Map<String, AgentKind> agents = new LinkedHashMap<>();

  private HealthyFleet(long seed) {
    luck = new RandomStreams(seed).stream("fleet");
  }

  /** The fleet of a seed. */
  static Fleet of(long seed) {
    HealthyFleet made = new HealthyFleet(seed);
    int left = made.luck.nextInt(3);
    if (left != 0) {
      made.invoice();
    }
    if (left != 1) {
      made.research();
    }
    if (left != 2) {
      made.support();
    }
    return made.fleet();
  }

  /** The same with a workflow of many small runs besides. */
  static Fleet busy(long seed) {
    HealthyFleet made = new HealthyFleet(seed);
    made.support();
    made.dispatch();
    return made.fleet();
  }

  private Fleet fleet() {
    return new Fleet("1.4.0", flows, agents, gauges(), pages(), Map.of("archivist", 210.0));
  }

  private void invoice() {
    agent(
        "intake",
        Habits.think(MINI, 1_400, 0.5, 90),
        Habits.use("store_document", 0.35),
        Habits.use("read_header", 0.3));
    agent(
        "extractor",
        Habits.think(SONNET, 3_500, 0.7, 90),
        Habits.lookUp("erp_lookup", "erp-api", "/orders/{id}", "orders", 0.3),
        Habits.think(SONNET, 4_100, 0.7, 50));
    agent(
        "checker",
        Habits.compute(0.05),
        Habits.get("api.rates.example", 0.3),
        Habits.think(MINI, 1_900, 0.4, 120));
    agent("clarifier", Habits.think(MINI, 900, 0, 150));
    agent(
        "poster",
        Habits.use("check_rules", 0.4),
        Habits.lookUp("post_invoice", "erp-api", "/invoices", "invoices", 0.5),
        Habits.use("notify_owner", 0.3),
        Habits.failing(0.005, "PostingError"));
    flow(
        "invoice",
        Stage.series(
            Stage.task("intake"),
            Stage.parallel(Stage.task("extractor"), Stage.task("checker")),
            new Stage.Maybe(0.3, Stage.task("clarifier")),
            Stage.task("poster")));
  }

  private void research() {
    agent("planner", Habits.think(SONNET, 2_400, 0.8, 130), Habits.compute(0.04));
    agent(
        "searcher",
        Habits.think(MINI, 1_200, 0.5, 60),
        Habits.fanOut("web_search", 4 + luck.nextInt(3), 0.5),
        Habits.think(MINI, 3_000, 0.3, 70));
    agent(
        "reader",
        Habits.use("fetch_page", 0.4),
        Habits.use("parse_page", 0.25),
        Habits.use("rank_parts", 0.2),
        Habits.think(SILENT, 5_000, -1, 70));
    agent("summarizer", Habits.think(SILENT, 6_000, -1, 180));
    agent("critic", Habits.think(SONNET, 3_200, 0.7, 140));
    agent(
        "writer",
        Habits.think(SONNET, 5_200, 0.75, 160),
        Habits.use("store_report", 0.2),
        Habits.failing(0.004, "ReportError"));
    flow(
        "research",
        Stage.series(
            Stage.task("planner"),
            Stage.task("searcher"),
            Stage.task("reader"),
            Stage.parallel(Stage.task("summarizer"), Stage.task("critic")),
            Stage.task("writer")));
  }

  private void support() {
    agent(
        "triager",
        Habits.think(MINI, 1_500, 0.5, 70),
        Habits.lookUp("crm_lookup", "crm-api", "/customers/{id}", "customers", 0.6),
        Habits.use("tag_ticket", 0.4));
    agent(
        "finder",
        Habits.retrieve("handbook", 0.35),
        Habits.retrieve("tickets", 0.3),
        Habits.use("rank_hits", 0.4),
        Habits.think(MINI, 2_600, 0.4, 80));
    agent(
        "answerer",
        Habits.converse(
            luck.nextBoolean() ? SONNET : SILENT,
            5,
            1_500 + luck.nextInt(600),
            120 + luck.nextInt(200),
            luck.nextBoolean() ? 0.9 : 0.75,
            "search_cases"));
    agent(
        "reviewer",
        Habits.think(SONNET, 2_800, 0.8, 130),
        Habits.use("check_tone", 0.5),
        Habits.failing(0.005, "ReviewError"));
    flow(
        "support",
        Stage.series(
            Stage.task("triager"),
            Stage.task("finder"),
            Stage.task("answerer"),
            Stage.task("reviewer")));
  }

  private void dispatch() {
    for (String type : List.of("router", "matcher", "courier", "confirmer")) {
      agents.put(
          type,
          new AgentKind(
              type,
              4,
              Habits.use(type + "_rules", between(0.25, 0.4)),
              Habits.get("api." + type + ".example", between(0.25, 0.4))));
    }
    flows.add(
        new Flow(
            "dispatch",
            new DailyCurve(between(0.55, 0.75), 0.15, 14),
            Stage.series(
                Stage.task("router"),
                Stage.task("matcher"),
                Stage.task("courier"),
                Stage.task("confirmer"))));
  }

  private void agent(String type, Step... steps) {
    agents.put(type, new AgentKind(type, 3 + luck.nextInt(2), steps));
  }

  private void flow(String name, Stage stage) {
    flows.add(new Flow(name, new DailyCurve(between(2.4, 3.4) / 60, between(0.1, 0.3), 14), stage));
  }

  private double between(double low, double high) {
    return low + (high - low) * luck.nextDouble();
  }

  private List<Gauge> gauges() {
    Map<String, String> host = Map.of("host", "node-1");
    Map<String, String> disk = Map.of("host", "node-1", "mount", "/data");
    Map<String, String> pool = Map.of("pool", "orders", "service", "erp-api");
    double cpu = between(25, 60);
    double memory = between(45, 75);
    double used = between(40, 65);
    double growth = between(0.1, 0.4); // of the disk, percent an hour, emptied once a day
    double live = between(0.25, 0.4) * GB;
    double garbage = between(0.2, 0.4) * GB;
    return List.of(
        new Gauge("system.cpu.usage", "%", host, (h, l) -> cpu * (0.8 + 0.4 * l.nextDouble())),
        new Gauge("system.memory.usage", "%", host, (h, l) -> memory + 2 * l.nextDouble()),
        new Gauge("system.disk.usage", "%", disk, (h, l) -> usage(used, growth, h)),
        new Gauge("system.disk.free", "GB", disk, (h, l) -> 5 * (100 - usage(used, growth, h))),
        new Gauge(
            "jvm.heap.used",
            "bytes",
            host,
            (h, l) -> live * (0.98 + 0.04 * l.nextDouble()) + garbage * (h * 30 % 1)),
        new Gauge("jvm.heap.max", "bytes", host, (h, l) -> 2 * GB),
        new Gauge("jvm.gc.pause", "%", host, (h, l) -> 1.2 * l.nextDouble()),
        new Gauge("process.memory.rss", "bytes", host, (h, l) -> 1.1 * GB + 2e7 * l.nextDouble()),
        new Gauge("hikaricp.connections.max", "", pool, (h, l) -> 10),
        new Gauge("hikaricp.connections.active", "", pool, (h, l) -> 1 + l.nextInt(5)),
        new Gauge(
            "hikaricp.connections.pending", "", pool, (h, l) -> l.nextDouble() < 0.005 ? 1 : 0));
  }

  private static double usage(double used, double growth, double hours) {
    return used + growth * ((hours + 11) % 24);
  }

  private static List<Page> pages() {
    return List.of(
        new Page("/cases", 1.2, 150, 500, 500, 80, 0.03),
        new Page("/cases/#", 1.5, 180, 600, 700, 110, 0.04),
        new Page("/reports/#", 1.0, 250, 700, 800, 120, 0.05));
  }
}
