package io.pitwall.lab.fleet;

import java.util.List;

/** A part of a workflow: a graph of tasks in series and in parallel. */
public sealed interface Stage {

  /** A task for an agent of that type. */
  record Task(String agentType) implements Stage {}

  /** One after the other; ends with the first that fails. */
  record Series(List<Stage> stages) implements Stage {
    public Series {
      stages = List.copyOf(stages);
    }
  }

  /** All at the same time; ends with the last and fails if one fails. */
  record Parallel(List<Stage> stages) implements Stage {
    public Parallel {
      stages = List.copyOf(stages);
    }
  }

  /** With that probability, else nothing. */
  record Maybe(double probability, Stage stage) implements Stage {}

  /** At least once, and again with that probability, at most so many times. */
  record Repeat(double again, int most, Stage stage) implements Stage {}

  static Stage task(String agentType) {
    return new Task(agentType);
  }

  static Stage series(Stage... stages) {
    return new Series(List.of(stages));
  }

  static Stage parallel(Stage... stages) {
    return new Parallel(List.of(stages));
  }
}
