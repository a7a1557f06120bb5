package io.pitwall.lab.fault;

import java.util.ArrayList;
import java.util.List;

/** What healthy agents do. Times are seconds, means of log-normal distributions. */
final class Habits {
  static final String SONNET = "claude-sonnet-4-5";
  static final String MINI = "gpt-5-mini";

  /** Its provider does not tell what is read from a cache. */
  static final String SILENT = "gemini-2.5-pro";

  private static final double FAILING = 0.01;

  /** Asks a model once. */
  static Step think(String model, long input, double cachedShare, long output) {
    return work -> {
      long in = Math.round(work.draw(input, 0.2));
      work.model(model, in, Math.round(in * cachedShare), 1 + Math.round(work.draw(output, 0.35)));
    };
  }

  /**
   * A conversation: after each answer a tool, the result of which goes into the next question.
   *
   * @param cached share of what was sent before that is read from the cache; below 0 if the
   *     provider does not tell
   */
  static Step converse(
      String model, int turns, long first, long growth, double cached, String tool) {
    return work -> {
      double in = work.draw(first, 0.15);
      double before = 0;
      for (int turn = 0; turn < turns; turn++) {
        long read = cached < 0 ? -1 : Math.round(before * cached);
        work.model(model, Math.round(in), read, 15 + Math.round(work.draw(20, 0.4)));
        if (turn < turns - 1) {
          call(work, tool, 0.12);
        }
        before = in;
        in += work.draw(growth, 0.3);
      }
    };
  }

  /** Calls a tool; one in a hundred fails and is tried again. */
  static void call(Work work, String tool, double seconds) {
    if (work.chance(FAILING)) {
      work.tool(tool, work.draw(seconds, 0.4), work.unique(tool), 0, "UnavailableError");
      work.pass(0.05);
    }
    work.tool(tool, work.draw(seconds, 0.4));
  }

  static Step use(String tool, double seconds) {
    return work -> call(work, tool, seconds);
  }

  /** Calls a tool with an own service behind it, which asks its database a few times. */
  static Step lookUp(String tool, String service, String route, String table, double seconds) {
    return work ->
        work.tool(
            tool,
            work.unique(tool),
            600,
            null,
            () ->
                work.serve(
                    service,
                    route,
                    () -> {
                      for (int i = 0; i < 2; i++) {
                        work.query(
                            service,
                            "SELECT a, b FROM " + table + " WHERE id = " + work.luck.nextInt(9_999),
                            work.draw(0.006, 0.5));
                        work.pass(work.draw(seconds / 2, 0.3));
                      }
                    }));
  }

  /** Calls a tool with several arguments at once; the branches take about as long. */
  static Step fanOut(String tool, int width, double seconds) {
    return work -> {
      List<Runnable> parts = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        parts.add(() -> work.tool(tool, work.draw(seconds, 0.3)));
      }
      work.atOnce(parts);
    };
  }

  /** Reads from an outside service, which fails once in two hundred calls. */
  static Step get(String host, double seconds) {
    return work -> work.get(host, work.draw(seconds, 0.4), work.chance(0.005) ? "503" : null);
  }

  static Step retrieve(String source, double seconds) {
    return work -> work.retrieve(source, work.draw(seconds, 0.4));
  }

  /** Works by itself, without a span. */
  static Step compute(double seconds) {
    return work -> work.pass(work.draw(seconds, 0.4));
  }

  /** Fails as a whole now and then. */
  static Step failing(double probability, String error) {
    return work -> {
      if (work.chance(probability)) {
        work.fail(error);
      }
    };
  }

  private Habits() {}
}
