package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningPitwall;
import io.pitwall.server.RunningPitwall.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Puts spans together as OTLP/JSON and sends them. */
final class OtlpSpans {
  private final List<String> spans = new ArrayList<>();
  private final String traceId;
  private final Instant start;

  OtlpSpans(String traceId, Instant start) {
    this.traceId = traceId;
    this.start = start;
  }

  /** A span; times are in ms from the start of the run, attributes are names and values in turn. */
  OtlpSpans span(
      String id,
      String parent,
      String name,
      long fromMs,
      long toMs,
      boolean error,
      String... attributes) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < attributes.length; i += 2) {
      boolean number = attributes[i + 1].matches("\\d+");
      list.append(list.isEmpty() ? "" : ",")
          .append(
              "{\"key\": \"%s\", \"value\": {\"%s\": \"%s\"}}"
                  .formatted(
                      attributes[i], number ? "intValue" : "stringValue", attributes[i + 1]));
    }
    spans.add(
        """
        {"traceId": "%s", "spanId": "%s", "parentSpanId": "%s", "name": "%s", "kind": 1,
         "startTimeUnixNano": "%d", "endTimeUnixNano": "%d", "status": {"code": %d},
         "attributes": [%s]}
        """
            .formatted(traceId, id, parent, name, nanos(fromMs), nanos(toMs), error ? 2 : 1, list));
    return this;
  }

  private long nanos(long ms) {
    return RunningPitwall.micros(start.plusMillis(ms)) * 1_000;
  }

  void sendTo(RunningPitwall pitwall) {
    Answer answer =
        pitwall.post(
            "/v1/traces",
            """
            {"resourceSpans": [{"resource": {"attributes": [
              {"key": "service.name", "value": {"stringValue": "fleet"}}]},
              "scopeSpans": [{"spans": [%s]}]}]}
            """
                .formatted(String.join(",", spans)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).doesNotContain("rejected");
  }

  /** A run of an agent with a model call and a tool call below it. */
  static OtlpSpans report(String traceId, Instant start, boolean error) {
    return new OtlpSpans(traceId, start)
        .span(
            "00000000000000a1",
            "",
            "invoke_agent writer",
            0,
            4_000,
            error,
            "gen_ai.operation.name",
            "invoke_agent",
            "gen_ai.agent.name",
            "writer",
            "gen_ai.agent.id",
            "writer-1")
        .span(
            "00000000000000a2",
            "00000000000000a1",
            "chat gpt-x",
            500,
            2_500,
            false,
            "gen_ai.operation.name",
            "chat",
            "gen_ai.request.model",
            "gpt-x",
            "gen_ai.usage.input_tokens",
            "1000",
            "gen_ai.usage.output_tokens",
            "50")
        .span(
            "00000000000000a3",
            "00000000000000a1",
            "execute_tool search",
            3_000,
            3_500,
            error,
            "gen_ai.operation.name",
            "execute_tool",
            "gen_ai.tool.name",
            "search");
  }
}
