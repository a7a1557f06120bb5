package io.pitwall.lab.fleet;

import static io.pitwall.lab.fleet.AgentSpec.Reporting.EXECUTIONS;
import static io.pitwall.lab.fleet.AgentSpec.Reporting.GRPC_SPANS;
import static io.pitwall.lab.fleet.AgentSpec.Reporting.HTTP_SPANS;
import static io.pitwall.lab.fleet.Stage.parallel;
import static io.pitwall.lab.fleet.Stage.series;
import static io.pitwall.lab.fleet.Stage.task;

import io.pitwall.lab.sim.DailyCurve;
import io.pitwall.lab.sim.Distribution.LogNormal;
import java.util.List;
import java.util.Map;

/**
 * The fleet of the demo: four workflows on fifty agents, of which six things are wrong on purpose.
 * Other sizes have the same shape: pools and arrivals grow alike.
 */
public final class DemoFleet {
  private static final double USUAL_SIZE = 50;

  /** Retrievals per second at the usual size; follows from the workflows below. */
  private static final double RETRIEVALS_PER_SECOND = 0.25 + 0.12 + 0.8 * 0.25;

  /** Instances that the retriever pool lacks to be idle now and then: waiting is twice working. */
  private static final double RETRIEVER_HEADROOM = 0.35;

  private final double size;
  private final double rate;

  private DemoFleet(double size, double rate) {
    this.size = size;
    this.rate = rate;
  }

  /**
   * The fleet with about that many agents.
   *
   * @param agents 12 or more
   * @param rate arrivals as a multiple of the usual; from about 1.2 on the retrievers are swamped
   */
  public static FleetSpec of(int agents, double rate) {
    if (agents < 12 || !(rate > 0 && rate <= 100)) {
      throw new IllegalArgumentException(
          "Expected 12 agents or more and a rate above 0, at most 100, but got "
              + agents
              + " and "
              + rate);
    }
    return new DemoFleet(agents / USUAL_SIZE, rate).spec();
  }

  private FleetSpec spec() {
    return new FleetSpec(models(), tools(), agents(), workflows(), pathologies());
  }

  private List<ModelSpec> models() {
    return List.of(
        new ModelSpec("claude-sonnet-4-5", "anthropic", 0.6, 90, scaled(40), 3, 0.3, 15),
        new ModelSpec("gpt-5-mini", "openai", 0.35, 140, scaled(40), 0.25, 0.025, 2),
        // A small quota: a busy moment is answered with 429.
        new ModelSpec("gemini-2.5-pro", "gcp.gemini", 0.8, 110, scaled(7), 1.25, 0.31, 10));
  }

  private static List<ToolSpec> tools() {
    return List.of(
        new ToolSpec("erp_lookup", new LogNormal(0.35, 0.8), 5, 0.01, "ErpUnavailableError"),
        new ToolSpec("crm_lookup", new LogNormal(0.6, 0.7), 5, 0.45, "CrmConnectionError"),
        new ToolSpec("web_search", new LogNormal(1.6, 1.1), 12, 0.02, "SearchError"),
        new ToolSpec("run_tests", new LogNormal(2.2, 0.9), 20, 0.04, "TestRunnerError"),
        new ToolSpec("git_diff", new LogNormal(0.12, 0.5), 5, 0.001, "GitError"),
        new ToolSpec("schema_check", new LogNormal(0.1, 0.4), 5, 0.001, "SchemaError"));
  }

  private List<AgentSpec> agents() {
    double retrievers = Math.max(1, Math.round(2 * size));
    double retrieverSeconds = (retrievers - RETRIEVER_HEADROOM) / (RETRIEVALS_PER_SECOND * size);
    int leaking = Math.min(2, scaled(6) - 1);
    return List.of(
        agent("router", "orchestrator", 4, HTTP_SPANS, 90, 12, mini(900, 60)),
        agent("planner", "orchestrator", 3, HTTP_SPANS, 160, 18, sonnet(2_400, 180)),
        new AgentSpec(
            "retriever",
            "knowledge",
            (int) retrievers,
            scaled(400),
            List.of(
                new Activity.Retrieve("handbook", new LogNormal(retrieverSeconds * 0.6, 0.6)),
                new Activity.Compute(new LogNormal(retrieverSeconds * 0.4, 0.4))),
            0.004,
            1,
            240,
            55,
            GRPC_SPANS,
            Map.of()),
        agent(
            "researcher",
            "research",
            8,
            GRPC_SPANS,
            310,
            35,
            gemini(5_000, 900),
            tool("web_search", 3),
            tool("web_search", 3),
            gemini(14_000, 1_500),
            tool("web_search", 3),
            gemini(22_000, 1_300)),
        new AgentSpec(
            "writer",
            "research",
            scaled(6),
            scaled(400),
            List.of(sonnet(6_000, 330)),
            0.01,
            2,
            180,
            20,
            EXECUTIONS,
            Map.of(leaking, new AgentSpec.Leak(14, 1_600))),
        agent(
            "coder",
            "engineering",
            6,
            GRPC_SPANS,
            260,
            40,
            sonnet(9_000, 200),
            tool("git_diff", 2),
            tool("run_tests", 2)),
        agent(
            "reviewer",
            "engineering",
            5,
            GRPC_SPANS,
            150,
            15,
            tool("git_diff", 2),
            sonnet(7_000, 190)),
        agent(
            "triager",
            "support",
            4,
            HTTP_SPANS,
            130,
            22,
            mini(1_800, 120),
            new Activity.UseTool("crm_lookup", 6, 0.05),
            mini(2_500, 150)),
        agent(
            "extractor",
            "billing",
            4,
            HTTP_SPANS,
            210,
            45,
            mini(3_500, 300),
            tool("erp_lookup", 2)),
        new AgentSpec(
            "validator",
            "billing",
            scaled(5),
            scaled(400),
            List.of(tool("schema_check", 2), sonnet(1_200, 350)),
            0.5,
            3,
            140,
            25,
            HTTP_SPANS,
            Map.of()),
        agent(
            "indexer",
            "knowledge",
            2,
            EXECUTIONS,
            760,
            70,
            new Activity.Compute(new LogNormal(3.5, 0.7))),
        agent(
            "notifier",
            "support",
            1,
            EXECUTIONS,
            60,
            5,
            new Activity.Compute(new LogNormal(0.4, 0.5))));
  }

