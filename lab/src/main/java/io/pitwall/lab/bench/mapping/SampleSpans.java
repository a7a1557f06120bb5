package io.pitwall.lab.bench.mapping;

import io.pitwall.engine.intake.RawSource;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanStatus;
import java.util.List;

/**
 * Spans of the sorts that agent programs send, with as many attributes as they have there: a run of
 * an agent with model calls in three conventions, a tool, a database and a request.
 */
final class SampleSpans {
  private static final long START = 1_793_613_600_000_000_000L;
  private static final RawSource SOURCE =
      new RawSource(
          Attributes.of("service.name", "shop", "service.version", "1.4", "host.name", "h1"),
          "openinference.instrumentation.langchain",
          "0.1");

  static List<RawSpan> all() {
    return List.of(
        agent(),
        openTelemetryCall(),
        openInferenceCall(),
        langfuseCall(),
        tool(),
        query(),
        request());
  }

  private static RawSpan agent() {
    return span(
        1,
        "invoke_agent planner",
        RawSpan.Role.INTERNAL,
        Attributes.of(
            "gen_ai.operation.name", "invoke_agent",
            "gen_ai.agent.name", "planner",
            "gen_ai.conversation.id", "c-1812",
            "gen_ai.usage.input_tokens", 5_000L,
            "gen_ai.usage.output_tokens", 300L));
  }

  private static RawSpan openTelemetryCall() {
    return span(
        2,
        "chat gpt-4o",
        RawSpan.Role.CLIENT,
        Attributes.of(
            "gen_ai.operation.name",
            "chat",
            "gen_ai.provider.name",
            "openai",
            "gen_ai.request.model",
            "gpt-4o",
            "gen_ai.response.model",
            "gpt-4o-2024-08-06",
            "gen_ai.response.id",
            "resp-81273",
            "gen_ai.response.finish_reasons",
            List.of("stop"),
            "gen_ai.request.temperature",
            0.2,
            "gen_ai.request.max_tokens",
            1_024L,
            "gen_ai.usage.input_tokens",
            1_800L,
            "gen_ai.usage.output_tokens",
            120L,
            "gen_ai.usage.cache_read.input_tokens",
            1_024L,
            "gen_ai.response.time_to_first_chunk",
            0.4,
            "server.address",
            "api.openai.com",
            "server.port",
            443L));
  }

  private static RawSpan openInferenceCall() {
    Attributes.Builder attributes = Attributes.builder();
    attributes.put("openinference.span.kind", "LLM");
    attributes.put("llm.model_name", "claude-sonnet-4-5");
    attributes.put("llm.provider", "anthropic");
    for (int message = 0; message < 6; message++) {
      attributes.put("llm.input_messages." + message + ".message.role", "user");
      attributes.put("llm.input_messages." + message + ".message.content", "What next?");
    }
    attributes.put("llm.output_messages.0.message.content", "Search.");
    attributes.put("llm.invocation_parameters", "{\"temperature\": 0.1}");
    attributes.put("llm.token_count.prompt", 2_100L);
    attributes.put("llm.token_count.completion", 90L);
    attributes.put("llm.token_count.prompt_details.cache_read", 1_500L);
    attributes.put("input.value", "What next?");
    attributes.put("output.value", "Search.");
    return span(3, "ChatAnthropic", RawSpan.Role.INTERNAL, attributes.build());
  }

  private static RawSpan langfuseCall() {
    return span(
        4,
        "generation",
        RawSpan.Role.INTERNAL,
        Attributes.of(
            "langfuse.observation.type", "generation",
            "langfuse.observation.model.name", "gemini-2.5-flash",
            "langfuse.observation.usage_details",
                "{\"input\": 900, \"output\": 45, \"total\": 945, \"input_cache_read\": 0}",
            "langfuse.observation.completion_start_time", "\"2026-11-02T10:00:00.250000+00:00\""));
  }

  private static RawSpan tool() {
    return span(
        5,
        "execute_tool search",
        RawSpan.Role.INTERNAL,
        Attributes.of(
            "gen_ai.operation.name", "execute_tool",
            "gen_ai.tool.name", "search",
            "gen_ai.tool.type", "function",
            "gen_ai.tool.call.id", "call-7"));
  }

  private static RawSpan query() {
    return span(
        6,
        "SELECT orders",
        RawSpan.Role.CLIENT,
        Attributes.of(
            "db.system.name", "postgresql",
            "db.namespace", "shop",
            "db.query.summary", "SELECT orders",
            "db.query.text", "SELECT * FROM orders WHERE id = ?",
            "db.response.returned_rows", 12L,
            "server.address", "db-1"));
  }

  private static RawSpan request() {
    return span(
        7,
        "GET /orders/{id}",
        RawSpan.Role.SERVER,
        Attributes.of(
            "http.request.method", "GET",
            "http.route", "/orders/{id}",
            "url.path", "/orders/8123",
            "url.scheme", "https",
            "http.response.status_code", 200L,
            "server.address", "shop.example",
            "client.address", "10.0.0.7",
            "user_agent.original", "curl/8"));
  }

  private static RawSpan span(long id, String name, RawSpan.Role role, Attributes attributes) {
    return new RawSpan(
        7,
        8,
        id,
        id == 1 ? 0 : 1,
        name,
        role,
        START,
        START + 5_000_000,
        SpanStatus.UNSET,
        "",
        attributes,
        List.<SpanEvent>of(),
        List.of(),
        SOURCE);
  }

  private SampleSpans() {}
}
