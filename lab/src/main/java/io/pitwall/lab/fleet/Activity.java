package io.pitwall.lab.fleet;

import io.pitwall.lab.sim.Distribution;

/** What an agent does one after the other while it works on a task. */
public sealed interface Activity {

  /** Tries at most; 1 is no retry. */
  int attempts();

  /** Seconds between a failed try and the next. */
  double backoffSeconds();

  /**
   * Asks a model.
   *
   * @param model name of the model
   * @param inputTokens tokens of the question
   * @param outputTokens tokens of the answer
   * @param cachedShare share of the input that is read from the provider's cache, 0 to 1
   */
  record Think(
      String model,
      Distribution inputTokens,
      Distribution outputTokens,
      double cachedShare,
      int attempts,
      double backoffSeconds)
      implements Activity {}

  /** Calls a tool. */
  record UseTool(String tool, int attempts, double backoffSeconds) implements Activity {}

  /** Looks something up in a knowledge source. */
  record Retrieve(String dataSource, Distribution seconds) implements Activity {
    @Override
    public int attempts() {
      return 1;
    }

    @Override
    public double backoffSeconds() {
      return 0;
    }
  }

  /** Works on its own, without a span. */
  record Compute(Distribution seconds) implements Activity {
    @Override
    public int attempts() {
      return 1;
    }

    @Override
    public double backoffSeconds() {
      return 0;
    }
  }
}
