package io.pitwall.store.contract;

import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.metric.ExpHistogramBuilder;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Telemetry that tests store: named by what it shows. */
public final class Telemetry {
  public static final long SECOND = 1_000_000L;
  public static final long MINUTE = 60 * SECOND;
  public static final long HOUR = 60 * MINUTE;
  public static final long DAY = 24 * HOUR;

  /** 2026-11-02 10:00 UTC, microseconds since the epoch. */
  public static final long TODAY = 1_793_613_600L * SECOND;

  public static final Series CPU =
      Series.of("system.cpu.usage", Map.of("host", "a"), MetricType.GAUGE, "%", "CPU in use");
  public static final Series CPU_OTHER =
      Series.of("system.cpu.usage", Map.of("host", "b"), MetricType.GAUGE, "%", "CPU in use");
  public static final Series MEMORY =
      Series.of("system.memory.usage", Map.of("host", "a"), MetricType.GAUGE, "%", "");
  public static final Series LATENCY =
      Series.of("http.latency", Map.of("route", "/x"), MetricType.TIMER, "s", "");

  public static Sample sample(Series series, long timeMicros, double value) {
    return new Sample(series, timeMicros, value);
  }

  public static ExpHistogram histogram(double... values) {
    ExpHistogramBuilder builder = new ExpHistogramBuilder();
    Arrays.stream(values).forEach(builder::record);
    return builder.build();
  }

  public static TraceId trace(long number) {
    return new TraceId(0x5afeL, number);
  }

  /** A span with all fields set, at {@link #TODAY}. */
  public static Span richSpan(TraceId trace, long spanId) {
    return Span.builder(trace, spanId, SpanKind.MODEL, "chat gpt-5.2")
        .parent(77)
        .operation("gpt-5.2")
        .service("orchestrator")
        .agent("researcher-1", "researcher")
        .workflow("report")
        .time(TODAY * 1_000 + 123, 2_500_000_007L)
        .queueWait(12_345)
        .status(SpanStatus.ERROR)
        .error("RateLimitError", "slow down \u0000 \uD83D\uDE80 \"now\"")
        .model("gpt-5.2-2026", "openai")
        .tokens(new Tokens(1000, 200, 300, 50))
        .cost(new Cost(0.0125, Cost.Source.REPORTED))
        .attributes(
            Attributes.of(
                "text",
                "line\nbreak \\ \"quoted\" ü 漢 \uD83D\uDE80",
                "long",
                Long.MIN_VALUE,
                "double",
                1.0,
                "small",
                1e-300,
                "nan",
                Double.NaN,
                "infinite",
                Double.NEGATIVE_INFINITY,
                "flag",
                true,
                "list",
                List.of("a", 1L, 2.5, false),
                "empty",
                List.of()))
        .links(List.of(new SpanLink(trace(99), -5)))
        .events(
            List.of(
                new SpanEvent("exception", TODAY * 1_000 + 5, Attributes.of("n", 3L)),
                new SpanEvent("done", TODAY * 1_000 + 6, Attributes.EMPTY)))
        .build();
  }

  /** A plain span that starts some seconds after {@link #TODAY} and takes one. */
  public static Span span(TraceId trace, long spanId, long atSecond) {
    return Span.builder(trace, spanId, SpanKind.TASK, "step")
        .service("orchestrator")
        .time((TODAY + atSecond * SECOND) * 1_000, 1_000_000_000L)
        .build();
  }

  public static TaskExecution execution(String agent, long endMicros, double seconds, boolean ok) {
    return new TaskExecution(
        agent,
        "worker",
        endMicros,
        Math.round(seconds * 1e9),
        ok,
        256,
        12.5,
        40_000_000,
        "report",
        "summarise",
        ok ? null : "Timeout",
        new Tokens(10, 5, 0, 0),
        0.5);
  }

  public static Run run(TraceId trace, String workflow, long startMicros, long durationNanos) {
    return new Run(
        trace,
        workflow,
        "orchestrator",
        RunState.FINAL,
        SpanStatus.OK,
        startMicros * 1_000,
        durationNanos,
        1,
        1,
        2,
        0,
        3,
        0,
        new Tokens(10, 20, 3, 4),
        0.25,
        true,
        List.of("researcher-1", "writer-1"));
  }

  private Telemetry() {}
}
