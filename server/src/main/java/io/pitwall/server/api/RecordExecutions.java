package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.time.Clock;
import io.pitwall.model.trace.Tokens;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /agent-performance}: tasks that agents finished, one or many, all or none. */
final class RecordExecutions implements Resource {
  /** A hundred days in seconds: longer tasks are mistakes of units. */
  private static final double LONGEST_SECONDS = 8_640_000;

  private static final double MOST_MEGABYTES = 1e9;
  private static final double MOST_PERCENT = 1e6;
  private static final double MOST_USD = 1e9;

  /** Room for what is put around the type in the names of an agent's metrics. */
  private static final int METRIC_NAME_ROOM = "agent..performance_score".length();

  private final PerformanceEngine engine;
  private final Clock clock;

  RecordExecutions(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** Tokens of a task. */
  record UsedTokens(
      @Nullable Long input,
      @Nullable Long output,
      @Nullable Long cachedInput,
      @Nullable Long reasoning) {}

  /** One task of one agent. */
  record Execution(
      @Nullable String agentId,
      @Nullable String agentType,
      @Nullable Double executionTime,
      @Nullable Boolean success,
      @Nullable Double memoryUsage,
      @Nullable Double cpuUsage,
      @Nullable Object timestamp,
      @Nullable String workflow,
      @Nullable String task,
      @Nullable Double queueWait,
      @Nullable String errorClass,
      @Nullable UsedTokens tokens,
      @Nullable Double costUsd) {
    static final Execution NOTHING =
        new Execution(null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** One task, as the original sends it, or many. */
  record Body(
      @Nullable String agentId,
      @Nullable String agentType,
      @Nullable Double executionTime,
      @Nullable Boolean success,
      @Nullable Double memoryUsage,
      @Nullable Double cpuUsage,
      @Nullable Object timestamp,
      @Nullable String workflow,
      @Nullable String task,
      @Nullable Double queueWait,
      @Nullable String errorClass,
      @Nullable UsedTokens tokens,
      @Nullable Double costUsd,
      @Nullable List<@Nullable Execution> executions) {
    Execution single() {
      return new Execution(
          agentId,
          agentType,
          executionTime,
          success,
          memoryUsage,
          cpuUsage,
          timestamp,
          workflow,
          task,
          queueWait,
          errorClass,
          tokens,
          costUsd);
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(
            "/api/performance/agent-performance",
            Access.INGEST,
            request -> Refusals.counted(engine.intake().refusals(), () -> record(request))));
  }

  private Response record(Request request) {
    Body body = request.json(Body.class);
    Checks checks = new Checks();
    long now = clock.nowMicros();
    List<TaskExecution> done = new ArrayList<>();
    List<@Nullable Execution> executions = body.executions;
    if (executions == null) {
      done.add(read(body.single(), "", checks, now));
    } else {
      if (!body.single().equals(Execution.NOTHING)) {
        checks.wrong("executions", "either one execution or a list of them", "both");
      }
      for (int i = 0; i < executions.size(); i++) {
        Execution execution = executions.get(i);
        if (execution == null) {
          checks.wrong("executions[" + i + "]", "an execution", null);
        } else {
          done.add(read(execution, "executions[" + i + "].", checks, now));
        }
      }
    }
    checks.throwIfAny();
    IntakeResult result =
        Refusals.awaited(
            field -> path(field, executions == null), () -> engine.recordAgentPerformance(done));
    return Answer.success()
        .with("message", "Agent performance recorded successfully")
        .with("recorded", result.storedExecutions())
        .response();
  }

  /** Each execution goes through the intake with a metric of its duration at the same place. */
  private static String path(String field, boolean single) {
    String own = field.replace("metrics[", "executions[");
    return single ? own.replace("executions[0].", "") : own;
  }

  private TaskExecution read(Execution execution, String path, Checks checks, long now) {
    int longest = engine.settings().limits().maxNameLength();
    double seconds =
        checks.number(path + "execution_time", execution.executionTime, 0, LONGEST_SECONDS);
    if (execution.success == null) {
      checks.wrong(path + "success", "true or false", null);
    }
    String agentType = checks.text(path + "agent_type", execution.agentType, "a type of agent");
    checks.shortText(path + "agent_type", agentType, longest - METRIC_NAME_ROOM);
    double wait = checks.number(path + "queue_wait", execution.queueWait, 0, LONGEST_SECONDS, -1);
    return new TaskExecution(
        checks.text(path + "agent_id", execution.agentId, "the id of an agent"),
        agentType,
        checks.time(path + "timestamp", execution.timestamp, now),
        Math.round(seconds * 1e9),
        Boolean.TRUE.equals(execution.success),
        checks.number(path + "memory_usage", execution.memoryUsage, 0, MOST_MEGABYTES, Double.NaN),
        checks.number(path + "cpu_usage", execution.cpuUsage, 0, MOST_PERCENT, Double.NaN),
        wait < 0 ? -1 : Math.round(wait * 1e9),
        checks.shortText(path + "workflow", execution.workflow, longest),
        checks.shortText(path + "task", execution.task, longest),
        checks.shortText(path + "error_class", execution.errorClass, longest),
        tokens(path + "tokens", execution.tokens, checks),
        cost(path + "cost_usd", execution.costUsd, checks));
  }

  private static @Nullable Tokens tokens(String path, @Nullable UsedTokens used, Checks checks) {
    if (used == null) {
      return null;
    }
    return new Tokens(
        tokens(path + ".input", used.input, checks),
        tokens(path + ".output", used.output, checks),
        tokens(path + ".cached_input", used.cachedInput, checks),
        tokens(path + ".reasoning", used.reasoning, checks));
  }

  private static long tokens(String path, @Nullable Long count, Checks checks) {
    if (count == null) {
      return 0;
    }
    if (count < 0 || count > 1_000_000_000_000L) {
      checks.wrong(path, "a whole number from 0 to 1000000000000", count);
      return 0;
    }
    return count;
  }

  private static @Nullable Double cost(String path, @Nullable Double usd, Checks checks) {
    return usd == null ? null : (Double) checks.number(path, usd, 0, MOST_USD);
  }
}
