package io.pitwall.lab.fleet;

import io.pitwall.lab.fleet.FleetEvent.Role;
import io.pitwall.lab.sim.Distribution;
import io.pitwall.model.trace.Attributes;
import org.jspecify.annotations.Nullable;

/** One activity of a task, with its retries; each try is a span. */
final class ActivityProcess {
  static final String RATE_LIMIT = "RateLimitError";
  static final String TIMEOUT = "TimeoutError";

  /** How long a provider takes to say no. */
  private static final double REFUSAL_SECONDS = 0.12;

  /** How much the speed of a model varies around what its answer's length leads one to expect. */
  private static final double MODEL_VARIATION = 0.35;

  private final TaskProcess.Work work;
  private final World world;
  private final Activity activity;
  private final RunProcess.Continuation then;
  private int attempt;

  ActivityProcess(TaskProcess.Work work, Activity activity, RunProcess.Continuation then) {
    this.work = work;
    this.world = work.world;
    this.activity = activity;
    this.then = then;
  }

  void start() {
    attempt++;
    switch (activity) {
      case Activity.Think think -> think(think, world.model(think.model()));
      case Activity.UseTool use -> use(world.tool(use.tool()));
      case Activity.Retrieve retrieve -> retrieve(retrieve);
      case Activity.Compute compute ->
          world.afterSeconds(compute.seconds().sample(work.luck), () -> then.accept(null));
    }
  }

  private void ended(@Nullable String errorType) {
    if (errorType != null && attempt < activity.attempts()) {
      double jitter = 0.5 + work.luck.nextDouble();
      world.afterSeconds(activity.backoffSeconds() * jitter, this::start);
    } else {
      then.accept(errorType);
    }
  }

  private void think(Activity.Think think, World.LiveModel model) {
    long start = world.now();
    if (model.underWay >= model.spec.concurrency()) {
      world.afterSeconds(REFUSAL_SECONDS, () -> thought(model, start, 0, 0, 0, RATE_LIMIT));
      return;
    }
    long input = Math.round(think.inputTokens().sample(work.luck));
    long output = 1 + Math.round(think.outputTokens().sample(work.luck));
    long cached = Math.round(input * think.cachedShare());
    double seconds =
        new Distribution.LogNormal(model.spec.seconds(output), MODEL_VARIATION).sample(work.luck);
    model.underWay++;
    world.afterSeconds(
        seconds,
        () -> {
          model.underWay--;
          model.durations.add(seconds);
          thought(model, start, input, cached, output, null);
        });
  }

  private void thought(
      World.LiveModel model,
      long start,
      long input,
      long cached,
      long output,
      @Nullable String errorType) {
    ModelSpec spec = model.spec;
    Attributes.Builder attributes = work.attributes("chat");
    attributes
        .put("gen_ai.provider.name", spec.provider())
        .put("gen_ai.request.model", spec.name());
    if (errorType == null) {
      work.used(input, cached, output, spec.usd(input, cached, output));
      attributes
          .put("gen_ai.usage.input_tokens", input)
          .put("gen_ai.usage.cache_read.input_tokens", cached)
          .put("gen_ai.usage.output_tokens", output)
          .put("gen_ai.usage.cost", spec.usd(input, cached, output));
    }
    tell("chat " + spec.name(), Role.CLIENT, start, attributes, errorType);
    ended(errorType);
  }

  private void use(ToolSpec tool) {
    long start = world.now();
    double seconds = tool.seconds().sample(work.luck);
    boolean fails = work.luck.nextDouble() < tool.failureShare();
    boolean late = seconds > tool.timeoutSeconds();
    String errorType = late ? TIMEOUT : fails ? tool.errorType() : null;
    world.afterSeconds(
        Math.min(seconds, tool.timeoutSeconds()),
        () -> {
          Attributes.Builder attributes = work.attributes("execute_tool");
          attributes.put("gen_ai.tool.name", tool.name());
          if (work.isTraced()) {
            long id =
                tell("execute_tool " + tool.name(), Role.INTERNAL, start, attributes, errorType);
            Surroundings.ofTool(work, tool.name(), id, start, attempt, errorType);
          }
          ended(errorType);
        });
  }

  private void retrieve(Activity.Retrieve retrieve) {
    long start = world.now();
    world.afterSeconds(
        retrieve.seconds().sample(work.luck),
        () -> {
          Attributes.Builder attributes = work.attributes("retrieval");
          attributes.put("gen_ai.data_source.id", retrieve.dataSource());
          tell("retrieval " + retrieve.dataSource(), Role.CLIENT, start, attributes, null);
          ended(null);
        });
  }

  private long tell(
      String name,
      Role role,
      long start,
      Attributes.Builder attributes,
      @Nullable String errorType) {
    long id = work.run.newSpanId();
    if (work.isTraced()) {
      work.tell(id, work.spanId, name, role, start, attributes, errorType);
    }
    return id;
  }
}
