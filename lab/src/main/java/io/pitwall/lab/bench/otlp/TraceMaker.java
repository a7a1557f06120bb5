package io.pitwall.lab.bench.otlp;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes traces of a fleet as its SDKs would send them: a workflow that lets three to five agents
 * work one after the other, each with model calls, tool calls, and what the tools do. 20 to 50
 * spans of about 12 attributes by OpenTelemetry's GenAI conventions. Seeded; for one thread.
 */
final class TraceMaker {
  static final List<String> WORKFLOWS =
      List.of("support-ticket", "code-review", "invoice-check", "research-brief", "lead-triage");

  private static final List<String> ROLES =
      List.of("planner", "researcher", "coder", "reviewer", "writer", "router", "critic", "buyer");
  private static final List<String> MODELS =
      List.of("gpt-5.1", "gpt-5.1-mini", "claude-sonnet-4-5", "gemini-3-flash");
  private static final List<String> PROVIDERS =
      List.of("openai", "openai", "anthropic", "gcp.gemini");
  private static final List<String> TOOLS =
      List.of("search_docs", "run_tests", "read_file", "query_orders", "fetch_page", "send_mail");
  private static final double FAILURE_SHARE = 0.02;
  private static final int MAX_SPANS = 50;
  private static final long MILLI = 1_000_000;

  private final Random random;
  private final int agents;
  private int nextAgent;
  private long lastId;
  private List<Span> spans = new ArrayList<>();
  private long trace;
  private String workflow = "";

  /** A maker for a fleet of so many agents; every one gets its turn. */
  TraceMaker(long seed, int agents) {
    this.random = new Random(seed);
    this.agents = agents;
  }

  /** The spans of one run; the workflow's comes first. Times are nanoseconds from about 0 on. */
  List<Span> make(int workflowNumber) {
    spans = new ArrayList<>();
    trace = ++lastId;
    workflow = WORKFLOWS.get(workflowNumber % WORKFLOWS.size());
    long root = ++lastId;
    long start = millis(1_000_000, 1_001_000);
    long end = start;
    int turns = 3 + random.nextInt(3);
    for (int turn = 0; turn < turns && spans.size() < MAX_SPANS - 12; turn++) {
      end = agent(root, end + millis(1, 40), turn == 0 ? 3 : 2);
    }
    spans.addFirst(workflowSpan(root, start, end + millis(1, 10)));
    return spans;
  }

  private Span workflowSpan(long id, long start, long end) {
    return span(id, 0, "invoke_workflow " + workflow, Span.SpanKind.SPAN_KIND_INTERNAL)
        .time(start, end)
        .put("gen_ai.operation.name", "invoke_workflow")
        .put("gen_ai.workflow.name", workflow)
        .put("gen_ai.conversation.id", "conv-" + TraceTemplate.UNIQUE)
        .put("tenant.id", "tenant-" + random.nextInt(40))
        .put("user.tier", random.nextBoolean() ? "pro" : "free")
        .put("request.priority", random.nextInt(3))
        .put("app.release", "2026.11." + random.nextInt(9))
        .put("session.turns", 1 + random.nextInt(20))
        .put("thread.id", 1 + random.nextInt(64))
        .put("thread.name", "worker-" + random.nextInt(16))
        .put("code.function.name", "run_" + workflow.replace('-', '_'))
        .build();
  }

  private long agent(long parent, long start, int rounds) {
    int number = nextAgent++ % agents;
    String role = ROLES.get(number % ROLES.size());
    String agent = String.format(Locale.ROOT, "%s-%05d", role, number);
    long id = ++lastId;
    long at = start + millis(1, 15);
    int calls = rounds + random.nextInt(2);
    for (int call = 0; call < calls; call++) {
      at = model(id, agent, role, at);
      if (call < calls - 1) {
        at = tool(id, agent, role, at + millis(0, 3));
      }
    }
    long end = at + millis(1, 10);
    int model = number % MODELS.size();
    spans.add(
        span(id, parent, "invoke_agent " + role, Span.SpanKind.SPAN_KIND_INTERNAL)
            .time(start, end)
            .put("gen_ai.operation.name", "invoke_agent")
            .put("gen_ai.agent.name", role)
            .put("gen_ai.agent.id", agent)
            .put("gen_ai.agent.version", "1.4." + number % 7)
            .put("gen_ai.workflow.name", workflow)
            .put("gen_ai.provider.name", PROVIDERS.get(model))
            .put("gen_ai.request.model", MODELS.get(model))
            .put("gen_ai.conversation.id", "conv-" + TraceTemplate.UNIQUE)
            .put("pitwall.queue.wait_ms", random.nextInt(4_000) / 10.0)
            .put("agent.iterations", calls)
            .put("agent.pool", "pool-" + number % 12)
            .put("thread.id", 1 + random.nextInt(64))
            .build());
    return end;
  }