  /** Invoices are worked off at night, when support is quiet, so the retrievers' load is even. */
  private List<WorkflowSpec> workflows() {
    return List.of(
        workflow(
            "invoice-flow",
            "billing",
            curve(0.25, 0.55, 4),
            series(
                task("extractor"),
                parallel(new Stage.Maybe(0.8, task("retriever")), task("validator")),
                task("notifier"))),
        workflow(
            "support-triage",
            "support",
            curve(0.25, 0.3, 16),
            series(
                task("router"),
                task("retriever"),
                task("triager"),
                new Stage.Maybe(0.4, task("writer")),
                task("notifier"))),
        workflow(
            "research-report",
            "research",
            curve(0.05, 0.2, 13),
            series(
                task("planner"),
                parallel(task("researcher"), task("researcher")),
                task("writer"),
                task("reviewer"))),
        workflow(
            "code-review",
            "engineering",
            curve(0.12, 0.3, 16),
            series(
                task("planner"),
                task("retriever"),
                new Stage.Repeat(0.35, 4, series(task("coder"), task("reviewer"))),
                task("indexer"))));
  }

  private List<Pathology> pathologies() {
    return List.of(
        new Pathology(
            Pathology.Kind.POOL_TOO_SMALL,
            "retriever",
            "the retrievers are too few: a task waits about twice as long as it takes"),
        new Pathology(
            Pathology.Kind.MEMORY_LEAK,
            "writer-%02d".formatted(Math.min(2, scaled(6) - 1) + 1),
            "one writer loses 14 MB with every task until it is restarted at 1,600 MB"),
        new Pathology(
            Pathology.Kind.FLAKY_TOOL,
            "crm_lookup",
            "the tool fails 45 % of its calls and is retried up to five times almost at once"),
        new Pathology(
            Pathology.Kind.SLOW_AGENT, "researcher", "a task takes more than 30 s on average"),
        new Pathology(Pathology.Kind.MEMORY_HEAVY, "indexer", "each holds about 760 MB"),
        new Pathology(Pathology.Kind.LOW_SUCCESS, "validator", "half of the tasks fail"));
  }

  private AgentSpec agent(
      String type,
      String service,
      int instances,
      AgentSpec.Reporting reporting,
      double memoryMb,
      double cpuPercent,
      Activity... work) {
    return new AgentSpec(
        type,
        service,
        scaled(instances),
        scaled(400),
        List.of(work),
        0.005,
        1,
        memoryMb,
        cpuPercent,
        reporting,
        Map.of());
  }

  private static WorkflowSpec workflow(
      String name, String service, DailyCurve arrivals, Stage stage) {
    return new WorkflowSpec(name, service, arrivals, stage);
  }

  private DailyCurve curve(double perSecond, double swing, double peakHour) {
    return new DailyCurve(perSecond, swing, peakHour).times(size * rate);
  }

  private int scaled(int atUsualSize) {
    return Math.max(1, (int) Math.round(atUsualSize * size));
  }

  private static Activity sonnet(double inputTokens, double outputTokens) {
    return think("claude-sonnet-4-5", inputTokens, outputTokens, 0.6);
  }

  private static Activity mini(double inputTokens, double outputTokens) {
    return think("gpt-5-mini", inputTokens, outputTokens, 0.35);
  }

  private static Activity gemini(double inputTokens, double outputTokens) {
    return think("gemini-2.5-pro", inputTokens, outputTokens, 0.5);
  }

  private static Activity think(String model, double input, double output, double cachedShare) {
    return new Activity.Think(
        model, new LogNormal(input, 0.5), new LogNormal(output, 0.6), cachedShare, 4, 1.5);
  }

  private static Activity tool(String name, int attempts) {
    return new Activity.UseTool(name, attempts, 0.5);
  }
}
