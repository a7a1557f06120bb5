package io.pitwall.lab.fleet;

import io.pitwall.lab.sim.RandomStreams;
import io.pitwall.model.trace.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One run of a workflow: walks its graph and tells its span and its truth at the end. */
final class RunProcess {
  final World world;
  final WorkflowSpec workflow;
  final RandomStreams streams;
  final long traceHigh;
  final long traceLow;
  final long rootSpanId;
  private final RandomGenerator ids;
  private final long startNanos;
  private final List<FleetEvent.TaskTruth> tasks = new ArrayList<>();

  /** Goes on with the error of a stage, null if it went well. */
  interface Continuation {
    void accept(@Nullable String errorType);
  }

  RunProcess(World world, WorkflowSpec workflow, long number) {
    this.world = world;
    this.workflow = workflow;
    streams = world.streams.part(workflow.name()).part("run").part(Long.toString(number));
    ids = streams.stream("ids");
    startNanos = world.now();
    traceHigh = ids.nextLong();
    traceLow = newSpanId();
    rootSpanId = newSpanId();
  }

  void start() {
    world.running.merge(workflow.name(), 1, Integer::sum);
    perform(workflow.stage(), "", this::end);
  }

  long newSpanId() {
    long id;
    do {
      id = ids.nextLong();
    } while (id == 0);
    return id;
  }

  void done(FleetEvent.TaskTruth task) {
    tasks.add(task);
  }

  private void end(@Nullable String errorType) {
    String name = workflow.name();
    world.running.merge(name, -1, Integer::sum);
    world.tell(
        new FleetEvent.SpanEnded(
            workflow.service(),
            false,
            traceHigh,
            traceLow,
            rootSpanId,
            0,
            "invoke_workflow " + name,
            FleetEvent.Role.INTERNAL,
            startNanos,
            world.now(),
            Attributes.of("gen_ai.operation.name", "invoke_workflow", "gen_ai.workflow.name", name),
            errorType));
    world.tell(
        new FleetEvent.RunEnded(
            traceHigh, traceLow, name, startNanos, world.now(), errorType, tasks));
  }

  /**
   * Performs a stage.
   *
   * @param path where in the graph it stands, which names its luck
   */
  private void perform(Stage stage, String path, Continuation then) {
    switch (stage) {
      case Stage.Task task ->
          new TaskProcess(this, world.pool(task.agentType()), path, then).start();
      case Stage.Series series -> next(series.stages(), 0, path, then);
      case Stage.Parallel parallel -> new Join(parallel.stages().size(), then).fork(parallel, path);
      case Stage.Maybe maybe -> {
        if (streams.stream(path + "?").nextDouble() < maybe.probability()) {
          perform(maybe.stage(), path + "?", then);
        } else {
          then.accept(null);
        }
      }
      case Stage.Repeat repeat -> again(repeat, 1, path, then);
    }
  }

  private void next(List<Stage> stages, int index, String path, Continuation then) {
    if (index == stages.size()) {
      then.accept(null);
      return;
    }
    perform(
        stages.get(index),
        path + "." + index,
        errorType -> {
          if (errorType != null) {
            then.accept(errorType);
          } else {
            next(stages, index + 1, path, then);
          }
        });
  }

  private void again(Stage.Repeat repeat, int turn, String path, Continuation then) {
    String turnPath = path + "*" + turn;
    perform(
        repeat.stage(),
        turnPath,
        errorType -> {
          boolean more =
              errorType == null
                  && turn < repeat.most()
                  && streams.stream(turnPath + "?").nextDouble() < repeat.again();
          if (more) {
            again(repeat, turn + 1, path, then);
          } else {
            then.accept(errorType);
          }
        });
  }

  /** Waits for all branches. */
  private final class Join {
    private final Continuation then;
    private int open;
    private @Nullable String firstError;

    Join(int branches, Continuation then) {
      this.open = branches;
      this.then = then;
    }

    void fork(Stage.Parallel parallel, String path) {
      for (int i = 0; i < parallel.stages().size(); i++) {
        perform(parallel.stages().get(i), path + "|" + i, this::ended);
      }
    }

    private void ended(@Nullable String errorType) {
      if (firstError == null) {
        firstError = errorType;
      }
      if (--open == 0) {
        then.accept(firstError);
      }
    }
  }
}
