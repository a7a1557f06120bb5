package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.query.AgentUsage;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import io.pitwall.store.api.AgentSlot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /agents/{agent_id}/history}: one agent over time, in columns; and {@code GET
 * /agents/{agent_id}/usage}: the models and tools that it calls.
 */
final class AgentHistoryResource implements Resource {
  private static final long MINUTE_MICROS = 60_000_000L;

  private final PerformanceEngine engine;
  private final Clock clock;

  AgentHistoryResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/agents/{agent_id}/history", Access.READ, this::history)
            .query(AskedRange.HOURS, AskedRange.FROM, AskedRange.TO, Steps.STEP, Steps.MAX_POINTS),
        Route.get("/api/performance/agents/{agent_id}/usage", Access.READ, this::usage)
            .query(AskedRange.HOURS, AskedRange.FROM, AskedRange.TO));
  }

  private Response history(Request request) {
    String id = known(request);
    long now = clock.nowMicros();
    TimeRange range = AskedRange.of(request.query(), 1, now).range();
    long step = step(Steps.micros(request.query(), range, engine.settings().retention(), now));
    long first = Math.floorDiv(range.fromMicros(), step);
    int slots = (int) (Math.ceilDiv(range.toMicros(), step) - first);
    @Nullable WindowStats[] stats = new WindowStats[slots];
    TimeRange whole = new TimeRange(first * step, (first + slots) * step);
    for (AgentSlot slot : engine.telemetry().agentSlots(id, whole, step)) {
      stats[(int) (slot.startMicros() / step - first)] = slot.stats();
    }
    int last = slots - 1;
    boolean open = (first + last) * step <= now && (first + slots) * step > now;
    double minutes = (double) step / MINUTE_MICROS;
    Columns columns = new Columns(stats);
    return Answer.success()
        .with("agent_id", id)
        .with("resolution_seconds", step / 1_000_000)
        .with(
            "t",
            IntStream.range(0, slots)
                .<Instant>mapToObj(i -> Times.instant((first + i) * step))
                .toList())
        .with("open_bucket", open ? last : null)
        .with("count", columns.each(WindowStats::count))
        .with("errors", columns.each(WindowStats::errors))
        .with("success_rate", columns.ofTasks(WindowStats::successRate))
        .with("p50_ms", columns.ofTasks(slot -> slot.seconds().quantile(0.5) * 1e3))
        .with("p95_ms", columns.ofTasks(slot -> slot.seconds().quantile(0.95) * 1e3))
        .with("queue_wait_p95_ms", columns.ofWaits(w -> w.quantile(0.95) * 1e3))
        .with("throughput_per_minute", columns.each(slot -> slot.count() / minutes))
        .with("tokens_input", columns.each(slot -> slot.tokens().input()))
        .with("tokens_output", columns.each(slot -> slot.tokens().output()))
        .with("cost_usd", columns.each(WindowStats::costUsd))
        .response();
  }

  /** Agents are summed up by the minute and by the hour. */
  private static long step(long micros) {
    return Math.ceilDiv(Math.max(micros, MINUTE_MICROS), MINUTE_MICROS) * MINUTE_MICROS;
  }

  /** Columns of slots; a slot that nothing is known of is null. */
  private static final class Columns {
    private final @Nullable WindowStats[] slots;

    Columns(@Nullable WindowStats[] slots) {
      this.slots = slots;
    }

    /** 0 where nothing happened. */
    List<Object> each(Function<WindowStats, Object> value) {
      return of(slot -> value.apply(slot == null ? WindowStats.EMPTY : slot));
    }

    /** Null where no task ended. */
    List<Object> ofTasks(Function<WindowStats, Object> value) {
      return of(slot -> slot == null || slot.count() == 0 ? Double.NaN : value.apply(slot));
    }

    /** Null where no wait is known. */
    List<Object> ofWaits(Function<ExpHistogram, Object> value) {
      return of(
          slot ->
              slot == null || slot.queueWaitSeconds().isEmpty()
                  ? Double.NaN
                  : value.apply(slot.queueWaitSeconds()));
    }

    private List<Object> of(Function<@Nullable WindowStats, Object> value) {
      return Arrays.stream(slots).map(value).toList();
    }
  }

  private Response usage(Request request) {
    String id = known(request);
    TimeRange range = AskedRange.of(request.query(), 1, clock.nowMicros()).range();
    AgentUsage usage = engine.fleet().usage(id, range);
    return Answer.success()
        .with("agent_id", id)
        .with("runs", usage.runs())
        .with("since", usage.runs() == 0 ? null : Times.instant(usage.sinceMicros()))
        .with("tasks", usage.tasks())
        .with("calls", usage.calls().stream().map(AgentHistoryResource::call).toList())
        .response();
  }

  private static Map<String, @Nullable Object> call(AgentUsage.Call call) {
    return Answer.object()
        .with("kind", call.kind().name().toLowerCase(Locale.ROOT))
        .with("name", call.name())
        .with("calls", call.seconds().count())
        .with("errors", call.errors())
        .with("total_ms", call.seconds().sum() * 1e3)
        .with("p50_ms", call.seconds().quantile(0.5) * 1e3)
        .with("p95_ms", call.seconds().quantile(0.95) * 1e3)
        .with("cost_usd", call.costUsd())
        .fields();
  }

  private String known(Request request) {
    String id = request.pathParameter("agent_id");
    if (engine.agents().profile(id).isEmpty()) {
      throw new ProblemException(Problem.notFound("Expected the id of an agent, but got " + id));
    }
    return id;
  }
}