  private long model(long parent, String agent, String role, long start) {
    int model = random.nextInt(MODELS.size());
    long end = start + millis(200, 4_000);
    int input = 400 + random.nextInt(12_000);
    SpanText span =
        span(++lastId, parent, "chat " + MODELS.get(model), Span.SpanKind.SPAN_KIND_CLIENT)
            .time(start, end)
            .put("gen_ai.operation.name", "chat")
            .put("gen_ai.provider.name", PROVIDERS.get(model))
            .put("gen_ai.request.model", MODELS.get(model))
            .put("gen_ai.request.max_tokens", 4096)
            .put("gen_ai.request.temperature", random.nextInt(11) / 10.0)
            .put("gen_ai.response.model", MODELS.get(model))
            .put("gen_ai.response.id", "resp_" + TraceTemplate.UNIQUE)
            .putList(
                "gen_ai.response.finish_reasons", random.nextInt(3) == 0 ? "tool_calls" : "stop")
            .put("gen_ai.usage.input_tokens", input)
            .put("gen_ai.usage.output_tokens", 20 + random.nextInt(900))
            .put("gen_ai.usage.cache_read.input_tokens", input * random.nextInt(90) / 100)
            .put("gen_ai.agent.name", role)
            .put("gen_ai.agent.id", agent)
            .put("server.address", "api." + PROVIDERS.get(model) + ".example");
    if (random.nextDouble() < FAILURE_SHARE) {
      span.fail("RateLimitError", "429: requests per minute exceeded for " + MODELS.get(model));
    }
    spans.add(span.build());
    return end;
  }

  private long tool(long parent, String agent, String role, long start) {
    String tool = TOOLS.get(random.nextInt(TOOLS.size()));
    long id = ++lastId;
    long end =
        switch (tool) {
          case "fetch_page", "send_mail" -> http(id, start + MILLI);
          case "query_orders", "search_docs" -> database(id, start + MILLI);
          default -> start + millis(5, 1_500);
        };
    SpanText span =
        span(id, parent, "execute_tool " + tool, Span.SpanKind.SPAN_KIND_INTERNAL)
            .time(start, end + MILLI)
            .put("gen_ai.operation.name", "execute_tool")
            .put("gen_ai.tool.name", tool)
            .put("gen_ai.tool.type", "function")
            .put("gen_ai.tool.call.id", "call_" + TraceTemplate.UNIQUE)
            .put("gen_ai.tool.description", "Tool " + tool + " of the fleet")
            .put("gen_ai.agent.name", role)
            .put("gen_ai.agent.id", agent)
            .put("gen_ai.workflow.name", workflow)
            .put("tool.result.bytes", random.nextInt(60_000))
            .put("tool.cached", random.nextInt(4) == 0 ? "true" : "false")
            .put("thread.id", 1 + random.nextInt(64));
    if (random.nextDouble() < FAILURE_SHARE) {
      span.fail("TimeoutError", tool + " gave no answer within 30 s");
    }
    spans.add(span.build());
    return end + MILLI;
  }

  private long http(long parent, long start) {
    long end = start + millis(10, 900);
    String host = "svc-" + random.nextInt(12) + ".example";
    spans.add(
        span(++lastId, parent, "GET", Span.SpanKind.SPAN_KIND_CLIENT)
            .time(start, end)
            .put("http.request.method", "GET")
            .put("http.response.status_code", random.nextInt(50) == 0 ? 503 : 200)
            .put("url.scheme", "https")
            .put("url.path", "/v2/items/" + random.nextInt(100_000))
            .put("server.address", host)
            .put("server.port", 443)
            .put("network.protocol.version", "1.1")
            .put("network.peer.address", "10.0.3." + random.nextInt(250))
            .put("http.response.body.size", random.nextInt(90_000))
            .put("user_agent.original", "fleet/1.4")
            .build());
    return end;
  }

  private long database(long parent, long start) {
    long end = start + millis(1, 120);
    String table = random.nextBoolean() ? "orders" : "documents";
    spans.add(
        span(++lastId, parent, "SELECT " + table, Span.SpanKind.SPAN_KIND_CLIENT)
            .time(start, end)
            .put("db.system.name", "postgresql")
            .put("db.namespace", "shop")
            .put("db.operation.name", "SELECT")
            .put("db.collection.name", table)
            .put("db.query.summary", "SELECT " + table)
            .put("db.query.text", "SELECT * FROM " + table + " WHERE customer_id = $1 LIMIT 50")
            .put("db.response.returned_rows", random.nextInt(50))
            .put("server.address", "db-" + random.nextInt(3) + ".example")
            .put("server.port", 5432)
            .put("thread.id", 1 + random.nextInt(64))
            .build());
    return end;
  }

  private SpanText span(long id, long parent, String name, Span.SpanKind kind) {
    return new SpanText(trace, id, parent, name, kind);
  }

  private long millis(int from, int to) {
    return (from + random.nextInt(to - from)) * MILLI + random.nextInt((int) MILLI);
  }
}
