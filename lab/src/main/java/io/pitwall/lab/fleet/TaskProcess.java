package io.pitwall.lab.fleet;

import io.pitwall.lab.sim.Pool;
import io.pitwall.model.trace.Attributes;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One task of a run: waits for an instance, works through its activities, is tried again. */
final class TaskProcess {
  static final String QUEUE_FULL = "QueueFullError";
  static final String TASK_FAILED = "TaskFailedError";

  private final RunProcess run;
  private final World world;
  private final AgentPool pool;
  private final AgentSpec agent;
  private final String path;
  private final RunProcess.Continuation then;
  private int attempt;

  TaskProcess(RunProcess run, AgentPool pool, String path, RunProcess.Continuation then) {
    this.run = run;
    this.world = run.world;
    this.pool = pool;
    this.agent = pool.spec;
    this.path = path;
    this.then = then;
  }

  void start() {
    attempt++;
    long queuedNanos = world.now();
    RandomGenerator luck = run.streams.stream(path + "#" + attempt);
    boolean queued = pool.pool.acquire(grant -> new Work(grant, queuedNanos, luck).start());
    if (!queued) {
      run.done(
          new FleetEvent.TaskTruth(
              agent.type(), "", queuedNanos, queuedNanos, queuedNanos, QUEUE_FULL));
      then.accept(QUEUE_FULL);
    }
  }

  private void ended(@Nullable String errorType) {
    if (errorType != null && attempt < agent.attempts()) {
      start();
    } else {
      then.accept(errorType);
    }
  }

  /** What an instance does for one attempt. */
  final class Work {
    final World world = TaskProcess.this.world;
    final RunProcess run = TaskProcess.this.run;
    final AgentSpec agent = TaskProcess.this.agent;
    final RandomGenerator luck;
    final String agentId;
    final long spanId;
    private long inputTokens;
    private long cachedTokens;
    private long outputTokens;
    private double usd;
    private final Pool.Grant grant;
    private final long queuedNanos;
    private final long startNanos;

    Work(Pool.Grant grant, long queuedNanos, RandomGenerator luck) {
      this.grant = grant;
      this.queuedNanos = queuedNanos;
      this.luck = luck;
      startNanos = world.now();
      agentId = agent.agentId(grant.slot());
      spanId = run.newSpanId();
      pool.begins(grant.slot());
      if (isTraced()) {
        Surroundings.ofQueue(this, queuedNanos);
      }
    }

    void start() {
      next(0);
    }

    /** Whether spans tell of this work. */
    boolean isTraced() {
      return agent.reporting() != AgentSpec.Reporting.EXECUTIONS;
    }

    /** The attributes that all spans of this work have in common. */
    Attributes.Builder attributes(String operation) {
      return Attributes.builder()
          .put("gen_ai.operation.name", operation)
          .put("gen_ai.agent.name", agent.type())
          .put("gen_ai.agent.id", agentId)
          .put("gen_ai.workflow.name", run.workflow.name());
    }

    /** Adds up what a model call used. */
    void used(long input, long cached, long output, double cost) {
      inputTokens += input;
      cachedTokens += cached;
      outputTokens += output;
      usd += cost;
    }

    void tell(
        long id,
        long parent,
        String name,
        FleetEvent.Role role,
        long from,
        Attributes.Builder attributes,
        @Nullable String errorType) {
      if (errorType != null) {
        attributes.put("error.type", errorType);
      }
      world.tell(
          new FleetEvent.SpanEnded(
              agent.service(),
              agent.reporting() == AgentSpec.Reporting.GRPC_SPANS,
              run.traceHigh,
              run.traceLow,
              id,
              parent,
              name,
              role,
              from,
              world.now(),
              attributes.build(),
              errorType));
    }

    private void next(int index) {
      if (index < agent.work().size()) {
        new ActivityProcess(
                this,
                agent.work().get(index),
                errorType -> {
                  if (errorType != null) {
                    end(errorType);
                  } else {
                    next(index + 1);
                  }
                })
            .start();
      } else {
        end(luck.nextDouble() < agent.failureShare() ? TASK_FAILED : null);
      }
    }

    private void end(@Nullable String errorType) {
      double waitSeconds = grant.waitedNanos() / 1e9;
      if (isTraced()) {
        Attributes.Builder attributes = attributes("invoke_agent");
        attributes.put("pitwall.queue.wait_ms", waitSeconds * 1e3);
        tell(
            spanId,
            run.rootSpanId,
            "invoke_agent " + agent.type(),
            FleetEvent.Role.INTERNAL,
            startNanos,
            attributes,
            errorType);
      } else {
        world.tell(
            new FleetEvent.ExecutionEnded(
                agentId,
                agent.type(),
                run.workflow.name(),
                world.now(),
                (world.now() - startNanos) / 1e9,
                waitSeconds,
                pool.memoryMb(grant.slot(), luck),
                pool.cpuPercent(grant.slot(), luck),
                inputTokens,
                cachedTokens,
                outputTokens,
                usd,
                errorType));
      }
      run.done(
          new FleetEvent.TaskTruth(
              agent.type(), agentId, queuedNanos, startNanos, world.now(), errorType));
      pool.ends(grant.slot());
      ended(errorType);
    }
  }
}
