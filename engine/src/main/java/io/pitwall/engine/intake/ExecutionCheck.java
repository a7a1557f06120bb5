package io.pitwall.engine.intake;

import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.trace.Tokens;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is wrong with a task execution. Fields are named as in the HTTP API. */
final class ExecutionCheck {

  /** Far beyond any task, and sums of it stay exact. */
  private static final long MOST_TOKENS = 1_000_000_000_000_000L;

  /** Null if it can be taken, else why not; the field is relative to the record. */
  static @Nullable Refusal of(TaskExecution execution, TimeBounds times, IntakeLimits limits) {
    Refusal refusal = name(execution.agentId(), "agent_id", limits);
    refusal = refusal == null ? name(execution.agentType(), "agent_type", limits) : refusal;
    refusal = refusal == null ? length(execution.workflow(), "workflow", limits) : refusal;
    refusal = refusal == null ? length(execution.task(), "task", limits) : refusal;
    refusal = refusal == null ? length(execution.errorClass(), "error_class", limits) : refusal;
    refusal = refusal == null ? times.check(execution.endMicros(), "timestamp") : refusal;
    refusal = refusal == null ? duration(execution.durationNanos(), limits) : refusal;
    refusal = refusal == null ? notInfinite(execution.memoryMb(), "memory_usage") : refusal;
    refusal = refusal == null ? notInfinite(execution.cpuPercent(), "cpu_usage") : refusal;
    refusal = refusal == null ? cost(execution.costUsd()) : refusal;
    return refusal == null ? tokens(execution.tokens()) : refusal;
  }

  private static @Nullable Refusal name(String name, String field, IntakeLimits limits) {
    return name.isBlank()
        ? new Refusal("name_empty", field, "a name", "an empty one")
        : length(name, field, limits);
  }

  private static @Nullable Refusal length(
      @Nullable String name, String field, IntakeLimits limits) {
    return name == null || name.length() <= limits.maxNameLength()
        ? null
        : new Refusal(
            "name_too_long",
            field,
            "at most " + limits.maxNameLength() + " characters (limits.max_name_length)",
            name.length() + " characters");
  }

  private static @Nullable Refusal duration(long nanos, IntakeLimits limits) {
    Duration duration = Duration.ofNanos(nanos);
    return duration.compareTo(limits.maxPast()) <= 0
        ? null
        : new Refusal(
            "duration_too_long",
            "execution_time",
            "at most " + limits.maxPast().toSeconds() + " seconds",
            duration.toSeconds() + " seconds");
  }

  /** NaN stands for unknown. */
  private static @Nullable Refusal notInfinite(double value, String field) {
    return Double.isInfinite(value)
        ? new Refusal("value_not_finite", field, "a finite number", "" + value)
        : null;
  }

  private static @Nullable Refusal cost(@Nullable Double usd) {
    return usd == null || (usd >= 0 && Double.isFinite(usd))
        ? null
        : new Refusal("cost", "cost_usd", "US dollars, 0 or more", usd.toString());
  }

  private static @Nullable Refusal tokens(@Nullable Tokens tokens) {
    return tokens == null
            || Math.max(
                    Math.max(tokens.input(), tokens.output()),
                    Math.max(tokens.cachedInput(), tokens.reasoning()))
                <= MOST_TOKENS
        ? null
        : new Refusal("tokens", "tokens", "at most " + MOST_TOKENS + " of a sort", "" + tokens);
  }

  private ExecutionCheck() {}
}
