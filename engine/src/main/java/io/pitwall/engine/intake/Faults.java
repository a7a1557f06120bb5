package io.pitwall.engine.intake;

import io.pitwall.model.agent.TaskExecution;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with the records of one request and keeps one example of each fault. Each
 * {@code in...} returns whether the record must be refused, having counted it.
 */
final class Faults {
  private final RefusalCounter counter;
  private final List<Refusal> named = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private boolean any;

  Faults(RefusalCounter counter) {
    this.counter = counter;
  }

  boolean hasAny() {
    return any;
  }

  List<Refusal> named() {
    return named;
  }

  boolean inSpan(RawSpan raw, TimeBounds times, int at) {
    if (raw.traceIdHigh() == 0 && raw.traceIdLow() == 0) {
      return refuse("trace_id", "spans", at, "trace_id", "16 bytes, not all zeros", "none");
    }
    if (raw.spanId() == 0) {
      return refuse("span_id", "spans", at, "span_id", "8 bytes, not all zeros", "none");
    }
    if (raw.startNanos() <= 0) {
      return refuse("span_start", "spans", at, "start_time", "a start time", "" + raw.startNanos());
    }
    if (inTime(raw.startNanos() / 1_000, times, "spans", at, "start_time")) {
      return true;
    }
    if (raw.endNanos() == 0) {
      return refuse("span_end", "spans", at, "end_time", "an end time", "none");
    }
    return raw.endNanos() != raw.startNanos()
        && inTime(raw.endNanos() / 1_000, times, "spans", at, "end_time");
  }

  boolean inNumber(RawNumber raw, TimeBounds times, int at) {
    if (!Double.isFinite(raw.value())) {
      return refuse(
          "value_not_finite", "metrics", at, "value", "a finite number", "" + raw.value());
    }
    if (raw.delta() && (raw.startMicros() <= 0 || raw.timeMicros() <= raw.startMicros())) {
      return refuse(
          "delta_interval",
          "metrics",
          at,
          "start_time",
          "a start before the time of the value, since it is a delta",
          raw.startMicros() + " and " + raw.timeMicros() + " microseconds");
    }
    if (!Double.isFinite(raw.kept())) {
      return refuse(
          "value_not_finite",
          "metrics",
          at,
          "value",
          "an increase whose rate per second is a finite number",
          "" + raw.value());
    }
    return inTime(raw.timeMicros(), times, "metrics", at, "timestamp");
  }

  boolean inExecution(
      TaskExecution execution, TimeBounds times, Set<String> agents, IntakeLimits limits, int at) {
    Refusal refusal = ExecutionCheck.of(execution, times, limits);
    if (refusal != null) {
      add(refusal, "executions", at);
      return true;
    }
    return tooManyAgents(execution.agentId(), agents, limits, at);
  }

  boolean inTime(long micros, TimeBounds times, String list, int at, String field) {
    Refusal refusal = times.check(micros, field);
    if (refusal == null) {
      return false;
    }
    add(refusal, list, at);
    return true;
  }

  /** Counts a record as refused; the refusal's field is relative to the record. */
  void add(Refusal refusal, String list, int at) {
    any = true;
    counter.count(refusal.reason(), 1);
    if (named.size() < IntakeResult.REFUSALS_NAMED
        && seen.add(refusal.reason() + refusal.field() + refusal.expected())) {
      named.add(
          new Refusal(
              refusal.reason(),
              list + "[" + at + "]." + refusal.field(),
              refusal.expected(),
              shortened(refusal.got())));
    }
  }

  private boolean tooManyAgents(String agentId, Set<String> agents, IntakeLimits limits, int at) {
    return agents.size() >= limits.maxAgents()
        && !agents.contains(agentId)
        && refuse(
            "too_many_agents",
            "executions",
            at,
            "agent_id",
            "one of the " + limits.maxAgents() + " agents known (limits.max_agents)",
            agentId);
  }

  private boolean refuse(
      String reason, String list, int at, String field, String expected, @Nullable String got) {
    add(new Refusal(reason, field, expected, got == null ? "nothing" : got), list, at);
    return true;
  }

  private static String shortened(String text) {
    return text.length() <= 120 ? text : Shortened.to(text, 119) + "…";
  }
}
