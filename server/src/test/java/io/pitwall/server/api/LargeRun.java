package io.pitwall.server.api;

import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawSource;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.server.RunningPitwall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Takes in one run of very many spans, makes it final, and reads it page by page as a browser does;
 * prints what it saw and the most memory that the process ever had.
 */
final class LargeRun {
  private static final RawSource SOURCE =
      new RawSource(Attributes.of("service.name", "fleet"), "", "");
  private static final int BATCH = 2_000;
  private static final String RUN = RunningPitwall.API + "/runs/%032x".formatted(7);

  public static void main(String[] arguments) throws IOException {
    int spans = Integer.parseInt(arguments[0]);
    try (RunningPitwall pitwall = RunningPitwall.in(Path.of(arguments[1]))) {
      long start = RunningPitwall.micros(pitwall.now().minusSeconds(3_600)) * 1_000;
      for (int from = 0; from < spans; from += BATCH) {
        List<RawSpan> batch = new ArrayList<>(BATCH);
        for (int i = from; i < Math.min(spans, from + BATCH); i++) {
          batch.add(span(i, start));
        }
        pitwall.engine().intake().accept(RawBatch.ofSpans(batch)).join();
      }
      String running = get(pitwall, RUN).at("/run/state").asString();
      pitwall.roundAfter(Duration.ofMinutes(2));
      JsonNode run = get(pitwall, RUN).get("run");
      int agents = get(pitwall, RUN + "/detail").at("/detail/agents").size();
      print("state", running + " " + run.get("state").asString());
      print("spans", run.get("span_count").asInt());
      print("model_calls", run.get("model_calls").asInt());
      print("input_tokens", run.at("/tokens/input").asLong());
      print("agents", agents);
      print("paged", paged(pitwall));
    }
    print("peak_mib", peakMiB());
  }

  private static int paged(RunningPitwall pitwall) {
    int paged = 0;
    String cursor = "";
    while (true) {
      JsonNode page = get(pitwall, RUN + "/spans?limit=10000" + cursor);
      paged += page.get("spans").size();
      if (page.get("next_cursor").isNull()) {
        return paged;
      }
      cursor = "&cursor=" + page.get("next_cursor").asString();
    }
  }

  /** An agent with nine model calls below it, agent after agent; each carries some attributes. */
  private static RawSpan span(int i, long start) {
    boolean agent = i % 10 == 1;
    long parent = i == 0 ? 0 : agent ? 1 : i / 10 * 10 + (i % 10 == 0 ? -8 : 2);
    long from = start + i * 1_000_000L;
    return new RawSpan(
        0,
        7,
        i + 1,
        parent,
        i == 0 ? "nightly" : agent ? "invoke_agent" : "chat gpt-4o",
        RawSpan.Role.INTERNAL,
        from,
        from + 5_000_000,
        SpanStatus.UNSET,
        "",
        i == 0 ? Attributes.of("gen_ai.operation.name", "invoke_workflow") : attributes(i, agent),
        List.of(),
        List.of(),
        SOURCE);
  }

  private static Attributes attributes(int i, boolean agent) {
    return agent
        ? Attributes.of("gen_ai.operation.name", "invoke_agent", "gen_ai.agent.name", "a" + i % 50)
        : Attributes.of(
            "gen_ai.operation.name",
            "chat",
            "gen_ai.request.model",
            "gpt-4o",
            "gen_ai.response.id",
            "response-" + i,
            "gen_ai.usage.input_tokens",
            100L,
            "gen_ai.usage.output_tokens",
            10L,
            "server.address",
            "api.example");
  }

  private static JsonNode get(RunningPitwall pitwall, String path) {
    RunningPitwall.Answer answer = pitwall.get(path);
    if (answer.status() != 200) {
      throw new IllegalStateException("Expected 200, but got " + answer.status());
    }
    return answer.json();
  }

  private static void print(String name, Object value) {
    System.out.println(name + "=" + value);
  }

  /** The most resident memory since the process began, as Linux counts it. */
  private static long peakMiB() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.UTF_8)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024;
      }
    }
    throw new IllegalStateException("Expected VmHWM in /proc/self/status");
  }

  private LargeRun() {}
}
